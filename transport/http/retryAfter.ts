import { LONGEST_MS, retryAfterMs } from '../../pacing/retryAfter';
import type { ProviderAnswer } from '../../providers/types';

/** Until when nobody logs in or refreshes, by account and operation, Unix ms. What is over is swept when the next is added. */
const waits = new Map<string, number>();

/** Remembers what an answer to a log-in or a refresh asked for, or that it asked for nothing. */
export function waitBeforeNext(attempt: string, answer: ProviderAnswer, now: number): void {
	for (const [other, until] of waits) if (until <= now || other === attempt) waits.delete(other);
	const wait = retryAfterMs(answer, now);
	if (wait !== undefined) waits.set(attempt, now + wait);
}

/** Until when an attempt has to wait, Unix ms; `undefined` where it may be made now. */
export function waitsUntil(attempt: string, now: number): number | undefined {
	const until = waits.get(attempt);
	// A clock that was set back must not make the wait longer.
	return until !== undefined && until > now && until <= now + LONGEST_MS ? until : undefined;
}
