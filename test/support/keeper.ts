import { SessionError } from '../../session/errors';
import { wasStored } from '../../session/fates';
import { sessionFor, type Demand, type SessionSource } from '../../session/keeper';
import { fingerprintOf, sessionFrom, type Session } from '../../session/session';

export const HOUR = 3_600_000;
export const MINUTE = 60_000;

let accounts = 0;

/** What a provider's log-in and refresh do; they grant a session unless they give an error. */
export interface Behaviour {
	logIn?: () => SessionError | undefined;
	refresh?: () => SessionError | undefined;
	/** Life of a session, ms. */
	lifetime?: number;
}

export const refused = () => new SessionError('refused', 'refused');
export const transient = () => new SessionError('transient', 'down');

/**
 * One account at a provider that issues numbered tokens of an hour, due 5 minutes before, and counts; and one credential of it in
 * n8n's database, written by who is told to.
 */
export function account(behaviour: Behaviour = {}) {
	const fingerprint = fingerprintOf([`account ${++accounts}`]);
	const counts = { logIns: 0, refreshes: 0, writes: 0 };
	const grant = async (previous: Session | undefined, error: SessionError | undefined) => {
		const serial = `${counts.logIns}.${counts.refreshes}`;
		await Promise.resolve();
		if (error) throw error;
		const expiresAt = Date.now() + (behaviour.lifetime ?? HOUR);
		const tokens = { accessToken: `token ${serial} of ${fingerprint}`, refreshToken: `refresh ${serial}` };
		return sessionFrom({ ...tokens, expiresAt }, previous, fingerprint, Date.now(), 0);
	};
	const source: SessionSource & { stored?: Session } = {
		fingerprint,
		credentialId: 'c1',
		renewBeforeMs: 5 * MINUTE,
		logIn: async () => await grant(undefined, (counts.logIns++, behaviour.logIn?.())),
		refresh: async (previous) => await grant(previous, (counts.refreshes++, behaviour.refresh?.())),
		readStored: async () => source.stored,
		sleep: async () => undefined,
	};
	/** Asks as a request does that has read the credential, or `held` from it earlier; `null`: nothing. */
	const ask = async (
		demand: Demand = 'send',
		held: Session | null = source.stored ?? null,
		rest: Partial<SessionSource> = {},
	) => {
		const { session, toStore } = await sessionFor(held ?? undefined, { ...source, ...rest }, demand);
		if (toStore) {
			source.stored = session;
			wasStored(session, true);
			counts.writes++;
		}
		return session;
	};
	return { source, counts, ask };
}

/** Stops the clock, and makes what is left to chance happen at once. */
export function useStoppedClock(): void {
	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		jest.useFakeTimers({ now: Date.UTC(2026, 0, 1), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
	});
	afterEach(() => {
		jest.restoreAllMocks();
		jest.useRealTimers();
	});
}

/** Moves the clock, ms. */
export const pass = (ms: number): void => void jest.setSystemTime(Date.now() + ms);
