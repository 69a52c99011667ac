import { isToBeSavedAgain } from './record';
import type { Owner, SessionRecords } from './records';
import { isSame, type Session } from './session';
import type { SessionSource, SessionStore } from './source';

/** Saves what this process has got, and knows whether the host has stored it. */
export class SessionSaver {
	constructor(private readonly records: SessionRecords) {}

	/** The host begins to store a session. */
	saving(session: Session): void {
		this.records.apply(session, { type: 'saving' });
	}

	/** The host has stored a session of this process, or has failed to. */
	wasSaved(session: Session, isSaved: boolean): void {
		this.records.apply(session, { type: isSaved ? 'saved' : 'notSaved' });
	}

	/** Whether the host is to store a session once more. */
	isToBeSavedAgain(session: Session): boolean {
		return isToBeSavedAgain(this.records.peek(session), this.records.runtime.clock.now());
	}

	/** Saves a session together with the end of the claim; tries twice, and leaves the rest to {@link saveAgain}. */
	async save(session: Session, owner: Owner, store: SessionStore): Promise<void> {
		const { clock, policy } = this.records.runtime;
		const write = async () => await store.write({ session });
		await this.note(
			session,
			write().catch(async () => await clock.sleep(policy.claimPollMs).then(write)),
		);
		void this.watchSaved(session, owner, store);
	}

	/** Saves once more what the host could not store, unless another worker has stored a newer session meanwhile. */
	async saveAgain(session: Session, { store }: SessionSource): Promise<void> {
		if (!store || !this.isToBeSavedAgain(session)) return;
		// Before anything is awaited, so that nobody else does it at the same moment.
		this.saving(session);
		const read = await store.read().catch(() => undefined);
		const stored = read?.session;
		// What is void is as good as saved: nobody writes it any more.
		if (read?.isVoid) this.wasSaved(session, true);
		else if (this.records.isNews(stored, session)) {
			this.records.apply(session, { type: 'superseded', by: stored, origin: 'store' });
		} else await this.note(session, store.write({ session }));
	}

	/**
	 * n8n reads a credential and writes it whole: a claim of another worker that was on its way when this session was saved can come
	 * after it, and takes it back. That worker waits four times as long as its write took before it looks; so for a while this one looks
	 * whether the session is still there, and saves it again.
	 */
	private async watchSaved(session: Session, owner: Owner, store: SessionStore): Promise<void> {
		const { clock, policy } = this.records.runtime;
		for (const ms of policy.savedLookMs) {
			await clock.sleep(ms);
			const read = await store.read().catch(() => undefined);
			const { superseded, renewal } = this.records.peek(session);
			if (superseded || renewal.state !== 'idle' || read?.isVoid) return;
			if (!read || (read.session && isSame(read.session, session))) continue;
			const isTakenBack = read.claim !== undefined && this.records.isSupersededBy(read.session ?? owner, session);
			if (!isTakenBack) return;
			await this.note(session, store.write({ session }));
		}
	}

	/** Notes that a session is being saved, and what comes of it. */
	private async note(session: Session, writing: Promise<void>): Promise<void> {
		this.saving(session);
		const isSaved = await writing.then(
			() => true,
			() => false,
		);
		this.wasSaved(session, isSaved);
	}
}
