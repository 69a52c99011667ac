import type { IDataObject } from 'n8n-workflow';

import type { Page } from './page';

/** Wrong codes for one call: who has the link must not be able to try them all. */
const MAX_TRIES = 5;
/** Calls to one person, the first included. */
const MAX_CALLS = 3;
/** Between two calls, ms. */
const CALL_PAUSE_MS = 30_000;
/** No execution waits longer for a person, min. */
export const LONGEST_WAIT_MIN = 24 * 60;

/** What comes of a code: what the person reads, and what the execution goes on with. */
export interface Outcome {
	page: Omit<Page, 'texts'>;
	output?: IDataObject;
}

/** What one person has tried, whom an execution waits for, in the process that shows the form. */
export class Attempts {
	private calls = 1;
	private tries = 0;
	private calledAt: number;
	/** The page of a log-in that is under way, or that was the last. */
	private last?: Promise<Outcome['page']>;

	/** @param since when the form was first asked for, Unix ms: the first call is taken to be as old */
	constructor(readonly since: number) {
		this.calledAt = since;
	}

	/** Whether the phone may be called once more, at `now` in Unix ms; if so, the call counts, unless {@link notCalled} takes it back. */
	mayCall(now: number): 'yes' | 'waitToCall' | 'noMoreCalls' {
		if (this.calls >= MAX_CALLS) return 'noMoreCalls';
		if (now - this.calledAt < CALL_PAUSE_MS) return 'waitToCall';
		this.calls += 1;
		this.calledAt = now;
		return 'yes';
	}

	/** The phone has been called, as far as is known: there are other digits to try. */
	called(): void {
		this.tries = 0;
	}

	/** The service has refused to call. */
	notCalled(): void {
		this.calls -= 1;
	}

	/** Whether another code may be tried. */
	mayTry(): boolean {
		return this.tries < MAX_TRIES;
	}

	/** Counts a code that was not accepted. @returns whether nothing more can be tried */
	notAccepted(): boolean {
		this.tries += 1;
		return this.tries >= MAX_TRIES && this.calls >= MAX_CALLS;
	}

	/**
	 * Tries a code, one at a time, and none after the last: a code works once, and people send forms twice.
	 * @param attempt does not throw
	 * @returns the same page for who came meanwhile, without `output`
	 */
	async oneAtATime(attempt: () => Promise<Outcome>): Promise<Outcome> {
		if (this.last) return { page: await this.last };
		const whole = attempt();
		this.last = whole.then(({ page }) => page);
		const { page, output } = await whole;
		if (!page.isOver) this.last = undefined;
		return { page, output };
	}
}

const byWait = new Map<string, Attempts>();

/**
 * What has been tried in a wait; what is a day old is forgotten.
 * @param wait tells it from all others: an execution can wait for one person after another
 */
export function attemptsOf(wait: string, now: number): Attempts {
	for (const [id, { since }] of byWait) if (now - since > LONGEST_WAIT_MIN * 60_000) byWait.delete(id);
	const attempts = byWait.get(wait) ?? new Attempts(now);
	byWait.set(wait, attempts);
	return attempts;
}
