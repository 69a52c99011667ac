import type { ServiceRules } from '../../test/support/workers/accountService';

export const MINUTE_MS = 60_000;
export const SECOND_MS = 1_000;

/** A session lives an hour, and is due in its last five minutes, as Plusofon's. */
const LIFETIME_MS = 60 * MINUTE_MS;

export type ServiceKind = 'familyKill' | 'oneSession' | 'oneAccess';
export type SituationKey = 'firstUse' | 'due' | 'bursts' | 'rejected' | 'slowStore';

const ROTATING = { lifetimeMs: LIFETIME_MS, refresh: 'rotates', isPasswordUsedUp: false, repeatsToken: false } as const;

/** What the service does with sessions, apart from their lifetime. */
export const SERVICES: Record<ServiceKind, { title: string; rules: ServiceRules }> = {
	familyKill: {
		title: 'a second use of a refresh token ends every session that stems from its log-in',
		rules: { ...ROTATING, endsFamily: true, endsReplaced: false, isOneSession: false },
	},
	oneSession: {
		title: 'one session an account: log-in and refresh end the one before',
		rules: { ...ROTATING, endsFamily: false, endsReplaced: true, isOneSession: true },
	},
	oneAccess: {
		title: 'refresh tokens stay good, and each refresh ends the access token before it',
		rules: { ...ROTATING, refresh: 'stays', endsFamily: false, endsReplaced: true, isOneSession: true },
	},
};

const BURST_MS = 200;

/** When the requests of each worker come, and what has happened to the session before. All ms from the start of the storm. */
export interface Situation {
	title: string;
	/** How old the session is then; `undefined`: there is none. */
	ageMs?: number;
	isRevoked?: boolean;
	/** For how long each worker has requests, and how many at about the same moment (within this), how often. */
	forMs: number;
	atOnce: number;
	withinMs: number;
	everyMs: number;
	/** Where it is not as fast as elsewhere: how long the database takes to read or to write, and the service to answer, ms. */
	storeMs?: [number, number];
	answerMs?: [number, number];
}

export const SITUATIONS: Record<SituationKey, Situation> = {
	firstUse: { title: 'first use', forMs: 0, atOnce: 4, withinMs: BURST_MS, everyMs: 1 },
	rejected: {
		title: 'rejected: the service has ended the session',
		ageMs: 30 * MINUTE_MS,
		isRevoked: true,
		forMs: 0,
		atOnce: 4,
		withinMs: BURST_MS,
		everyMs: 1,
	},
	slowStore: {
		title: 'rejected, 20 at about the same moment, the database slower than the service',
		ageMs: 30 * MINUTE_MS,
		isRevoked: true,
		forMs: 0,
		atOnce: 20,
		withinMs: 2 * SECOND_MS,
		everyMs: 1,
		storeMs: [20, 600],
		answerMs: [10, 200],
	},
	due: {
		title: 'due, valid, requests all the time',
		ageMs: LIFETIME_MS - 5 * MINUTE_MS,
		forMs: 75 * SECOND_MS,
		atOnce: 1,
		withinMs: 3 * SECOND_MS,
		everyMs: 3 * SECOND_MS,
	},
	bursts: {
		title: 'due, valid, a burst every 90 s',
		ageMs: LIFETIME_MS - 5 * MINUTE_MS,
		forMs: 4 * MINUTE_MS,
		atOnce: 4,
		withinMs: BURST_MS,
		everyMs: 90 * SECOND_MS,
	},
};
