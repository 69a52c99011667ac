/** Tells and spends time. */
export interface Clock {
	/** Unix ms. */
	now(): number;
	/** Waits, ms. */
	sleep(ms: number): Promise<void>;
}

/** A time for those whose session should be renewed, but is valid, and one for those who must have another. */
export interface ByNeed {
	shouldRenew: number;
	mustRenew: number;
}

/** How long a process waits, and how long it remembers. All ms. */
export interface Policy {
	/** After its claim is written, a process waits at least so long before it looks whether the claim still stands. */
	claimWaitMs: ByNeed;
	/** It waits at least so many times what its own read and write took: others may need as long for theirs. */
	claimWaitFactor: number;
	/** How often a process without a session looks whether another one's claim has ended. */
	claimPollMs: number;
	/** Beyond the time limit of a request, a renewal needs no longer: a claim that is seen longer is over. */
	claimMarginMs: number;
	/** So long a process knows when it first saw a claim: a dead worker's is over for a workflow that runs once a day as well. */
	claimMemoryMs: number;
	/** A host that can't read the store within a request takes its own claim for won only up to this age. */
	ownClaimUsableMs: number;
	/** A log-in or refresh that met a transient fault is tried once more after this. */
	secondTryAfterMs: number;
	/** After a renewal that failed, a valid session is used so long before the next; a refused one is not tried again sooner. */
	cooldownMs: number;
	/** Requests that fail together share one attempt; one that comes later gets its own. Of a log-in that was refused `cooldownMs` holds. */
	transientCooldownMs: number;
	/** A log-in that only a person can do is not asked for before the store was looked at for so long. */
	lookForOthersMs: number;
	/** The wait after the first, the second and every further renewal in a row that did not help. */
	backoffMs: number[];
	/** For how long after its wait a renewal that did not help is remembered, so that the next wait is longer. */
	backoffMemoryMs: number;
	/** How long a caller that has read a session before its renewal finds the one that superseded it. */
	supersededMs: number;
	/** A session that the host was to store, and of which nothing was heard, is to be stored again after this. */
	saveAgainMs: number;
	/** One that the host could not store is to be stored again after this. */
	saveRetryMs: number;
	/** After these waits, one after another, it is looked whether a session that was saved was taken back by another worker's write. */
	savedLookMs: number[];
	/** So long after its last try a process keeps a session that could not be saved: a workflow that runs once a day gets another chance. */
	unsavedMs: number;
	/** A suspicion that no request has followed up is dropped after this; a workflow that runs once a day still does. */
	suspectMs: number;
	/** Records of no more use are swept at most this often. */
	sweepEveryMs: number;
}

/** What of its surroundings the engine uses: nothing else reads a clock or draws by chance. */
export interface Runtime {
	clock: Clock;
	/** An id that no other process draws. */
	randomId(): string;
	policy: Policy;
}

const DAY_AND_AN_HOUR_MS = 25 * 60 * 60 * 1000;

export const POLICY: Policy = {
	claimWaitMs: { shouldRenew: 1_000, mustRenew: 500 },
	claimWaitFactor: 4,
	claimPollMs: 250,
	claimMarginMs: 10_000,
	claimMemoryMs: DAY_AND_AN_HOUR_MS,
	ownClaimUsableMs: 10_000,
	secondTryAfterMs: 1_000,
	cooldownMs: 30_000,
	transientCooldownMs: 900,
	lookForOthersMs: 2_000,
	backoffMs: [30_000, 5 * 60_000, 60 * 60_000],
	backoffMemoryMs: 60 * 60_000,
	supersededMs: 30_000,
	saveAgainMs: 30_000,
	saveRetryMs: 1_000,
	savedLookMs: [500, 500, 1_000, 2_000],
	unsavedMs: DAY_AND_AN_HOUR_MS,
	suspectMs: DAY_AND_AN_HOUR_MS,
	sweepEveryMs: 1_000,
};

/** Whether a moment is no longer ago than this; not when the clock has jumped back behind it. */
export const within = (since: number | undefined, spanMs: number, now: number): boolean =>
	since !== undefined && now - since >= 0 && now - since < spanMs;
