/** How a storm ended. */
export interface Tally {
	/** Items, in all executions together. */
	asked: number;
	ok: number;
	/** What n8n says of those that did not end well. */
	errors: string[];
	/** Executions that ended well and whose answer n8n lost; their items are `ok`. */
	lostAnswers: number;
}

export const NOTHING: Tally = { asked: 0, ok: 0, errors: [], lostAnswers: 0 };

/** All of them together. */
export function total(tallies: Tally[]): Tally {
	const sum = (of: 'asked' | 'ok' | 'lostAnswers') => tallies.reduce((all, tally) => all + tally[of], 0);
	return {
		asked: sum('asked'),
		ok: sum('ok'),
		errors: tallies.flatMap(({ errors }) => errors),
		lostAnswers: sum('lostAnswers'),
	};
}
