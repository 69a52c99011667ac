import { afterAccepted, afterRenewalDidNotHelp, withRejected, type Backoff } from './backoff';
import type { SessionError, SessionErrorKind } from './errors';
import { within, type ByNeed, type Policy } from './runtime';
import type { Session } from './session';

/**
 * Why a session is asked for:
 * - `send`: a request is about to go out;
 * - `rejected`: the provider rejected this session;
 * - `afterError`: a request with this session failed in n8n's HTTP Request node, for whatever reason: the node repeats it after any error,
 *   or the session is suspect;
 * - `refresh` and `logIn`: the person asked for just that.
 */
export type RenewalReason = 'send' | 'rejected' | 'afterError' | 'refresh' | 'logIn';

/** How a session was got. `store`: another process had saved it. */
export type Origin = 'refresh' | 'logIn' | 'store';

/** Whether this process renews a session. Times are Unix ms. */
export type Renewal = { state: 'idle' } | InFlight | Cooldown;

/** This process renews it now, once for all callers. */
export interface InFlight {
	state: 'inFlight';
	reason: RenewalReason;
	/** Whether it was begun for a caller with a valid session, for which less is tried. */
	isValid: boolean;
	/** Whether its refresh was refused a while ago: another one could end what a log-in has just given. */
	isRefreshBarred: boolean;
}

/** No renewal before then, after one that gave no session. */
export interface Cooldown {
	state: 'cooldown';
	since: number;
	/** Until when a valid session is not renewed, and one that is absent, expired or rejected: all who need that get the error. */
	until: ByNeed;
	/** Absent where the renewal did not fail. */
	error?: SessionError;
	/** As {@link InFlight} has it. */
	isRefreshBarred: boolean;
}

/** Which session took this one's place. */
export interface Superseded {
	by: Session;
	/** Unix ms. */
	since: number;
	origin: Origin;
}

/** Whether the host has stored a session that this process has got. Times are Unix ms. */
export type Saving =
	/** `since`: when the host had stored it, where this process had got it. */
	| { state: 'saved'; since?: number }
	/** The host was given it; when nothing is heard, it is to store it again. */
	| { state: 'saving'; againAt: number; until: number }
	| { state: 'failed'; againAt: number; until: number };

/** What requests have shown. Times are Unix ms. */
export interface Evidence {
	/** When the last request was sent, of a session that lives on by being used, and until when that keeps it alive. */
	lastUse?: { at: number; until: number };
	/** Since when a request's failure may have been the session's: it must not be sent again to find out. */
	suspectSince?: number;
	/** Renewals that did not help, of this session and those before it. */
	backoff?: Backoff;
}

/** A claim in the credential, and since when this process knows it, Unix ms. */
export interface KnownClaim {
	id: string;
	since: number;
	/** Whether this process wrote it. */
	isOwn: boolean;
}

/** What one process knows of one session, or of having none yet. */
export interface SessionRecord {
	readonly renewal: Renewal;
	readonly superseded?: Superseded;
	readonly saving: Saving;
	readonly evidence: Evidence;
	readonly claim?: KnownClaim;
}

/** What happens to a session. */
export type SessionEvent =
	| { type: 'renewing'; reason: RenewalReason; isValid: boolean }
	/** The renewal gave nothing, and no error that holds for all. `goesOn`: callers go on with the session that they have. */
	| { type: 'notRenewed'; goesOn: boolean }
	| { type: 'failed'; error: SessionError; isRefreshBarred: boolean; until?: number }
	| { type: 'superseded'; by: Session; origin: Origin }
	/** Of the new session: what was known of the one before it, and whether there was none. */
	| { type: 'supersedes'; before: SessionRecord; isFirst: boolean; origin: Origin }
	| { type: 'saving' }
	| { type: 'saved' }
	| { type: 'notSaved' }
	/** This process has read a claim; or it has written one of its own, or is about to. */
	| { type: 'claimNoted'; id: string; isOwn: boolean }
	| { type: 'sent'; idleMs: number }
	| { type: 'accepted'; request: string; hasRenewalHelped: boolean }
	| { type: 'rejected'; request: string }
	| { type: 'renewalDidNotHelp'; request: string; accessToken: string }
	| { type: 'suspected' }
	| { type: 'suspicionSettled' }
	/** A session that had superseded this one was ended on purpose. */
	| { type: 'supersedingEnded'; isDirect: boolean };

export const NOTHING_KNOWN: SessionRecord = { renewal: { state: 'idle' }, saving: { state: 'saved' }, evidence: {} };

/**
 * What is known after an event.
 * @param now Unix ms
 */
export function transition(record: SessionRecord, event: SessionEvent, now: number, policy: Policy): SessionRecord {
	const { renewal, saving, evidence } = record;
	const knowing = (more: Partial<Evidence>) => ({ ...record, evidence: { ...evidence, ...more } });
	switch (event.type) {
		case 'renewing': {
			const { reason, isValid } = event;
			const isRefreshBarred = cooldownOf(record, now)?.isRefreshBarred ?? false;
			return { ...record, renewal: { state: 'inFlight', reason, isValid, isRefreshBarred } };
		}
		case 'notRenewed':
			// Nobody asks again at once: another worker renews, the store is away, or it holds this very session.
			if (event.goesOn) return { ...record, renewal: pause(now, policy.claimWaitMs.shouldRenew, false) };
			return { ...record, renewal: { state: 'idle' } };
		case 'failed':
			return { ...record, renewal: cooldownAfter(event, renewal, now, policy) };
		case 'superseded':
			return {
				renewal: { state: 'idle' },
				saving: { state: 'saved' },
				superseded: { by: event.by, origin: event.origin, since: now },
				evidence: { ...evidence, backoff: undefined },
			};
		case 'supersedes': {
			const { before, isFirst, origin } = event;
			const known = knowing({ backoff: before.evidence.backoff ?? evidence.backoff });
			// Callers that have read a session before one that was never stored are led to what is stored in its place as well.
			const isFoundSaved = origin === 'store' && before.saving.state !== 'saved';
			if (isFoundSaved) return { ...known, saving: { state: 'saved', since: now } };
			// One without a session must not be led to another credential's first one for longer than it takes to store that.
			return isFirst || origin === 'store' ? known : { ...known, saving: saveBegun(now, policy) };
		}
		case 'saving':
			return { ...record, saving: saveBegun(now, policy) };
		case 'saved':
			return saving.state === 'saved' ? record : { ...record, saving: { state: 'saved', since: now } };
		case 'notSaved':
			if (saving.state === 'saved') return record;
			return { ...record, saving: { ...saving, state: 'failed', againAt: now + policy.saveRetryMs } };
		case 'claimNoted': {
			const { id, isOwn } = event;
			// A claim of another process counts from when it was first seen, an own one from when its write is known to have ended.
			const isKnown = record.claim?.id === id && !isOwn;
			return isKnown ? record : { ...record, claim: { id, isOwn, since: now } };
		}
		case 'sent':
			return knowing({ lastUse: { at: now, until: now + event.idleMs } });
		case 'accepted':
			return knowing({ backoff: afterAccepted(evidence.backoff, event.request, event.hasRenewalHelped) });
		case 'rejected':
			return knowing({ backoff: withRejected(evidence.backoff, event.request) });
		case 'renewalDidNotHelp':
			return knowing({ backoff: afterRenewalDidNotHelp(evidence.backoff, event, now, policy) });
		case 'suspected':
			return knowing({ suspectSince: now });
		case 'suspicionSettled':
			return knowing({ suspectSince: undefined });
		case 'supersedingEnded': {
			// No caller is led to a session that was ended, and one that it had superseded can't be refreshed.
			const isInFlight = renewal.state === 'inFlight';
			const barred = isInFlight ? { ...renewal, isRefreshBarred: true } : pause(now, policy.cooldownMs, true);
			return { ...record, renewal: barred, superseded: event.isDirect ? undefined : record.superseded };
		}
	}
}

/**
 * How long a renewal that failed holds others up, ms. Those who must have a session are held up for long by a refusal alone: a request a
 * second later gets an attempt of its own.
 * @param triedLess whether it was for a caller with a valid session: a transient fault then holds up nobody who must have another
 */
export function pausesAfter(kind: SessionErrorKind, triedLess: boolean, policy: Policy): ByNeed {
	const { cooldownMs, transientCooldownMs } = policy;
	const momentMs = triedLess && kind === 'transient' ? 0 : transientCooldownMs;
	return { shouldRenew: cooldownMs, mustRenew: kind === 'refused' ? cooldownMs : momentMs };
}

type Failure = SessionEvent & { type: 'failed' };

function cooldownAfter(event: Failure, renewal: Renewal, now: number, policy: Policy): Cooldown {
	const { error, isRefreshBarred, until } = event;
	const triedLess = renewal.state === 'inFlight' && renewal.isValid;
	const pauses = pausesAfter(error.kind, triedLess, policy);
	const ends = { shouldRenew: until ?? now + pauses.shouldRenew, mustRenew: now + pauses.mustRenew };
	return { state: 'cooldown', since: now, until: ends, error, isRefreshBarred };
}

/** No renewal of a valid session for a while; one that is needed is not held up. */
const pause = (now: number, ms: number, isRefreshBarred: boolean): Cooldown => ({
	state: 'cooldown',
	since: now,
	until: { shouldRenew: now + ms, mustRenew: now },
	isRefreshBarred,
});

const saveBegun = (now: number, { saveAgainMs, unsavedMs }: Policy): Saving => ({
	state: 'saving',
	againAt: now + saveAgainMs,
	until: now + unsavedMs,
});

/** Whether it is being renewed because it was rejected: requests that begin meanwhile wait for that. */
export const isRenewedAsRejected = ({ renewal }: SessionRecord): boolean =>
	renewal.state === 'inFlight' && renewal.reason === 'rejected';

/** The cooldown that holds at this moment, if any. */
export function cooldownOf({ renewal }: SessionRecord, now: number): Cooldown | undefined {
	if (renewal.state !== 'cooldown') return undefined;
	return now >= renewal.since && now < renewal.until.shouldRenew ? renewal : undefined;
}

/** Whether callers with an older session are led to this one: until it is saved, and for a moment after that. */
export const isSettling = ({ saving }: SessionRecord, now: number, { supersededMs }: Policy): boolean =>
	saving.state === 'saved' ? within(saving.since, supersededMs, now) : now < saving.until;

/** Whether the host is to store the session once more. */
export const isToBeSavedAgain = ({ saving }: SessionRecord, now: number): boolean =>
	saving.state !== 'saved' && now >= saving.againAt && now < saving.until;

/** Whether a record says anything that a later request needs. */
export function isOfUse(record: SessionRecord, now: number, policy: Policy): boolean {
	const { renewal, superseded, evidence, claim } = record;
	const { lastUse, suspectSince, backoff } = evidence;
	const leadsOn = within(superseded?.since, policy.supersededMs, now);
	const isRenewing = renewal.state === 'inFlight' || (renewal.state === 'cooldown' && now < renewal.until.shouldRenew);
	return (
		isRenewing ||
		leadsOn ||
		isSettling(record, now, policy) ||
		within(claim?.since, policy.claimMemoryMs, now) ||
		within(suspectSince, policy.suspectMs, now) ||
		now < (lastUse?.until ?? 0) ||
		(backoff !== undefined && now < backoff.forgottenAt)
	);
}
