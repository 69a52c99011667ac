import type { Clock, Gate, Outcome } from './gate';
import { retryAfterMs } from './retryAfter';

/** The first wait where the service does not say how long, ms; each further one is twice as long. */
const FIRST_WAIT_MS = 1_000;
/** A request is waited for no longer than this in all, and nothing is while the service answers nothing else for so long, ms. */
export const LONGEST_IN_ALL_MS = 60_000;

/** How often a request was sent again because the service asked to wait, and within which time, ms. */
export interface Waited {
	times: number;
	ms: number;
}

/** How one request is sent. */
export interface Sending {
	gate: Gate;
	clock: Clock;
	/** Whether it changes nothing, however often it is sent. */
	isRead: boolean;
	/** Whether the gate tells how many go side by side, or somebody else keeps to a fixed number. */
	isAdaptive: boolean;
	/** Whether it is sent again when the service asks to wait. */
	isSentAgain: boolean;
}

/**
 * Sends a request, and sends it again while the service asks to wait: 429 says that nothing was done (RFC 6585, section 4), so that any
 * method may be; 503 with `Retry-After` (RFC 9110, sections 10.2.3 and 15.6.4) does not, so that only reading is. Everything that passes
 * the same gate waits as well.
 * @param attempt sends it once
 * @returns what came of it last: a refusal as well, where it is not waited for any longer
 * @throws what `attempt` and the clock's `sleep` throw
 */
export async function sendAgain<T extends Outcome>(
	attempt: () => Promise<T>,
	{ gate, clock, isRead, isAdaptive, isSentAgain }: Sending,
): Promise<{ outcome: T; waited?: Waited }> {
	let refusedAt: number | undefined;
	for (let times = 0; ; times++) {
		const outcome = await (isAdaptive ? gate.adaptively(attempt, clock) : gate.atFixedNumber(attempt, clock));
		const now = clock.now();
		const waited = refusedAt === undefined ? undefined : { times, ms: now - refusedAt };
		const wait = isSentAgain ? waitFor(outcome, { times, isRead, now }) : undefined;
		if (wait === undefined) return { outcome, waited };
		refusedAt ??= now;
		const since = Math.min(refusedAt, gate.refusingSince ?? now);
		if (now + wait > since + LONGEST_IN_ALL_MS) return { outcome, waited };
		gate.pause(wait);
	}
}

/** How long to wait before a request is sent again, ms; `undefined` where it is not. */
function waitFor({ answer }: Outcome, { times, isRead, now }: { times: number; isRead: boolean; now: number }) {
	if (!answer) return undefined;
	if (answer.status === 429) return retryAfterMs(answer, now) ?? FIRST_WAIT_MS * 2 ** times;
	return answer.status === 503 && isRead ? retryAfterMs(answer, now) : undefined;
}
