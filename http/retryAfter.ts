import { LONGEST_MS, retryAfterMs } from '../pacing/retryAfter';
import type { ProviderAnswer } from '../providers/types';

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
