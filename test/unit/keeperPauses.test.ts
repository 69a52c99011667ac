import { HOLD_MS, SETTLE_MS } from '../../session/fates';
import { mayRenew, sessionAccepted } from '../../session/futileRenewals';
import { anotherSession, DRAW_MS, GAP_MS, PAUSE_MS } from '../../session/keeper';
import { mustRenewAt, sessionFrom, type Session } from '../../session/session';
import { account, HOUR, MINUTE, pass, refused, useStoppedClock } from '../support/keeper';

useStoppedClock();

const random = (value: number) => void jest.spyOn(Math, 'random').mockReturnValue(value);

/** Pauses that move the clock, and how long each was. */
function pauses(during: (ended: number) => void = () => undefined) {
	const all: number[] = [];
	const sleep = async (ms: number): Promise<void> => {
		all.push(ms);
		pass(ms);
		await Promise.resolve();
		during(all.length);
	};
	return { all, sleep };
}

describe('before a renewal others get a random moment to be first', () => {
	it('of up to 450 ms where nobody can use the session', async () => {
		const { ask } = account();
		const session = await ask();
		random(0.5);
		const { all, sleep } = pauses();
		await ask('rejected', session, { sleep });
		expect(all).toEqual([PAUSE_MS / 2]);
	});

	it.each([
		[500, 250],
		[GAP_MS, GAP_MS / 2],
		[MINUTE, GAP_MS / 2],
	])('as long as ago as the drawn moment was, 2 s at most, where it is valid: %d ms ago', async (ago, pause) => {
		const { ask } = account();
		const session = await ask();
		random(0.5);
		pass(55 * MINUTE);
		await ask();
		pass(DRAW_MS / 2 + ago);
		const { all, sleep } = pauses();
		expect(await ask('send', session, { sleep })).not.toBe(session);
		expect(all).toEqual([pause]);
	});

	it('and a second one where the store is behind: what was written may be on its way', async () => {
		const { ask, counts, source } = account();
		const first = await ask();
		pass(HOUR);
		const second = await ask();
		const grant = { accessToken: 'theirs', expiresAt: Date.now() + HOUR };
		const theirs = sessionFrom(grant, undefined, source.fingerprint, Date.now(), 0);
		let reads = 0;
		expect(await ask('rejected', second, { readStored: async () => (++reads === 1 ? first : theirs) })).toBe(theirs);
		expect([reads, counts.refreshes]).toEqual([2, 1]);
	});
});

it('a session that is due is renewed in the first half of what is left of it', async () => {
	const { ask, counts } = account();
	const session = await ask();
	random(0.99);
	jest.setSystemTime(mustRenewAt(session, 5 * MINUTE) - 20_000);
	expect(await ask()).toBe(session);
	pass(9_800);
	expect(await ask()).toBe(session);
	pass(200);
	expect(await ask()).not.toBe(session);
	expect(counts.refreshes).toBe(1);
});

describe('the look for what another process has stored', () => {
	const inPlace = async () => {
		const of = account();
		const session = await of.ask();
		return { ...of, session, behind: { readStored: async () => session } };
	};

	it.each([
		[0, 225],
		[0.5, 450],
	])('is taken nine times, with a pause before each', async (chance, pause) => {
		const { session, behind } = await inPlace();
		random(chance);
		const { all, sleep } = pauses();
		expect(await anotherSession(session, { ...behind, sleep })).toBeUndefined();
		expect(all).toEqual(Array(9).fill(pause));
	});

	it('ends where a request is accepted that was sent after the rejection', async () => {
		const { session, behind } = await inPlace();
		random(0.5);
		const { all, sleep } = pauses(
			(looks) => looks === 4 && sessionAccepted(session, 'GET /', { sentAt: Date.now(), wasRejected: false }),
		);
		expect(await anotherSession(session, { ...behind, sleep })).toBeUndefined();
		expect(all).toHaveLength(4);
	});

	it('goes on where what is accepted was sent before it', async () => {
		const { session, behind } = await inPlace();
		random(0.5);
		const sentAt = Date.now() - 1;
		const { all, sleep } = pauses(
			(looks) => looks === 2 && sessionAccepted(session, 'GET /', { sentAt, wasRejected: false }),
		);
		await anotherSession(session, { ...behind, sleep });
		expect(all).toHaveLength(9);
	});

	it('is one for all who ask, and nothing is renewed meanwhile', async () => {
		const { session, behind } = await inPlace();
		const { all, sleep } = pauses();
		const looks = [1, 2].map(async () => await anotherSession(session, { ...behind, sleep }));
		pass(SETTLE_MS);
		await account().ask();
		expect(mayRenew(session, 'GET /')).toBe(false);
		looks.push(anotherSession(session, { ...behind, sleep }));
		await Promise.all(looks);
		expect(all).toHaveLength(9);
		expect(mayRenew(session, 'GET /')).toBe(true);
	});
});

describe('what is known of a session while others are swept', () => {
	/** Opening any other record sweeps. */
	const sweep = async (after: number) => {
		pass(after);
		await account().ask();
	};

	it('stays while its renewal is under way, however long that takes', async () => {
		const { ask, counts, source } = account();
		const session = await ask();
		let answer = () => {};
		const waits = new Promise<void>((resolve) => (answer = resolve));
		const slow = { refresh: async (old: Session) => (await waits, await source.refresh(old)!) };
		const first = ask('rejected', session, slow);
		await sweep(2 * HOLD_MS);
		const second = ask('rejected', session);
		answer();
		expect(await second).toBe(await first);
		expect(counts.refreshes).toBe(1);
	});

	it('stays while a refused log-in is not tried again', async () => {
		const { ask, counts } = account({ logIn: refused });
		await expect(ask()).rejects.toThrow('refused');
		await sweep(HOLD_MS - 1);
		await expect(ask()).rejects.toThrow('refused');
		expect(counts.logIns).toBe(1);
	});

	it('stays while it leads to its successor', async () => {
		const { ask, counts } = account();
		const old = await ask();
		pass(HOUR);
		const renewed = await ask();
		await sweep(SETTLE_MS - 1);
		expect(await ask('rejected', old, { readStored: undefined })).toBe(renewed);
		expect(counts.refreshes).toBe(1);
	});
});
