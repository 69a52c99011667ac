import { SessionError } from '../../session/errors';
import { HOLD_MS, SETTLE_MS } from '../../session/fates';
import { anotherSession, DRAW_MS } from '../../session/keeper';
import { mustRenewAt, sessionFrom } from '../../session/session';
import { account, HOUR, MINUTE, pass, transient, refused, useStoppedClock } from '../support/keeper';

useStoppedClock();

describe('S1 first use', () => {
	it('logs in once, stores, and does not log in again with the stored session', async () => {
		const { counts, ask } = account();
		const session = await ask();
		pass(SETTLE_MS);
		expect(await ask()).toBe(session);
		expect(counts).toEqual({ logIns: 1, refreshes: 0, writes: 1 });
	});
});

describe('S2 due', () => {
	it('refreshes within the margin and not before', async () => {
		const { counts, ask } = account();
		const session = await ask();
		pass(55 * MINUTE - 1);
		expect(await ask()).toBe(session);
		pass(1);
		expect((await ask()).accessToken).toContain('token 1.1');
		expect(counts).toEqual({ logIns: 1, refreshes: 1, writes: 2 });
	});

	it('draws a moment well inside the margin, and goes on with the valid session until then', async () => {
		const { counts, ask } = account();
		const session = await ask();
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		pass(55 * MINUTE);
		expect(await ask()).toBe(session);
		pass(DRAW_MS / 2 - 1);
		expect(await ask()).toBe(session);
		expect(counts.refreshes).toBe(0);
		pass(1);
		expect(await ask()).not.toBe(session);
		expect(counts.refreshes).toBe(1);
	});

	it('lets the others go on while one renews', async () => {
		const { counts, ask, source } = account();
		const session = await ask();
		pass(55 * MINUTE);
		let answer = () => {};
		const waits = new Promise<void>((resolve) => (answer = resolve));
		const slow = { refresh: async (old: typeof session) => (await waits, await source.refresh(old)!) };
		const first = ask('send', session, slow);
		expect(await Promise.all(Array.from({ length: 50 }, async () => await ask()))).toEqual(Array(50).fill(session));
		answer();
		expect((await first).accessToken).toContain('token 1.1');
		expect(counts).toEqual({ logIns: 1, refreshes: 1, writes: 2 });
	});

	it('waits for the renewal in the last moments, so that no request arrives with an expired session', async () => {
		const { ask, counts } = account();
		const session = await ask();
		jest.spyOn(Math, 'random').mockReturnValue(0.99);
		jest.setSystemTime(mustRenewAt(session, 5 * MINUTE) - 1);
		expect(await ask()).toBe(session);
		pass(1);
		expect(Date.now()).toBeLessThan(session.expiresAt!);
		expect(await ask()).not.toBe(session);
		expect(counts.refreshes).toBe(1);
	});

	it('takes what another process has stored when its moment has come', async () => {
		const { ask, counts, source } = account();
		const old = await ask();
		pass(56 * MINUTE);
		const theirs = sessionFrom(
			{ accessToken: 'theirs', expiresAt: Date.now() + HOUR },
			old,
			source.fingerprint,
			Date.now(),
			0,
		);
		source.stored = theirs;
		expect(await ask('send', old)).toBe(theirs);
		expect(counts).toEqual({ logIns: 1, refreshes: 0, writes: 1 });
	});

	it('uses a session of unknown expiry until it is rejected', async () => {
		const { ask, counts, source } = account();
		source.stored = sessionFrom({ accessToken: 't' }, undefined, source.fingerprint, Date.now(), 0);
		pass(400 * 24 * HOUR);
		expect((await ask()).accessToken).toBe('t');
		expect(counts.refreshes).toBe(0);
	});
});

describe('S4 many at once', () => {
	it.each(['absent', 'expired', 'rejected'])(
		'renews and stores once for 200 requests whose session is %s',
		async (state) => {
			const { ask, counts } = account();
			const session = state === 'absent' ? null : await ask();
			const writes = counts.writes;
			pass(state === 'expired' ? HOUR : MINUTE);
			const demand = state === 'rejected' ? 'rejected' : 'send';
			const all = await Promise.all(Array.from({ length: 200 }, async () => await ask(demand, session)));
			expect(new Set(all).size).toBe(1);
			expect(counts.writes - writes).toBe(1);
			expect(counts.logIns + counts.refreshes).toBe(state === 'absent' ? 1 : 2);
		},
	);

	it('leads those who read the old session before its renewal to the new one, whatever they ask', async () => {
		const { ask, counts } = account();
		const old = await ask();
		pass(HOUR);
		const renewed = await ask();
		pass(SETTLE_MS - 1);
		for (const demand of ['send', 'rejected', 'repeat', 'refresh'] as const)
			expect(await ask(demand, old)).toBe(renewed);
		expect(counts).toEqual({ logIns: 1, refreshes: 1, writes: 2 });
	});

	it('keeps no session longer than a renewal takes to settle', async () => {
		const { ask, counts } = account();
		await ask();
		pass(SETTLE_MS);
		await ask('send', null, { readStored: undefined });
		expect(counts.logIns).toBe(2);
	});
});

describe('S14 two credentials of one account', () => {
	it('get a session each at first use, also at the same moment', async () => {
		const { ask, counts } = account();
		const [one, two] = await Promise.all([ask(), ask('send', null, { credentialId: 'c2' })]);
		expect(one.accessToken).not.toBe(two.accessToken);
		expect(counts.logIns).toBe(2);
	});

	it('are never led to the session of the other', async () => {
		const { ask, source } = account();
		const one = await ask();
		const two = sessionFrom(
			{ accessToken: 'two', expiresAt: Date.now() + 2 * HOUR },
			undefined,
			source.fingerprint,
			Date.now(),
			0,
		);
		pass(HOUR);
		const renewed = await ask('send', one);
		expect(await ask('send', two)).toBe(two);
		expect(await ask('send', one)).toBe(renewed);
	});

	it('do not refresh a session that their own credential does not keep', async () => {
		const { ask, counts, source } = account();
		const theirs = await ask();
		await ask('rejected', theirs, { readStored: async () => undefined });
		expect(counts).toMatchObject({ logIns: 2, refreshes: 0 });
		expect(source.stored).not.toBe(theirs);
	});
});

describe('S5 another process was faster', () => {
	const foreign = (of: ReturnType<typeof account>) =>
		sessionFrom({ accessToken: 'theirs', refreshToken: 'r' }, undefined, of.source.fingerprint, Date.now(), 0);

	it.each(['before any refresh', 'after a refused refresh'])(
		'reads the store %s, and goes on with what is there',
		async (when) => {
			const of = account({ refresh: refused });
			const old = await of.ask();
			const theirs = foreign(of);
			let looks = when === 'before any refresh' ? 1 : 2;
			const readStored = async () => (--looks > 0 ? old : theirs);
			expect(await of.ask('rejected', old, { readStored })).toBe(theirs);
			expect(of.counts).toEqual({ logIns: 1, refreshes: when === 'before any refresh' ? 0 : 1, writes: 1 });
		},
	);

	it('logs in when nobody has stored another', async () => {
		const { ask, counts } = account({ refresh: refused });
		const old = await ask();
		expect((await ask('rejected', old)).accessToken).toContain('token 2.1');
		expect(counts).toEqual({ logIns: 2, refreshes: 1, writes: 2 });
	});

	it('is not misled by a store that is behind: a write may come late', async () => {
		const { ask, counts } = account();
		const first = await ask();
		pass(HOUR);
		const second = await ask();
		const behind = async () => first;
		expect(await anotherSession(second, { readStored: behind, sleep: async () => undefined })).toBeUndefined();
		const third = await ask('rejected', second, { readStored: behind });
		expect(third.accessToken).not.toBe(first.accessToken);
		expect(counts.refreshes).toBe(1);
	});

	it('finds what a rival has stored after a renewal that did not help, and leads all others there', async () => {
		const of = account();
		const ours = await of.ask();
		of.source.stored = foreign(of);
		const { readStored, sleep } = of.source;
		expect(await anotherSession(ours, { readStored: readStored!, sleep })).toBe(of.source.stored);
		expect(await of.ask('send', ours)).toBe(of.source.stored);
	});
});

describe('S7 refresh refused or too late', () => {
	it('logs in without asking when the refresh token has expired', async () => {
		const { ask, counts, source } = account();
		source.stored = { ...(await ask()), refreshExpiresAt: Date.now() + 24 * HOUR };
		pass(24 * HOUR);
		await ask();
		expect(counts).toEqual({ logIns: 2, refreshes: 0, writes: 2 });
	});

	it('logs in when the refresh is down and nothing usable is left', async () => {
		const { ask, counts } = account({ refresh: transient });
		await ask();
		pass(HOUR);
		await ask();
		expect(counts).toEqual({ logIns: 2, refreshes: 1, writes: 2 });
	});

	it('sends nobody to log in where the refresh is only down', async () => {
		const behaviour: Parameters<typeof account>[0] = {};
		const { ask, counts } = account(behaviour);
		await ask();
		const logIn = () => new SessionError('interactionRequired', 'a person is needed');
		Object.assign(behaviour, { refresh: transient, logIn });
		pass(HOUR);
		await expect(ask()).rejects.toMatchObject({ kind: 'transient', message: 'down' });
		delete behaviour.refresh;
		pass(1_000);
		await ask();
		expect(counts).toMatchObject({ refreshes: 2, writes: 2 });
	});

	it('tries a refused refresh again after 30 s where only a person could log in: it may have been an outage', async () => {
		const behaviour: Parameters<typeof account>[0] = {};
		const { ask, counts } = account(behaviour);
		await ask();
		Object.assign(behaviour, {
			refresh: refused,
			logIn: () => new SessionError('interactionRequired', 'a person is needed'),
		});
		pass(HOUR);
		for (const wait of [0, 1_000, 1_000]) {
			pass(wait);
			await expect(ask()).rejects.toMatchObject({ kind: 'interactionRequired' });
		}
		expect(counts.refreshes).toBe(1);
		delete behaviour.refresh;
		pass(HOLD_MS);
		expect((await ask()).accessToken).toContain('token 4.2');
	});
});

describe('S8 renewal down while the session is valid', () => {
	it.each(['refresh down', 'refresh refused and log-in down'])(
		'uses the session and tries again 30 s later: %s',
		async (what) => {
			const behaviour: Parameters<typeof account>[0] = {};
			const { ask, counts } = account(behaviour);
			const session = await ask();
			behaviour.refresh = what === 'refresh down' ? transient : refused;
			behaviour.logIn = transient;
			pass(55 * MINUTE);
			for (let request = 0; request < 20; request++) expect(await ask()).toBe(session);
			expect(counts.refreshes).toBe(1);
			pass(HOLD_MS - 1);
			await ask();
			expect(counts.refreshes).toBe(1);
			pass(1);
			expect(await ask()).toBe(session);
			expect(counts.refreshes).toBe(2);
		},
	);
});

describe('S10 the HTTP Request node repeats after any error', () => {
	it('leaves a fresh session alone, and renews one older than 30 s once', async () => {
		const { ask, counts } = account();
		const session = await ask();
		pass(HOLD_MS - 1);
		for (let i = 0; i < 100; i++) await ask('repeat', session);
		expect(counts.refreshes).toBe(0);
		pass(1);
		const renewed = await ask('repeat', session);
		for (let i = 0; i < 100; i++) expect(await ask('repeat', renewed)).toBe(renewed);
		expect(counts).toEqual({ logIns: 1, refreshes: 1, writes: 2 });
	});
});

describe('S10 a renewal that n8n asks for after an error of any kind', () => {
	it('is forgiven where it fails: the session may be fine, and the error is told as it was', async () => {
		const behaviour: Parameters<typeof account>[0] = {};
		const { ask, counts } = account(behaviour);
		const session = await ask();
		pass(MINUTE);
		Object.assign(behaviour, { refresh: refused, logIn: refused });
		for (let i = 0; i < 10; i++) expect(await ask('repeat')).toBe(session);
		expect(counts).toMatchObject({ logIns: 2, refreshes: 1 });
	});
});

describe('asked for by name', () => {
	it('logs in although a refresh is under way, once for all who ask', async () => {
		const { ask, counts } = account();
		const session = await ask();
		const refreshing = ask('rejected', session);
		const all = await Promise.all(Array.from({ length: 20 }, async () => await ask('logIn', session)));
		expect((await refreshing).accessToken).toContain('token 1.1');
		expect(new Set(all).size).toBe(1);
		expect(all[0]!.accessToken).toContain('token 2.1');
		expect(counts).toEqual({ logIns: 2, refreshes: 1, writes: 3 });
	});

	it('a caller with a newer session does not join the renewal of an older one', async () => {
		const { ask, counts } = account();
		const old = await ask();
		pass(HOUR);
		const newer = await ask();
		pass(SETTLE_MS);
		const [, second] = await Promise.all([
			ask('rejected', old, { readStored: undefined }),
			ask('refresh', newer, { readStored: undefined }),
		]);
		expect(second.accessToken).not.toBe(newer.accessToken);
		expect(counts.refreshes).toBe(3);
	});
});

describe('S11 a provider that gives the same token again as long as it lives', () => {
	it('is not asked on every request', async () => {
		const { ask, counts, source } = account();
		const session = await ask();
		pass(56 * MINUTE);
		const same = { logIn: async () => (counts.logIns++, { ...session }), refresh: () => undefined };
		for (let i = 0; i < 20; i++) expect((await ask('send', session, same)).accessToken).toBe(session.accessToken);
		expect(counts.logIns).toBe(2);
		expect(source.stored?.accessToken).toBe(session.accessToken);
	});
});

describe('log-in refused', () => {
	it('is tried once in 30 s, however many ask', async () => {
		const { ask, counts } = account({ logIn: refused });
		const tell = async () => await ask().catch((error: SessionError) => error.kind);
		expect(new Set(await Promise.all(Array.from({ length: 200 }, tell)))).toEqual(new Set(['refused']));
		await tell();
		expect(counts.logIns).toBe(1);
		pass(HOLD_MS);
		await tell();
		expect(counts.logIns).toBe(2);
	});

	it('is tried again at once with other settings', async () => {
		await expect(account({ logIn: refused }).ask()).rejects.toThrow('refused');
		await expect(account().ask()).resolves.toBeDefined();
	});

	it('is shared for a moment after a transient fault, and tried again by a retry a second later', async () => {
		const { ask, counts } = account({ logIn: transient });
		for (const wait of [0, 100]) {
			pass(wait);
			await expect(ask()).rejects.toThrow('down');
		}
		expect(counts.logIns).toBe(1);
		pass(1000);
		await expect(ask()).rejects.toThrow('down');
		expect(counts.logIns).toBe(2);
	});
});
