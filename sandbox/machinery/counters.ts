/** How an operation bears on the session. */
export type Kind = 'logIn' | 'refresh' | 'logOut' | 'other';

/** What one provider has counted since its start or the last reset. */
export interface Counters {
	requests: number;
	/** Answered with success. */
	served: number;
	/** Attempts, whatever became of them. */
	logIns: number;
	/** Answered with anything but success. */
	logInsRefused: number;
	refreshes: number;
	refreshesRefused: number;
	logOuts: number;
	/** Requests other than refreshes whose access token had expired. */
	expiredTokens: number;
	/** Requests other than refreshes whose access token was expired, revoked or unknown. */
	rejectedTokens: number;
	refusedByDocument: number;
	/** Calls to a person's phone. */
	phoneCalls: number;
	/** The most requests at one moment, by operation name, and for all of them as `total`. */
	maxInFlight: Record<string, number>;
}

function zero(): Counters {
	return {
		requests: 0,
		served: 0,
		logIns: 0,
		logInsRefused: 0,
		refreshes: 0,
		refreshesRefused: 0,
		logOuts: 0,
		expiredTokens: 0,
		rejectedTokens: 0,
		refusedByDocument: 0,
		phoneCalls: 0,
		maxInFlight: {},
	};
}

/** Counts for one provider. Requests in flight go on being counted when the counters go back to zero. */
export class Counts {
	readonly inFlight: Record<string, number> = {};
	values = zero();

	enter(operation: string, kind: Kind): void {
		this.values.requests++;
		if (kind === 'logIn') this.values.logIns++;
		if (kind === 'refresh') this.values.refreshes++;
		if (kind === 'logOut') this.values.logOuts++;
		for (const name of [operation, 'total']) {
			this.inFlight[name] = (this.inFlight[name] ?? 0) + 1;
			this.values.maxInFlight[name] = Math.max(this.values.maxInFlight[name] ?? 0, this.inFlight[name]);
		}
	}

	leave(operation: string): void {
		this.inFlight[operation]--;
		this.inFlight.total--;
	}

	/** The answer is settled: a success or anything else. */
	settle(kind: Kind, success: boolean): void {
		if (success) this.values.served++;
		else if (kind === 'logIn') this.values.logInsRefused++;
		else if (kind === 'refresh') this.values.refreshesRefused++;
	}

	copy(): Counters {
		return structuredClone(this.values);
	}

	reset(): void {
		this.values = zero();
	}
}
