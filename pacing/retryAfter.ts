/** A longer wait than this is not taken at its word: a mistake in one answer must not shut an account out, ms. */
export const LONGEST_MS = 60 * 60 * 1000;

/** As much of an answer as tells how long to wait. */
interface Answer {
	headers: Record<string, unknown>;
}

/** How long the answer asks to wait, ms: `Retry-After` in seconds or as a date, an hour at most; `undefined` where it does not. */
export function retryAfterMs({ headers }: Answer, now: number): number | undefined {
	const told = String(headers['retry-after'] ?? '').trim();
	const ms = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - now;
	return ms > 0 ? Math.min(ms, LONGEST_MS) : undefined;
}
