import { fateOf, knownFate, within } from './fates';
import type { Session } from './session';

/** The wait after the first, the second and every further renewal in a row that did not help, ms. */
const WAITS_MS = [30_000, 5 * 60_000, 60 * 60_000];
/** For how long after its wait a renewal that did not help is remembered, so that the next wait is longer, ms. */
const MEMORY_MS = 60 * 60_000;
/** From so many rejected requests on, any other is taken for one of them, and no more are remembered. */
const MANY = 100;

/** Renewals in a row after which a request was rejected as before: the rejection is about the request, not about the session. */
export interface FutileRenewals {
	times: number;
	/** When the last of them was, Unix ms. */
	at: number;
	/** Until then no renewal is tried for what was rejected, Unix ms. */
	waitsUntil: number;
	/** From then on it counts as the first again, Unix ms. */
	forgottenAt: number;
	/** The access token that it gave. */
	accessToken: string;
	/** Whether any request was accepted since. */
	hasAccepted: boolean;
	/** What was rejected meanwhile: method and path. */
	rejected: Set<string>;
}

/**
 * Whether a renewal is worth trying for a request that was rejected: not while another process's session is looked for, and not
 * while the last one did not help. Once another request was accepted, the session is known to be good; one that is rejected for the
 * first time after that may tell of its end.
 * @param request method and path
 */
export function mayRenew(session: Session, request: string): boolean {
	const { futile, looking } = knownFate(session, session) ?? {};
	if (looking) return false;
	if (!futile || !isWaiting(futile, Date.now())) return true;
	const isKnown = futile.rejected.has(request) || futile.rejected.size >= MANY;
	remember(futile.rejected, request);
	return futile.hasAccepted && !isKnown;
}

const isWaiting = ({ at, waitsUntil }: FutileRenewals, now: number) => within(at, waitsUntil - at, now);

function remember(rejected: Set<string>, request: string): Set<string> {
	return rejected.size < MANY ? rejected.add(request) : rejected;
}

/** The last renewals of this session's line that did not help, if any. */
export const futileRenewals = (session: Session): FutileRenewals | undefined => knownFate(session, session)?.futile;

/** A request was rejected, and rejected again with the renewed session. */
export function renewalDidNotHelp(session: Session, request: string): void {
	const now = Date.now();
	const fate = fateOf(session, session, now);
	const { futile } = fate;
	// Many are rejected together after one renewal. A service that gives the same token again is asked once more after the wait.
	const isCounted = futile?.accessToken === session.accessToken && isWaiting(futile, now);
	if (isCounted) return void remember(futile.rejected, request);
	const times = (futile?.times ?? 0) + 1;
	const waitsUntil = now + (WAITS_MS[Math.min(times, WAITS_MS.length) - 1] ?? 0);
	const rejected = remember(futile?.rejected ?? new Set<string>(), request);
	const { accessToken } = session;
	fate.futile = {
		times,
		at: now,
		waitsUntil,
		forgottenAt: waitsUntil + MEMORY_MS,
		accessToken,
		hasAccepted: false,
		rejected,
	};
}

/**
 * A request was accepted with this session.
 * @param of when it was sent, Unix ms, and whether it had been rejected with the session before: the renewal has helped
 */
export function sessionAccepted(session: Session, request: string, of: { sentAt: number; wasRejected: boolean }): void {
	const fate = knownFate(session, session);
	if (!fate) return;
	fate.aliveAt = Math.max(fate.aliveAt ?? 0, of.sentAt);
	if (!fate.futile) return;
	if (of.wasRejected) delete fate.futile;
	else {
		fate.futile.hasAccepted = true;
		fate.futile.rejected.delete(request);
	}
}
