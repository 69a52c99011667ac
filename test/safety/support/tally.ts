import { appendFileSync } from 'node:fs';

/** What the reporter adds up and prints at the end, by what was counted. */
export type Counted =
	| 'secrets marked'
	| 'forms searched'
	| 'places searched'
	| 'runs searched'
	| 'leaks'
	| 'hostile addresses'
	| 'requests to a foreign host'
	| 'generated answers'
	| 'generated inputs'
	| 'crashes';

/** Counts something; outside of `npm run test:safety` nobody listens. */
export function tally(counted: Counted, number = 1): void {
	const file = process.env.KEYRING_SAFETY_TALLY;
	if (file) appendFileSync(file, `${JSON.stringify([counted, number])}\n`);
}
