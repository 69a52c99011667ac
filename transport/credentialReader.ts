import type { ICredentialDataDecryptedObject, IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { Account, Provider } from '../providers/types';
import { renewsAt, type Session } from '../session/session';
import { storedSession } from './sessionKeeper';

/** The stored session is not read again sooner than this, ms. */
const FRESH_MS = 1_000;

/**
 * The credential of one execution of a node: read and decrypted once, since that costs more than a request, and again when its
 * session is due or was refused, because another execution or worker may have stored a newer one meanwhile.
 */
export class CredentialReader {
	private fields?: Promise<ICredentialDataDecryptedObject>;
	private readAt = 0;

	constructor(
		private readonly context: IExecuteFunctions | ILoadOptionsFunctions,
		private readonly provider: Provider,
	) {}

	/** The credential's fields, as they were read first or kept since. */
	async read(): Promise<ICredentialDataDecryptedObject> {
		return await (this.fields ?? this.readAgain());
	}

	/** The fields as n8n stores them now. */
	async readAgain(): Promise<ICredentialDataDecryptedObject> {
		this.readAt = Date.now();
		this.fields = this.context.getCredentials(this.provider.credentialType);
		return await this.fields;
	}

	/** A copy for one request, since n8n writes a renewed session into it. */
	async copyForRequest(): Promise<ICredentialDataDecryptedObject> {
		const fields = await this.read();
		const session = this.sessionIn(fields);
		const now = Date.now();
		const isDue = session !== undefined && now >= renewsAt(session, this.accountIn(fields).renewBeforeMs);
		return { ...(isDue && now - this.readAt > FRESH_MS ? await this.readAgain() : fields) };
	}

	/** What a request has renewed is used by those that follow. */
	async keep(copy: ICredentialDataDecryptedObject): Promise<void> {
		const present = this.sessionIn(await this.read());
		const used = this.sessionIn(copy);
		if (used && used.issuedAt > (present?.issuedAt ?? 0)) this.fields = Promise.resolve(copy);
	}

	/** @throws InputError naming the field that is wrong */
	accountIn(fields: ICredentialDataDecryptedObject): Account {
		return this.provider.account(fields);
	}

	sessionIn(fields: ICredentialDataDecryptedObject): Session | undefined {
		return storedSession(this.provider, this.accountIn(fields), fields);
	}
}
