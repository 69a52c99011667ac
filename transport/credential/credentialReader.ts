import type { Account, Provider } from '../../providers/types';
import type { Session } from '../../session/session';
import type { NodeContext } from '../execution/context';
import { snapshotOf, type CredentialSnapshot } from '../../http/credentialSnapshot';
import type { Engine } from './engine';

/** A session that should be renewed is looked up again, but not sooner than this, ms. */
const FRESH_MS = 1_000;

/**
 * The credential of one execution of a node: read and decrypted once, since that costs more than a request, and again when its
 * session should be renewed or was rejected, because another execution or worker may have stored a newer one meanwhile.
 */
export class CredentialReader<A extends Account> {
	private cached?: Promise<CredentialSnapshot<A>>;
	/** What was read last without a failure, with the session carried since. */
	private lastGood?: CredentialSnapshot<A>;
	private readAt = -Infinity;

	constructor(
		private readonly context: NodeContext,
		private readonly provider: Provider<A>,
		private readonly credentialId: string | undefined,
		private readonly engine: Engine,
	) {}

	/** The credential as it was read first, with the session carried since. */
	async read(): Promise<CredentialSnapshot<A>> {
		return await (this.cached ?? this.readAgain());
	}

	/** {@link read} for a request that is about to go out. */
	async readForRequest(): Promise<CredentialSnapshot<A>> {
		const snapshot = await this.read();
		const { session, account } = snapshot;
		const now = this.engine.runtime.clock.now();
		const isDue = session !== undefined && now >= this.engine.sessions.shouldRenewAt(session, account.renewBeforeMs);
		if (!isDue || now - this.readAt <= FRESH_MS) return snapshot;
		// Where n8n's database is away for a moment, the session at hand will do; if not, the renewal says so.
		return await this.readAgain().catch(() => snapshot);
	}

	/** The credential as n8n stores it now; where its session is one that the carried one has superseded, with the carried one. */
	async readAgain(): Promise<CredentialSnapshot<A>> {
		this.readAt = this.engine.runtime.clock.now();
		const reading = this.readStored().then((stored) => {
			const carried = this.lastGood?.session;
			const owner = { fingerprint: stored.fingerprint, credentialId: this.credentialId };
			const isBehind = this.engine.sessions.records.isSupersededBy(stored.session ?? owner, carried);
			this.lastGood = isBehind ? { ...stored, session: carried } : stored;
			return this.lastGood;
		});
		this.cached = reading;
		return await reading.catch((error: unknown) => {
			// Reads that fail must not fail all that follow.
			if (this.cached === reading) this.cached = this.lastGood && Promise.resolve(this.lastGood);
			throw error;
		});
	}

	/** The credential as n8n stores it now. */
	async readStored(): Promise<CredentialSnapshot<A>> {
		return snapshotOf(this.provider, await this.context.getCredentials(this.provider.credentialType));
	}

	/** The session that a request goes out with is used by those that follow, unless they have a newer one. */
	async carry(session: Session): Promise<void> {
		const snapshot = await this.read().catch(() => undefined);
		if (!snapshot || session.fingerprint !== snapshot.fingerprint || session === snapshot.session) return;
		if (this.engine.sessions.records.isSupersededBy(session, snapshot.session)) return;
		this.lastGood = { ...snapshot, session };
		this.cached = Promise.resolve(this.lastGood);
	}
}
