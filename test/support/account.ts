import { readClaim, settingsOf, type Claim } from '../../session/claim';
import { SessionError } from '../../session/errors';
import { SessionManager } from '../../session/manager';
import type { RenewalReason } from '../../session/record';
import { POLICY, type Policy } from '../../session/runtime';
import { fingerprintOf, sessionFrom, type Session } from '../../session/session';
import type { SessionSource, SessionStore } from '../../session/source';
import { VirtualClock } from './workers/clock';

export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** What a provider's log-in and refresh do; they grant a session unless they give an error. */
export interface Behaviour {
	logIn?: () => SessionError | undefined;
	refresh?: () => SessionError | undefined;
	/** Life of a session, ms. */
	lifetime?: number;
	/** Whether only a person could log in. */
	needsPerson?: boolean;
	/** How long an answer takes, ms. */
	answerMs?: number;
}

export const refused = () => new SessionError('refused', 'refused', 'check the password', 401);
export const transient = () => new SessionError('transient', 'down');
export const lost = () => new SessionError('transient', 'no answer', undefined, undefined, true);
export const interaction = () => new SessionError('interactionRequired', 'a person');

let accounts = 0;

/**
 * One account at a provider that issues numbered tokens of an hour, due 5 minutes before, and counts; one credential of it in the
 * host's database, where a read takes 5 ms and a write 10; and the processes that use it, on virtual time.
 */
export function account(behaviour: Behaviour = {}, policy: Policy = POLICY) {
	const fingerprint = fingerprintOf([`account ${++accounts}`]);
	const clock = new VirtualClock(Date.UTC(2026, 0, 1));
	const counts = { logIns: 0, refreshes: 0, reads: 0, claims: 0, saves: 0 };
	const database: { session?: Session; claim?: Claim } = {};
	let isLocked = false;
	const grant = async (previous: Session | undefined, error: SessionError | undefined) => {
		const serial = `${counts.logIns}.${counts.refreshes}`;
		await clock.sleep(behaviour.answerMs ?? 50);
		if (error) throw error;
		const expiresAt = clock.now + (behaviour.lifetime ?? HOUR);
		const tokens = { accessToken: `token ${serial}`, refreshToken: `refresh ${serial}` };
		return sessionFrom({ ...tokens, expiresAt }, previous, fingerprint, clock.now, 0);
	};
	const store: SessionStore = {
		async read() {
			counts.reads++;
			const { session, claim } = database;
			await clock.sleep(5);
			return { session, claim: claim && readClaim(JSON.stringify(claim), fingerprint) };
		},
		async write({ session, claim }) {
			await clock.sleep(10);
			if (isLocked) throw new Error('SQLITE_BUSY: database is locked');
			if (session) {
				counts.saves++;
				database.session = session;
			} else if (claim && !claim.ended) counts.claims++;
			database.claim = claim;
		},
	};
	const source: SessionSource = {
		fingerprint,
		credentialId: 'c1',
		renewBeforeMs: 5 * MINUTE,
		timeLimitMs: 30_000,
		canLogIn: () => !behaviour.needsPerson,
		logIn: async () => {
			if (behaviour.needsPerson) throw interaction();
			return await grant(undefined, (counts.logIns++, behaviour.logIn?.()));
		},
		canRefresh: ({ refreshToken }) => refreshToken !== undefined,
		refresh: async (previous) => await grant(previous, (counts.refreshes++, behaviour.refresh?.())),
		store,
	};
	/** A session with a token of the test's own choice, issued at this moment. */
	const named = (accessToken: string, rest: Partial<Session> = {}): Session => {
		const tokens = { accessToken, refreshToken: `refresh ${accessToken}`, expiresAt: clock.now + HOUR };
		return { ...sessionFrom(tokens, undefined, fingerprint, clock.now, 0), ...rest };
	};
	/** A claim of a process that is not played. */
	const claimOf = (id: string, rest: Partial<Claim> = {}): Claim => ({
		id,
		of: settingsOf(fingerprint),
		lastsMs: 40_000,
		...rest,
	});
	/** One more process of the host. */
	function newProcess(lead = 0) {
		let ids = 0;
		const name = `process ${Math.random()}`;
		const manager = new SessionManager({
			clock: { now: () => clock.now + lead, sleep: async (ms) => await clock.sleep(ms) },
			randomId: () => `${name} ${++ids}`,
			policy,
		});
		/** Asks as a request does that has read the credential, or `held` from it earlier; `null`: nothing. */
		const ask = async (
			reason: RenewalReason = 'send',
			held: Session | null = database.session ?? null,
			rest: Partial<SessionSource> = {},
		) => (await manager.sessionFor(held ?? undefined, { ...source, ...rest }, reason)).session;
		return { manager, ask };
	}
	/** Lets what was begun run to its end, in virtual time. */
	async function settle<T>(...begun: Array<Promise<T>>): Promise<Array<PromiseSettledResult<T>>> {
		const all = Promise.allSettled(begun);
		await clock.runUntil(Infinity);
		return await all;
	}
	/** The same for one that is to succeed. */
	async function done<T>(begun: Promise<T>): Promise<T> {
		const [result] = await settle(begun);
		if (result?.status === 'rejected') throw result.reason;
		return (result as PromiseFulfilledResult<T>).value;
	}
	return {
		...newProcess(),
		source,
		store,
		named,
		claimOf,
		counts,
		clock,
		database,
		newProcess,
		settle,
		done,
		/** Moves the clock, ms. */
		pass: async (ms: number) => await clock.runUntil(clock.now + ms),
		/** From now on the database refuses writes, or no longer. */
		lock: (locks: boolean) => (isLocked = locks),
	};
}

/** {@link account} that has logged in, some while ago. */
export async function loggedIn(behaviour: Behaviour = {}) {
	const of = account(behaviour);
	const first = await of.done(of.ask());
	await of.pass(MINUTE);
	return { ...of, first };
}
