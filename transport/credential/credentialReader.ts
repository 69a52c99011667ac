import type { Account, Provider } from '../../providers/types';
import { leadsTo } from '../../session/fates';
import { renewsAt, type Session } from '../../session/session';
import type { NodeContext } from '../execution/context';
import { snapshotOf, type CredentialSnapshot } from './credentialSnapshot';

/** A due session is looked up again, but not sooner than this, ms. */
const FRESH_MS = 1_000;

/**
 * The credential of one execution of a node: read and decrypted once, since that costs more than a request, and again when its
 * session is due or was rejected, because another execution or worker may have stored a newer one meanwhile.
 */
export class CredentialReader<A extends Account> {
	private present?: Promise<CredentialSnapshot<A>>;
	/** What was read last without a failure. */
	private known?: CredentialSnapshot<A>;
	private readAt = 0;

	constructor(
		private readonly context: NodeContext,
		private readonly provider: Provider<A>,
		private readonly credentialId: string | undefined,
	) {}

	/** The credential as it was read first, with the session carried since. */
	async read(): Promise<CredentialSnapshot<A>> {
		return await (this.present ?? this.readAgain());
	}

	/** {@link read} for a request that is about to go out. */
	async readForRequest(): Promise<CredentialSnapshot<A>> {
		const reading = await this.read();
		const { session, account } = reading;
		const now = Date.now();
		const isDue = session !== undefined && now >= renewsAt(session, account.renewBeforeMs);
		if (!isDue || now - this.readAt <= FRESH_MS) return reading;
		// Where n8n's database is away for a moment, the session at hand will do; if not, the renewal says so.
		return await this.readAgain().catch(() => reading);
	}

	/** The credential as n8n stores it now; where its session is one that the carried one has replaced, with the carried one. */
	async readAgain(): Promise<CredentialSnapshot<A>> {
		this.readAt = Date.now();
		const reading = this.readStored().then((stored) => {
			const carried = this.known?.session;
			const owner = { fingerprint: stored.fingerprint, credentialId: this.credentialId };
			const isBehind = leadsTo(owner, stored.session, carried, Date.now());
			this.known = isBehind ? { ...stored, session: carried } : stored;
			return this.known;
		});
		this.present = reading;
		return await reading.catch((error: unknown) => {
			// Reads that fail must not fail all that follow.
			if (this.present === reading) this.present = this.known && Promise.resolve(this.known);
			throw error;
		});
	}

	/** The credential as n8n stores it now. */
	async readStored(): Promise<CredentialSnapshot<A>> {
		return snapshotOf(this.provider, await this.context.getCredentials(this.provider.credentialType));
	}

	/** The session that a request went out with is used by those that follow, unless they have a newer one. */
	async carry(session: Session): Promise<void> {
		const reading = await this.read().catch(() => undefined);
		if (!reading) return;
		const isOther = session.fingerprint === reading.fingerprint && session.accessToken !== reading.session?.accessToken;
		if (!isOther || leadsTo(session, session, reading.session, Date.now())) return;
		this.known = { ...reading, session };
		this.present = Promise.resolve(this.known);
	}
}
