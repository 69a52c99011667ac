import { endedClaim, type Claim } from './claim';
import type { RenewalTask } from './claiming';
import { SessionError } from './errors';
import { claimWithoutStore } from './hostClaim';
import { SessionEvidence } from './evidence';
import { expiryOf, shouldRenewAt } from './lifetime';
import { needOf, type Need } from './need';
import { cooldownOf, isToBeSavedAgain, type RenewalReason, type SessionRecord, type Superseded } from './record';
import { isSame, SessionRecords } from './records';
import { renew, type Granted, type RenewalOutcome } from './renewal';
import { within, type Runtime } from './runtime';
import { SessionSaver } from './saver';
import type { Session } from './session';
import type { SessionSource } from './source';

/** The session to send a request with. */
export interface SessionResult {
	session: Session;
	/** Whether it was got because of this very question, by whichever caller asked first. */
	isRenewed: boolean;
}

/** The same for a host that stores what its hook returns. */
export interface HostResult extends SessionResult {
	/** What the host is to write: the session with the end of any claim, or a claim. Nothing where it is absent. */
	update?: { session: Session } | { claim: Claim };
}

interface InFlight {
	reason: RenewalReason;
	/** Whether it was begun for a caller with a valid session, for which less is tried. */
	isValid: boolean;
	outcome: Promise<RenewalOutcome>;
}

/**
 * The sessions of one process: should one be renewed? Then renew it, once for all callers that wait, and save it.
 *
 * It holds the promises; what follows from an event is in record.ts, how a renewal goes in renewal.ts.
 */
export class SessionManager {
	readonly records: SessionRecords;
	readonly saver: SessionSaver;
	readonly evidence: SessionEvidence;
	private readonly inFlight = new Map<string, InFlight>();

	constructor(readonly runtime: Runtime) {
		this.records = new SessionRecords(runtime);
		this.saver = new SessionSaver(this.records, runtime);
		this.evidence = new SessionEvidence(this.records, runtime);
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
		const next = this.records.successorOf(source, held);
		if (next) return await this.sessionFor(next.by, source, this.isLogInWanted(next, reason) ? 'logIn' : 'send');
		const { need, usable, mayBegin } = this.demandOf(held, source, reason);
		if (held && need === 'none') {
			await this.saver.saveAgain(held, source);
			return { session: held, isRenewed: false };
		}
		if (usable && !mayBegin) return { session: usable, isRenewed: false };
		return await this.renewed({ held, source, reason, isValid: usable !== undefined }, usable);
	}

	/**
	 * {@link sessionFor} for n8n's own nodes, which can't read the store again within a request, and store what their hook returns.
	 * @param claim what stood in the credential when this request read it
	 */
	async sessionForHost(
		held: Session | undefined,
		source: SessionSource,
		reason: RenewalReason,
		claim: Claim | undefined,
	): Promise<HostResult> {
		const next = this.records.successorOf(source, held);
		if (next) return await this.sessionForHost(next.by, source, 'send', claim);
		const { need, usable, mayBegin } = this.demandOf(held, source, reason);
		const { records, runtime } = this;
		if (held && need === 'none') {
			const isToBeSaved = this.saver.isToBeSavedAgain(held);
			if (isToBeSaved) this.saver.givenToHost(held);
			return { session: held, isRenewed: false, ...(isToBeSaved && { update: { session: held } }) };
		}
		if (usable && !mayBegin) return { session: usable, isRenewed: false };
		const task = { held, source, reason, isValid: usable !== undefined };
		let ownClaim: Claim | undefined;
		if (usable && need === 'should') {
			const own = claimWithoutStore(usable, task, claim, records, runtime);
			if (own !== 'renew')
				return { session: usable, isRenewed: false, ...(own !== 'wait' && { update: { claim: own } }) };
			ownClaim = claim;
		}
		const isFirst = !this.inFlight.has(records.keyOf(source, held));
		const result = await this.renewed(task, usable);
		if (isFirst && result.isRenewed) return { ...result, update: { session: result.session } };
		const error = cooldownOf(records.peek(source, held), runtime.clock.now())?.error;
		// The own claim ends, and says how, so that other workers need not find out for themselves.
		return ownClaim && error
			? { ...result, update: { claim: endedClaim(ownClaim, error, runtime.clock.now(), true) } }
			: result;
	}

	/** Whether nothing keeps a request from going out with this session at once. */
	isFine(held: Session, renewBeforeMs: number): boolean {
		const { records } = this;
		const now = this.runtime.clock.now();
		const record = records.peek(held, held);
		if (record.superseded || isToBeSavedAgain(record, now)) return false;
		const isRejected = record.renewal.state === 'inFlight' && record.renewal.reason === 'rejected';
		return !isRejected && now < shouldRenewAt(held, { renewBeforeMs, lastUsedAt: record.evidence.lastUse?.at });
	}

	/** When a session expires, by its last use in this process, Unix ms; `undefined` where that is not known. */
	expiryOf(session: Session): number | undefined {
		return expiryOf(session, this.records.peek(session, session).evidence.lastUse?.at);
	}

	/** Whether a session has not expired yet, as far as can be told. */
	isAlive(session: Session): boolean {
		return this.runtime.clock.now() < (this.expiryOf(session) ?? Infinity);
	}

	/** From when on a session should be renewed, Unix ms. */
	shouldRenewAt(session: Session, renewBeforeMs: number): number {
		return shouldRenewAt(session, {
			renewBeforeMs,
			lastUsedAt: this.records.peek(session, session).evidence.lastUse?.at,
		});
	}

	/** A person who asks for a log-in by name gets one, but where it is under way or has just been done for somebody. */
	private isLogInWanted({ origin, since }: Superseded, reason: RenewalReason): boolean {
		const { clock, policy } = this.runtime;
		return reason === 'logIn' && !(origin === 'logIn' && within(since, policy.supersededMs, clock.now()));
	}

	private needOf(held: Session | undefined, source: SessionSource, reason: RenewalReason): Need {
		const lastUsedAt = held && this.records.peek(held, held).evidence.lastUse?.at;
		const use = { renewBeforeMs: source.renewBeforeMs, lastUsedAt };
		// A request that begins while a rejected session is being renewed waits for that.
		const isRejected = this.inFlight.get(this.records.keyOf(source, held))?.reason === 'rejected';
		return isRejected ? 'must' : needOf(held, use, reason, this.runtime.clock.now(), this.runtime.policy);
	}

	/** How much a caller needs a renewal, the session that it can go on with, and whether it is the one that renews that. */
	private demandOf(held: Session | undefined, source: SessionSource, reason: RenewalReason) {
		const need = this.needOf(held, source, reason);
		const isBusy = this.inFlight.has(this.records.keyOf(source, held));
		const isCooling = cooldownOf(this.records.peek(source, held), this.runtime.clock.now()) !== undefined;
		// A request that n8n sends again joins a renewal under way: that may be what it lacks.
		const mayBegin = !isCooling && (need === 'may' || !isBusy);
		return { need, usable: need === 'must' ? undefined : held, mayBegin };
	}

	/** Joins the renewal in flight, or begins one. */
	private async renewed(
		task: Omit<RenewalTask, 'isRefreshBarred'>,
		usable: Session | undefined,
		hasSeenLess = false,
	): Promise<SessionResult> {
		const { held, source, reason } = task;
		const cooldown = cooldownOf(this.records.peek(source, held), this.runtime.clock.now());
		// For a caller with a valid session less was tried than for one that needs another.
		const isOpen = hasSeenLess && cooldown?.error?.kind === 'transient';
		if (!usable && cooldown?.error && !isOpen && this.runtime.clock.now() < cooldown.mustUntil) throw cooldown.error;
		const joined = this.inFlight.get(this.records.keyOf(source, held));
		if (joined && reason === 'logIn' && joined.reason !== 'logIn') {
			await joined.outcome;
			return await this.sessionFor(held, source, reason);
		}
		const outcome = await (joined?.outcome ??
			this.begin({ ...task, isRefreshBarred: cooldown?.isRefreshBarred ?? false }));
		if (outcome.type === 'granted') {
			const { session, origin } = outcome;
			// What another worker has stored may be due again by now.
			if (origin === 'store') return await this.sessionFor(session, source, 'send');
			if (!joined && source.store) {
				await this.saver.save(session, source.store);
				void this.saver.watchSaved(session, source);
			}
			return { session, isRenewed: true };
		}
		if (usable) return { session: usable, isRenewed: false };
		// The renewal was another caller's, which had a valid session or was cancelled: this one needs the session still.
		const needsOwn = joined !== undefined && (outcome.type !== 'failed' || joined.isValid);
		if (outcome.type === 'failed' && !needsOwn) throw outcome.error;
		if (needsOwn) {
			const isSuperseded = this.records.successorOf(source, held) !== undefined;
			return isSuperseded ? await this.sessionFor(held, source, reason) : await this.renewed(task, usable, true);
		}
		throw new SessionError('transient', 'The execution was cancelled before its session was renewed');
	}

	/** One renewal for all callers. It is registered before anything is awaited, so that no caller begins a second one. */
	private begin(task: RenewalTask): Promise<RenewalOutcome> {
		const { held, source, reason } = task;
		const { records } = this;
		const key = records.keyOf(source, held);
		const before = records.peek(source, held);
		records.apply(source, held, { type: 'renewing', reason });
		const renewal = renew(task, records, this.runtime).catch(
			(error: unknown): RenewalOutcome => ({ type: 'failed', error, isRefreshBarred: false }),
		);
		const outcome = renewal.then((ended) => {
			this.inFlight.delete(key);
			if (ended.type === 'granted') this.supersede(task, ended, before);
			else if (ended.type === 'failed') this.failed(task, ended.error, ended.isRefreshBarred);
			else records.apply(source, held, { type: ended.type === 'yielded' ? 'paused' : 'abandoned' });
			return ended;
		});
		this.inFlight.set(key, { reason, isValid: task.isValid, outcome });
		return outcome;
	}

	private supersede({ held, source }: RenewalTask, got: Granted, before: SessionRecord): void {
		if (held && got.session.accessToken === held.accessToken) got.session.isRepeated = true;
		const { session, origin } = got;
		const { records } = this;
		if (held && isSame(held, session)) return records.apply(source, held, { type: 'paused' });
		// One without a session must not be led to another credential's first one for longer than it takes to store that.
		const isToBeSaved = origin !== 'store' && held !== undefined;
		records.apply(session, session, { type: 'granted', before, isToBeSaved });
		if (origin === 'store' && before.saving.state !== 'saved') this.saver.foundSaved(session);
		records.apply(source, held, { type: 'superseded', by: session, origin });
	}

	private failed({ held, source, reason, isValid }: RenewalTask, error: unknown, isRefreshBarred: boolean): void {
		// That no person can log in just now says nothing about a refresh.
		const isForAll = error instanceof SessionError && (reason !== 'logIn' || error.kind === 'refused');
		// Where the store is away, a valid session is used for a moment without asking for it again.
		if (!isForAll) return this.records.apply(source, held, { type: isValid ? 'paused' : 'abandoned' });
		// A refresh whose answer was lost may have used its token up: a valid session is used to its end.
		const until = error.isAnswerLost && isValid && held ? this.expiryOf(held) : undefined;
		this.records.apply(source, held, { type: 'failed', error, isRefreshBarred, until });
	}
}
