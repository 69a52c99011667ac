import { LoggerProxy, type IDataObject } from 'n8n-workflow';

import type { Account, Provider } from '../../providers/types';
import { readClaim } from '../../session/claim';
import { ENDED_SESSION } from '../../session/session';
import type { SessionStore, StoreUpdate } from '../../session/source';
import type { NodeContext } from '../execution/context';
import { RequestNotSent, storedFields, UPDATE_ONLY_REQUEST } from './credentialHooks';
import type { CredentialReader } from './credentialReader';
import type { CredentialSnapshot } from '../../http/credentialSnapshot';
import { setRequestContext, type CredentialUpdate } from './requestContext';
import type { WriteQueue } from './writeQueue';

/** n8n could not write into the credential what it was given. */
export class NotStoredError extends Error {}

/** n8n's database as the session manager uses it, for one execution: the credential is what all workers share. */
export class CredentialStore<A extends Account> {
	/** As it was read last: older n8n writes it whole. */
	private lastRead?: CredentialSnapshot<A>;

	constructor(
		private readonly context: NodeContext,
		private readonly provider: Provider<A>,
		private readonly reader: CredentialReader<A>,
		private readonly credentialId: string | undefined,
		private readonly writes: WriteQueue,
	) {}

	/** The sessions and claims of these settings. */
	of({ fingerprint }: CredentialSnapshot<A>): SessionStore {
		return {
			read: async () => {
				const now = await this.readStored();
				if (now.fingerprint !== fingerprint) return { isVoid: true };
				const { session, fields } = now;
				const claim = readClaim(fields.sessionClaim, fingerprint);
				return { session, claim, isVoid: fields.session === ENDED_SESSION };
			},
			write: async (update: StoreUpdate) => await this.write(storedFields(update)),
		};
	}

	/** The credential as n8n stores it now. */
	async readStored(): Promise<CredentialSnapshot<A>> {
		this.lastRead = await this.reader.readStored();
		return this.lastRead;
	}

	/**
	 * Lets n8n write fields into the credential; nothing is sent.
	 * @throws NotStoredError with the words of n8n's database
	 */
	async write(fields: IDataObject): Promise<void> {
		const snapshot = this.lastRead ?? (await this.reader.read());
		const type = this.provider.credentialType;
		// n8n asks `preAuthentication`, and writes what that gives, where this is empty.
		const data = { ...snapshot.fields, sessionCheck: '' };
		const update: CredentialUpdate = { kind: 'update', snapshot, fields };
		setRequestContext(data, update);
		const send = this.context.helpers.httpRequestWithAuthentication.bind(this.context);
		const write = async () =>
			await send(type, { ...UPDATE_ONLY_REQUEST }, { credentialsDecrypted: { id: '', name: '', type, data } });
		await this.writes.run(`${type} ${this.credentialId}`, write).catch((error: unknown) => {
			if (update.problem instanceof RequestNotSent) return;
			const told = notStored(error);
			LoggerProxy.warn(`Keyring: ${told.message}`);
			throw told;
		});
	}
}

/** What n8n's helper threw, in its place. */
export const notStored = (error: unknown): NotStoredError =>
	new NotStoredError(`n8n could not store the session: ${wordsOf(error)}`);

/** What n8n's database says is the innermost of the errors that n8n has wrapped around it. */
function wordsOf(error: unknown): string {
	let inner = error as Error | undefined;
	for (let depth = 0; depth < 5 && inner?.cause instanceof Error; depth++) inner = inner.cause;
	return inner?.message || 'it did not say why';
}
