import { within, type Policy } from './runtime';

/** From so many rejected requests on, any other is taken for one of them, and no more are remembered. */
const MANY_REQUESTS = 100;

/** Renewals in a row after which a request was rejected as before: the rejection is about the request, not about the session. */
export interface Backoff {
	/** How many. */
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
	/** The requests that were rejected meanwhile: method and path. */
	rejected: readonly string[];
}

const isWaiting = ({ at, waitsUntil }: Backoff, now: number): boolean => within(at, waitsUntil - at, now);

/**
 * Whether a renewal is worth trying for a request that was rejected: not while the last one did not help. Once another request was
 * accepted, the session is known to be good; one that is rejected for the first time after that may tell of its end.
 * @param request method and path
 */
export function isWorthRenewing(backoff: Backoff | undefined, request: string, now: number): boolean {
	if (!backoff || !isWaiting(backoff, now)) return true;
	const isKnown = backoff.rejected.includes(request) || backoff.rejected.length >= MANY_REQUESTS;
	return backoff.hasAccepted && !isKnown;
}

/** Remembers a request that was rejected while renewals do not help. */
export function withRejected(backoff: Backoff | undefined, request: string): Backoff | undefined {
	if (!backoff || backoff.rejected.includes(request) || backoff.rejected.length >= MANY_REQUESTS) return backoff;
	return { ...backoff, rejected: [...backoff.rejected, request] };
}

/** A request was rejected, and rejected again with the renewed session. Many that are rejected together after one renewal count once. */
export function afterRenewalDidNotHelp(
	backoff: Backoff | undefined,
	{ request, accessToken }: { request: string; accessToken: string },
	now: number,
	{ backoffMs, backoffMemoryMs }: Policy,
): Backoff {
	const isCounted = backoff?.accessToken === accessToken && isWaiting(backoff, now);
	if (isCounted) return withRejected(backoff, request) as Backoff;
	const remembered = backoff && now < backoff.forgottenAt ? backoff : undefined;
	const times = (remembered?.times ?? 0) + 1;
	const waitsUntil = now + (backoffMs[Math.min(times, backoffMs.length) - 1] ?? 0);
	const next: Backoff = {
		times,
		at: now,
		waitsUntil,
		forgottenAt: waitsUntil + backoffMemoryMs,
		accessToken,
		hasAccepted: false,
		rejected: remembered?.rejected ?? [],
	};
	return withRejected(next, request) as Backoff;
}

/** A request was accepted; where it had been rejected with the session before, the renewal has helped. */
export function afterAccepted(
	backoff: Backoff | undefined,
	request: string,
	hasRenewalHelped: boolean,
): Backoff | undefined {
	if (!backoff || hasRenewalHelped) return undefined;
	return { ...backoff, hasAccepted: true, rejected: backoff.rejected.filter((each) => each !== request) };
}
