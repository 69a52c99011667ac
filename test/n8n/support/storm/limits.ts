/** A number that is no higher than this. */
export const atMost = (limit: number): unknown => matcher(`at most ${limit}`, (value) => value <= limit);

/** A number from one to another, both allowed. */
export const between = (low: number, high: number): unknown =>
	matcher(`${low} to ${high}`, (value) => value >= low && value <= high);

/** What `toMatchObject` takes in a value's place. */
function matcher(description: string, accepts: (value: number) => boolean): unknown {
	return {
		$$typeof: Symbol.for('jest.asymmetricMatcher'),
		asymmetricMatch: (value: unknown) => typeof value === 'number' && accepts(value),
		toString: () => description,
		toAsymmetricMatcher: () => description,
	};
}

/** A renewal of the package's nodes is two writes of the credential: the claim, and the session with the claim's end. */
export const WRITES_A_RENEWAL = 2;

/** Each process may write a claim, of which one is left; the session is written once. */
export const writesOf = (renewals: number, processes: number): number => renewals * (processes + 1);
