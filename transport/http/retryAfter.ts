import type { ProviderAnswer } from '../../providers/types';

/** A longer wait than this is not taken at its word: a mistake in one answer must not shut an account out, ms. */
const LONGEST_MS = 60 * 60 * 1000;

/** How long the answer asks to wait, ms: `Retry-After` in seconds or as a date, an hour at most; `undefined` where it does not. */
export function retryAfterMs({ headers }: ProviderAnswer, now: number): number | undefined {
	const told = String(headers['retry-after'] ?? '').trim();
	const ms = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - now;
	return ms > 0 ? Math.min(ms, LONGEST_MS) : undefined;
}

/** Until when no log-in and no refresh is sent, by account and operation. What is over is swept when the next is added. */
export class RetryAfterWaits {
	/** Unix ms. */
	private readonly untils = new Map<string, number>();

	/** Remembers what an answer to a log-in or a refresh asked for, or that it asked for nothing. */
	remember(attempt: string, answer: ProviderAnswer, now: number): void {
		for (const [other, until] of this.untils) if (until <= now || other === attempt) this.untils.delete(other);
		const wait = retryAfterMs(answer, now);
		if (wait !== undefined) this.untils.set(attempt, now + wait);
	}

	/** Until when an attempt has to wait, Unix ms; `undefined` where it may be made now. */
	until(attempt: string, now: number): number | undefined {
		const until = this.untils.get(attempt);
		// A clock that was set back must not make the wait longer.
		return until !== undefined && until > now && until <= now + LONGEST_MS ? until : undefined;
	}
}
