import { endedClaim, type Claim } from './claim';
import { SessionError } from './errors';
import { claimWithoutStore } from './hookClaim';
import { SessionEvidence } from './evidence';
import { expiryOf, shouldRenewAt } from './lifetime';
import { assess } from './need';
import {
	cooldownOf,
	isRenewedAsRejected,
	isToBeSavedAgain,
	type InFlight,
	type RenewalReason,
	type SessionRecord,
} from './record';
import { SessionRecords } from './records';
import { renew } from './renewal';
import type { Runtime } from './runtime';
import { SessionSaver } from './saver';
import { isSame, type Session } from './session';
import type { SessionSource, StoreUpdate } from './source';
import { failed, type Failed, type Granted, type RenewalOutcome, type RenewalTask } from './task';

/** The session to send a request with. */
export interface SessionResult {
	session: Session;
	/** Whether it was got because of this very question, by whichever caller asked first. */
	isRenewed: boolean;
	/** Whether the host is to store it: it was got for this very caller, whose source has no store. */
	isToBeStored?: boolean;
}

/** The same for a host that stores what its hook returns. */
export interface HookResult extends SessionResult {
	/** What the host is to write: the session with the end of any claim, or a claim. Nothing where it is absent. */
	update?: StoreUpdate;
}

const asItIs = (session: Session): SessionResult => ({ session, isRenewed: false });

/**
 * The sessions of one process: should one be renewed? Then renew it, once for all callers that wait, and save it.
 *
 * It holds the promises; what follows from an event is in record.ts, how a renewal goes in renewal.ts.
 */
export class SessionManager {
	readonly records: SessionRecords;
	readonly saver: SessionSaver;
	readonly evidence: SessionEvidence;
	/** What the renewals in flight will have come to, by their records' keys. */
	private readonly outcomes = new Map<string, Promise<RenewalOutcome>>();

	constructor(readonly runtime: Runtime) {
		this.records = new SessionRecords(runtime);
		this.saver = new SessionSaver(this.records);
		this.evidence = new SessionEvidence(this.records);
	}

	/**
	 * The session to send a request with: the one held, the one that superseded it, or a new one, saved.
	 *
	 * - Fine: the one held.
	 * - Should renew: it, without waiting; the first caller to notice renews, if no other worker does. A failure is forgiven.
	 * - Must renew: all callers wait for one renewal.
	 * @param held the session that the caller has: as it is stored, or what it has carried since
	 * @throws SessionError when there is no session and none can be had
	 */
	async sessionFor(held: Session | undefined, source: SessionSource, reason: RenewalReason): Promise<SessionResult> {
		const { task, need, usable, goesOn } = assess(held, source, reason, this.records);
		if (usable && need === 'none') await this.saver.saveAgain(usable, source);
		if (usable && goesOn) return asItIs(usable);
		return await this.renewOrJoin(task);
	}

	/**
	 * {@link sessionFor} for a host that can't read the store again within a request, and stores what its hook returns: n8n's own nodes.
	 * @param claim what stood in the credential when this request read it
	 */
	async sessionForHook(
		held: Session | undefined,
		source: SessionSource,
		reason: RenewalReason,
		claim: Claim | undefined,
	): Promise<HookResult> {
		const { task, need, usable, goesOn } = assess(held, source, reason, this.records);
		if (usable && need === 'none' && this.saver.isToBeSavedAgain(usable)) {
			this.saver.saving(usable);
			return { ...asItIs(usable), update: { session: usable } };
		}
		if (usable && goesOn) return asItIs(usable);
		if (usable && need === 'should') {
			const step = claimWithoutStore(task, claim, this.records);
			if (step === 'goOn') return asItIs(usable);
			if (step !== 'renew') return { ...asItIs(usable), update: { claim: step } };
		}
		const result = await this.renewOrJoin(task);
		if (result.isToBeStored) return { ...result, update: { session: result.session } };
		const now = this.runtime.clock.now();
		const error = cooldownOf(this.records.peek(task.held ?? source), now)?.error;
		if (need !== 'should' || !claim || !error) return result;
		// The own claim ends, and says how, so that other workers need not find out for themselves.
		return { ...result, update: { claim: endedClaim(claim, error, now, true) } };
	}

	/** Whether nothing keeps a request from going out with this session at once. */
	isFine(held: Session, renewBeforeMs: number): boolean {
		const { records } = this;
		const now = this.runtime.clock.now();
		const record = records.peek(held);
		if (record.superseded || isToBeSavedAgain(record, now)) return false;
		return !isRenewedAsRejected(record) && now < this.shouldRenewAt(held, renewBeforeMs);
	}

	/** When a session expires, by its last use in this process, Unix ms; `undefined` where that is not known. */
	expiryOf(session: Session): number | undefined {
		return expiryOf(session, this.records.peek(session).evidence.lastUse?.at);
	}

	/** Whether a session has not expired yet, as far as can be told. */
	isAlive(session: Session): boolean {
		return this.runtime.clock.now() < (this.expiryOf(session) ?? Infinity);
	}

	/** From when on a session should be renewed, Unix ms. */
	shouldRenewAt(session: Session, renewBeforeMs: number): number {
		const lastUsedAt = this.records.peek(session).evidence.lastUse?.at;
		return shouldRenewAt(session, { renewBeforeMs, lastUsedAt });
	}

	/** @throws SessionError where the session held is not valid, and there is no other */
	private async renewOrJoin(task: RenewalTask): Promise<SessionResult> {
		const { held, source, isValid } = task;
		const record = this.records.peek(held ?? source);
		const outcome = this.outcomes.get(this.records.keyOf(held ?? source));
		if (outcome && record.renewal.state === 'inFlight') return await this.join(task, record.renewal, outcome);
		const now = this.runtime.clock.now();
		const cooldown = cooldownOf(record, now);
		if (!isValid && cooldown?.error && now < cooldown.until.mustRenew) throw cooldown.error;
		return await this.renewAndSave(task);
	}

	/** Waits for the renewal that another caller has begun. */
	private async join(task: RenewalTask, theirs: InFlight, theirOutcome: Promise<RenewalOutcome>) {
		const { held, source, reason, isValid } = task;
		const outcome = await theirOutcome;
		const isOtherWanted = reason === 'logIn' && theirs.reason !== 'logIn';
		if (!isOtherWanted) {
			if (outcome.type === 'granted') return await this.resultOf(outcome, source);
			if (held && isValid) return asItIs(held);
			// For a caller with a valid session less is tried than for one that needs another.
			if (outcome.type === 'failed' && !theirs.isValid) throw outcome.error;
		}
		return await this.sessionFor(held, source, reason);
	}

	private async renewAndSave(task: RenewalTask): Promise<SessionResult> {
		const { held, source, isValid } = task;
		const outcome = await this.beginRenewal(task);
		if (outcome.type === 'granted') {
			const { session, origin } = outcome;
			if (origin === 'store') return await this.resultOf(outcome, source);
			if (!source.store) return { session, isRenewed: true, isToBeStored: true };
			await this.saver.save(session, source, source.store);
			return { session, isRenewed: true };
		}
		if (held && isValid) return asItIs(held);
		if (outcome.type === 'failed') throw outcome.error;
		throw new SessionError('transient', 'The execution was cancelled before its session was renewed');
	}

	/** What another worker has stored may be due again by now. */
	private async resultOf({ session, origin }: Granted, source: SessionSource): Promise<SessionResult> {
		return origin === 'store' ? await this.sessionFor(session, source, 'send') : { session, isRenewed: true };
	}

	/** One renewal for all callers. It is registered before anything is awaited, so that no caller begins a second one. */
	private beginRenewal(task: RenewalTask): Promise<RenewalOutcome> {
		const { held, source, reason, isValid } = task;
		const { records } = this;
		const key = records.keyOf(held ?? source);
		const before = records.peek(held ?? source);
		records.apply(held ?? source, { type: 'renewing', reason, isValid });
		const noting = (outcome: RenewalOutcome): RenewalOutcome => {
			this.outcomes.delete(key);
			if (outcome.type === 'granted') this.noteGranted(task, outcome, before);
			else if (outcome.type === 'failed') this.noteFailed(task, outcome);
			else records.apply(held ?? source, { type: 'notRenewed', goesOn: outcome.type === 'yielded' });
			return outcome;
		};
		const renewal = renew(task, records).catch(failed).then(noting);
		this.outcomes.set(key, renewal);
		return renewal;
	}

	private noteGranted({ held, source }: RenewalTask, { session, origin }: Granted, before: SessionRecord): void {
		const { records } = this;
		if (held && isSame(held, session)) return records.apply(held, { type: 'notRenewed', goesOn: true });
		records.apply(session, { type: 'supersedes', before, isFirst: held === undefined, origin });
		records.apply(held ?? source, { type: 'superseded', by: session, origin });
	}

	private noteFailed({ held, source, reason, isValid }: RenewalTask, { error, isRefreshBarred }: Failed): void {
		// A log-in that a person asked for and that was not refused says nothing of a refresh, and a store that is away nothing of either.
		const isForAll = error instanceof SessionError && (reason !== 'logIn' || error.kind === 'refused');
		if (!isForAll) return this.records.apply(held ?? source, { type: 'notRenewed', goesOn: isValid });
		// A refresh whose answer was lost may have used its token up: a valid session is used to its end.
		const until = error.isAnswerLost && isValid && held ? this.expiryOf(held) : undefined;
		this.records.apply(held ?? source, { type: 'failed', error, isRefreshBarred, until });
	}
}
