import { SessionError } from '../../session/errors';
import {
	currentSession,
	HOLD_MS,
	renewalDidNotHelp,
	renewalHelped,
	renewalMayHelp,
	SETTLE_MS,
	type Demand,
} from '../../session/renewal';
import { fingerprintOf, isAlive, readSession, renewsAt, sessionFrom, type Session } from '../../session/session';

const HOUR = 3_600_000;
const send: Demand = { reason: 'send' };
let account = 0;
let fingerprint = '';

beforeEach(() => {
	jest.useFakeTimers({ now: Date.UTC(2026, 0, 1), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
	fingerprint = fingerprintOf([`account ${++account}`]);
});
afterEach(() => jest.useRealTimers());

/** A provider that issues numbered tokens of an hour, and counts. */
function provider(
	behaviour: { logIn?: () => SessionError | undefined; refresh?: () => SessionError | undefined } = {},
) {
	const counts = { logIns: 0, refreshes: 0 };
	const grant = (previous?: Session) =>
		sessionFrom(
			{
				accessToken: `token ${counts.logIns}.${counts.refreshes}`,
				expiresAt: Date.now() + HOUR,
				refreshToken: `refresh ${counts.logIns}.${counts.refreshes}`,
			},
			previous,
			fingerprint,
			Date.now(),
			0,
		);
	const source = {
		fingerprint,
		renewBeforeMs: 5 * 60_000,
		async logIn() {
			counts.logIns++;
			const error = behaviour.logIn?.();
			if (error) throw error;
			return grant();
		},
		refresh(previous: Session) {
			counts.refreshes++;
			const error = behaviour.refresh?.();
			return error ? Promise.reject(error) : Promise.resolve(grant(previous));
		},
	};
	return { source, counts };
}

const refused = () => new SessionError('refused', 'refused');
const passing = () => new SessionError('passing', 'down');

describe('S1 first use', () => {
	it('logs in once, and not again with the stored session', async () => {
		const { source, counts } = provider();
		const session = await currentSession(undefined, source, send);
		jest.advanceTimersByTime(SETTLE_MS);
		expect(await currentSession(session, source, send)).toBe(session);
		expect(counts).toEqual({ logIns: 1, refreshes: 0 });
	});
});

describe('S2 due', () => {
	it('refreshes within the margin and not before', async () => {
		const { source, counts } = provider();
		const session = await currentSession(undefined, source, send);
		jest.advanceTimersByTime(HOUR - 5 * 60_000 - 1);
		expect(await currentSession(session, source, send)).toBe(session);
		jest.advanceTimersByTime(1);
		expect((await currentSession(session, source, send)).accessToken).toBe('token 1.1');
		expect(counts).toEqual({ logIns: 1, refreshes: 1 });
	});

	it('never takes more than a fifth of the lifetime as margin', () => {
		const now = Date.now();
		const session = sessionFrom({ accessToken: 't', expiresAt: now + 10_000 }, undefined, fingerprint, now, 0);
		expect(renewsAt(session, 2 * 24 * HOUR)).toBe(now + 8_000);
	});

	it('uses a session of unknown expiry until it is rejected', async () => {
		const { source, counts } = provider();
		const session = sessionFrom({ accessToken: 't' }, undefined, fingerprint, Date.now(), 0);
		jest.advanceTimersByTime(400 * 24 * HOUR);
		expect(await currentSession(session, source, send)).toBe(session);
		expect(counts.refreshes).toBe(0);
	});
});

describe('S3 rejected', () => {
	it('renews once a token that was rejected before its time', async () => {
		const { source, counts } = provider();
		const session = await currentSession(undefined, source, send);
		const renewed = await currentSession(session, source, { reason: 'rejected', accessToken: session.accessToken });
		expect(renewed.accessToken).toBe('token 1.1');
		expect(counts.refreshes).toBe(1);
	});

	it('holds back further renewals after one that did not help', () => {
		expect(renewalMayHelp(fingerprint)).toBe(true);
		renewalDidNotHelp(fingerprint);
		expect(renewalMayHelp(fingerprint)).toBe(false);
		jest.advanceTimersByTime(HOLD_MS);
		expect(renewalMayHelp(fingerprint)).toBe(true);
	});

	it('holds nothing back any more once a session is accepted again', () => {
		renewalDidNotHelp(fingerprint);
		renewalHelped(fingerprint);
		expect(renewalMayHelp(fingerprint)).toBe(true);
	});
});

describe('S4 many at once', () => {
	it.each(['absent', 'due', 'rejected'])('renews once for 200 requests whose session is %s', async (state) => {
		const { source, counts } = provider();
		let session: Session | undefined;
		let demand = send;
		if (state !== 'absent') {
			session = await currentSession(undefined, source, send);
			jest.advanceTimersByTime(state === 'due' ? HOUR - 1000 : HOUR / 2);
			if (state === 'rejected') demand = { reason: 'rejected', accessToken: session.accessToken };
		}
		const before = counts.logIns + counts.refreshes;
		const sessions = await Promise.all(
			Array.from({ length: 200 }, async () => await currentSession(session, source, demand)),
		);
		expect(new Set(sessions.map(({ accessToken }) => accessToken)).size).toBe(1);
		expect(counts.logIns + counts.refreshes - before).toBe(1);
	});

	it('hands the new session to those who read the old one before the renewal', async () => {
		const { source, counts } = provider();
		const old = await currentSession(undefined, source, send);
		jest.advanceTimersByTime(HOUR - 1000);
		const renewed = await currentSession(old, source, send);
		jest.advanceTimersByTime(SETTLE_MS - 1);
		expect(await currentSession(old, source, { reason: 'rejected', accessToken: old.accessToken })).toBe(renewed);
		expect(counts.refreshes).toBe(1);
	});

	it('keeps no session longer than a renewal takes to settle', async () => {
		const { source, counts } = provider();
		await currentSession(undefined, source, send);
		jest.advanceTimersByTime(SETTLE_MS);
		await currentSession(undefined, source, send);
		expect(counts.logIns).toBe(2);
	});
});

describe('S5 another process was faster', () => {
	it('tells a caller that can read the stored session again, before any log-in', async () => {
		const { source, counts } = provider({ refresh: refused });
		const session = sessionFrom({ accessToken: 't', refreshToken: 'r' }, undefined, fingerprint, Date.now(), 0);
		const demand: Demand = { reason: 'rejected', accessToken: 't', canReread: true };
		await expect(currentSession(session, source, demand)).rejects.toMatchObject({ kind: 'refreshRefused' });
		expect(counts).toEqual({ logIns: 0, refreshes: 1 });
		await currentSession(session, source, { reason: 'lost', accessToken: 't', canReread: true });
		expect(counts).toEqual({ logIns: 1, refreshes: 1 });
	});

	const lostSession = () => sessionFrom({ accessToken: 't', refreshToken: 'r' }, undefined, fingerprint, Date.now(), 0);
	const rejected: Demand = { reason: 'rejected', accessToken: 't' };

	it('does not ask once more for a refresh that was refused, however late others come', async () => {
		const { source, counts } = provider({ refresh: refused });
		const session = lostSession();
		for (let request = 0; request < 10; request++) {
			await expect(currentSession(session, source, { ...rejected, canReread: true })).rejects.toMatchObject({
				kind: 'refreshRefused',
			});
		}
		expect(counts).toEqual({ logIns: 0, refreshes: 1 });
		await currentSession(session, source, rejected);
		expect(counts).toEqual({ logIns: 1, refreshes: 1 });
	});

	it.each([
		['can not read the stored session again', rejected],
		['has read it again already', { reason: 'lost', accessToken: 't', canReread: true } as Demand],
	])("logs in for a caller that waits for another's refused refresh and %s", async (_, demand) => {
		const { source, counts } = provider({ refresh: refused });
		const session = lostSession();
		const other = currentSession(session, source, { ...rejected, canReread: true });
		const waiting = currentSession(session, source, demand);
		await expect(other).rejects.toMatchObject({ kind: 'refreshRefused' });
		expect((await waiting).accessToken).toBe('token 1.1');
		expect(counts).toEqual({ logIns: 1, refreshes: 1 });
	});
});

describe('S6 rotation', () => {
	const now = Date.UTC(2026, 0, 1);
	const first = sessionFrom({ accessToken: 'a', refreshToken: 'r1' }, undefined, 'f', now, 0);

	it('replaces the refresh token by a new one', () => {
		expect(sessionFrom({ accessToken: 'b', refreshToken: 'r2' }, first, 'f', now, 0).refreshToken).toBe('r2');
	});

	it('keeps the old one where the answer has none', () => {
		expect(sessionFrom({ accessToken: 'b' }, first, 'f', now, 0).refreshToken).toBe('r1');
	});

	it('keeps what the log-in told and the refresh does not', () => {
		const logIn = sessionFrom({ accessToken: 'a', profile: { branches: ['1'] } }, undefined, 'f', now, 0);
		expect(sessionFrom({ accessToken: 'b' }, logIn, 'f', now, 0).profile).toEqual({ branches: ['1'] });
	});
});

describe('S7 refresh refused or too late', () => {
	it('logs in when the refresh is refused', async () => {
		const { source, counts } = provider({ refresh: refused });
		const session = await currentSession(undefined, source, send);
		jest.advanceTimersByTime(HOUR);
		expect((await currentSession(session, source, send)).accessToken).toBe('token 2.1');
		expect(counts).toEqual({ logIns: 2, refreshes: 1 });
	});

	it('logs in without asking when the refresh token has expired', async () => {
		const { source, counts } = provider();
		const session = { ...(await currentSession(undefined, source, send)), refreshExpiresAt: Date.now() + 23 * HOUR };
		jest.advanceTimersByTime(24 * HOUR);
		await currentSession(session, source, send);
		expect(counts).toEqual({ logIns: 2, refreshes: 0 });
	});

	it('tries a refused refresh again after 30 s where only a person could log in: it may have been an outage', async () => {
		const behaviour = { refresh: undefined as (() => SessionError) | undefined };
		const { source, counts } = provider({
			refresh: () => behaviour.refresh?.(),
			logIn: () => (counts.logIns > 1 ? new SessionError('personNeeded', 'a person is needed') : undefined),
		});
		const session = await currentSession(undefined, source, send);
		behaviour.refresh = refused;
		jest.advanceTimersByTime(HOUR);
		await expect(currentSession(session, source, send)).rejects.toMatchObject({ kind: 'personNeeded' });
		behaviour.refresh = undefined;
		jest.advanceTimersByTime(HOLD_MS);
		expect((await currentSession(session, source, { ...send, canReread: true })).accessToken).toBe('token 2.2');
		expect(counts).toEqual({ logIns: 2, refreshes: 2 });
	});

	it('logs in when the refresh is down and nothing usable is left', async () => {
		const { source, counts } = provider({ refresh: passing });
		const session = await currentSession(undefined, source, send);
		jest.advanceTimersByTime(HOUR);
		await currentSession(session, source, send);
		expect(counts).toEqual({ logIns: 2, refreshes: 1 });
	});
});

describe('S8 renewal down while the session is valid', () => {
	it('uses the session and tries again 30 s later', async () => {
		const { source, counts } = provider({ refresh: passing });
		const session = await currentSession(undefined, source, send);
		jest.advanceTimersByTime(HOUR - 5 * 60_000);
		for (let request = 0; request < 20; request++) expect(await currentSession(session, source, send)).toBe(session);
		expect(counts.refreshes).toBe(1);
		jest.advanceTimersByTime(HOLD_MS - 1);
		await currentSession(session, source, send);
		expect(counts.refreshes).toBe(1);
		jest.advanceTimersByTime(1);
		await currentSession(session, source, send);
		expect(counts).toEqual({ logIns: 1, refreshes: 2 });
	});

	it('uses the session also where the refresh is refused and the log-in is down', async () => {
		const behaviour = { refresh: refused, logIn: undefined as (() => SessionError) | undefined };
		const { source, counts } = provider({ ...behaviour, logIn: () => behaviour.logIn?.() });
		const session = await currentSession(undefined, source, send);
		behaviour.logIn = passing;
		jest.advanceTimersByTime(HOUR - 5 * 60_000);
		await expect(currentSession(session, source, { ...send, canReread: true })).rejects.toMatchObject({
			kind: 'refreshRefused',
		});
		expect(await currentSession(session, source, { reason: 'lost', canReread: true })).toBe(session);
		for (let request = 0; request < 20; request++) {
			expect(await currentSession(session, source, { ...send, canReread: true })).toBe(session);
		}
		expect(counts).toEqual({ logIns: 2, refreshes: 1 });
	});
});

describe('S9 edited credential', () => {
	it('does not read a session of other settings', () => {
		const session = sessionFrom({ accessToken: 'a' }, undefined, fingerprintOf(['url', 'old password']), Date.now(), 0);
		const kept = JSON.stringify(session);
		expect(readSession(kept, fingerprintOf(['url', 'old password']))).toEqual(session);
		expect(readSession(kept, fingerprintOf(['url', 'new password']))).toBeUndefined();
	});

	it.each(['', 'no JSON', '{}', '[]', 'null', undefined])('takes %p for no session', (kept) => {
		expect(readSession(kept, fingerprint)).toBeUndefined();
	});
});

describe('S10 the HTTP Request node repeats after any error', () => {
	it('leaves a fresh session alone, and renews one older than 30 s once', async () => {
		const { source, counts } = provider();
		const session = await currentSession(undefined, source, send);
		jest.advanceTimersByTime(HOLD_MS - 1);
		for (let i = 0; i < 100; i++) await currentSession(session, source, { reason: 'repeat' });
		expect(counts).toEqual({ logIns: 1, refreshes: 0 });
		jest.advanceTimersByTime(1);
		const renewed = await currentSession(session, source, { reason: 'repeat' });
		for (let i = 0; i < 100; i++) expect(await currentSession(session, source, { reason: 'repeat' })).toBe(renewed);
		expect(counts).toEqual({ logIns: 1, refreshes: 1 });
	});
});

describe('S11 clock and lifetimes', () => {
	const now = Date.UTC(2026, 0, 1);
	const issued = (grant: object, lead = 0) => sessionFrom({ accessToken: 'a', ...grant }, undefined, 'f', now, lead);

	it.each([
		['zero', { expiresAt: now }],
		['past', { expiresAt: now - HOUR }],
		['missing', {}],
	])('uses a session just obtained whose expiry is %s', (_, grant) => {
		const session = issued(grant);
		expect(isAlive(session, now + HOUR)).toBe(true);
		expect(renewsAt(session, HOUR)).toBe(Infinity);
	});

	it.each([
		['ahead', 24 * HOUR],
		['behind', -24 * HOUR],
	])("measures the lifetime by the provider's clock when ours is a day %s", (_, lead) => {
		expect(issued({ expiresAt: now + lead + HOUR }, lead).expiresAt).toBe(now + HOUR);
	});

	it('falls back to the documented lifetime where the answer tells none', () => {
		expect(issued({ lifetimeMs: 30 * 24 * HOUR }).expiresAt).toBe(now + 30 * 24 * HOUR);
	});
});

describe('log-in refused', () => {
	it('is tried once in 30 s, however many ask', async () => {
		const { source, counts } = provider({ logIn: refused });
		const ask = async () => await currentSession(undefined, source, send).catch((error: SessionError) => error.kind);
		expect(new Set(await Promise.all(Array.from({ length: 200 }, ask)))).toEqual(new Set(['refused']));
		await ask();
		expect(counts.logIns).toBe(1);
		jest.advanceTimersByTime(HOLD_MS);
		await ask();
		expect(counts.logIns).toBe(2);
	});

	it('is tried again at once with other settings', async () => {
		await expect(currentSession(undefined, provider({ logIn: refused }).source, send)).rejects.toThrow('refused');
		fingerprint = fingerprintOf(['corrected password']);
		await expect(currentSession(undefined, provider().source, send)).resolves.toBeDefined();
	});

	it('is shared for a moment after a passing fault, and tried again by a retry a second later', async () => {
		const { source, counts } = provider({ logIn: passing });
		const ask = async () => await currentSession(undefined, source, send).catch(() => 'down');
		await ask();
		await ask();
		expect(counts.logIns).toBe(1);
		jest.advanceTimersByTime(1000);
		await ask();
		expect(counts.logIns).toBe(2);
	});
});
