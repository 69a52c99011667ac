import {
	endsUnusedAt,
	fateOf,
	HOLD_MS,
	isNews,
	knownFate,
	leadsTo,
	sessionUsed,
	SETTLE_MS,
	wasAliveAt,
	wasStored,
} from '../../session/fates';
import { sessionAccepted } from '../../session/futileRenewals';
import { SessionError } from '../../session/errors';
import { isFine, sessionFor, type Demand } from '../../session/keeper';
import { sessionFrom, type Session } from '../../session/session';
import { account, HOUR, MINUTE, pass, transient, refused, useStoppedClock } from '../support/keeper';

useStoppedClock();

/** A session with a token of the test's own choice. */
const named = (fingerprint: string, accessToken: string): Session =>
	sessionFrom({ accessToken, refreshToken: 'r', expiresAt: Date.now() + HOUR }, undefined, fingerprint, Date.now(), 0);

describe('what is told with a session', () => {
	it('is who stores it, and whether it was renewed for this demand, by whomever', async () => {
		const { source } = account();
		const held = named(source.fingerprint, 'a');
		source.stored = held;
		const ask = async (demand: Demand) => await sessionFor(held, source, demand);
		expect(await ask('send')).toEqual({ session: held, toStore: false, isRenewed: false });
		const [first, second] = await Promise.all([ask('rejected'), ask('rejected')]);
		expect(first).toMatchObject({ toStore: true, isRenewed: true });
		expect(second).toEqual({ ...first, toStore: false });
		const [third, fourth] = await Promise.all([ask('logIn'), ask('logIn')]);
		expect(third).toMatchObject({ toStore: true, isRenewed: true });
		expect(fourth).toEqual({ ...third, toStore: false });
	});

	it('is what was found, to those as well who have read the one before a session that was stored late', async () => {
		const { source } = account();
		const [read, late, theirs] = ['read', 'late', 'theirs'].map((token) =>
			named(source.fingerprint, token),
		) as Session[];
		await sessionFor(read, { ...source, readStored: undefined, refresh: async () => late! }, 'rejected');
		pass(SETTLE_MS + 10_000);
		wasStored(late!, true);
		await sessionFor(late, { ...source, readStored: async () => theirs }, 'rejected');
		const refresh = jest.fn(async () => Promise.reject(refused()));
		expect((await sessionFor(read, { ...source, refresh }, 'send')).session).toBe(theirs);
		expect(refresh).not.toHaveBeenCalled();
	});

	it('is that it was found, not renewed, where another process was first', async () => {
		const { source } = account();
		source.stored = named(source.fingerprint, 'theirs');
		const carried = await sessionFor(named(source.fingerprint, 'ours'), source, 'rejected');
		expect(carried).toEqual({ session: source.stored, toStore: false, isRenewed: false });
	});
});

describe('a service that gives the same token again', () => {
	it('as long as it lives is not asked twice', async () => {
		const { source } = account();
		const held = named(source.fingerprint, 'same');
		const refresh = jest.fn(async () => named(source.fingerprint, 'same'));
		const ask = async () => await sessionFor(held, { ...source, readStored: undefined, refresh }, 'rejected');
		await ask();
		expect(await ask()).toMatchObject({ session: { accessToken: 'same' }, toStore: false, isRenewed: true });
		expect(refresh).toHaveBeenCalledTimes(1);
	});

	it('by turns is not followed in circles', async () => {
		const { source } = account();
		const [one, two] = ['one', 'two'].map((token) => named(source.fingerprint, token)) as [Session, Session];
		const granting = (session: Session) => ({ ...source, readStored: undefined, refresh: async () => session });
		await sessionFor(one, granting(two), 'rejected');
		await sessionFor(two, granting(one), 'rejected');
		expect((await sessionFor(one, source, 'send')).session).toBe(one);
	});

	it('by turns leads nowhere else, however often it is asked', () => {
		const { source } = account();
		const [one, two, three] = ['one', 'two', 'three'].map((token) => named(source.fingerprint, token)) as Session[];
		const at = Date.now();
		fateOf(source, one, at).successor = { session: two!, by: 'taken', at };
		fateOf(source, two, at).successor = { session: one!, by: 'taken', at };
		expect(leadsTo(source, one, three, at)).toBe(false);
	});
});

describe('whether a session', () => {
	it('was alive at a moment: a request that was sent then or later was accepted with it', async () => {
		const { ask, source } = account();
		const first = named(source.fingerprint, 'first');
		const renewed = await ask('rejected', first, { readStored: undefined });
		const moment = Date.now();
		expect(wasAliveAt(renewed, moment)).toBe(false);
		const accept = (sentAt: number) => sessionAccepted(renewed, 'GET /', { sentAt, wasRejected: false });
		accept(moment - 1);
		expect(wasAliveAt(renewed, moment)).toBe(false);
		accept(moment);
		accept(moment - 1);
		expect(wasAliveAt(renewed, moment)).toBe(true);
		expect(wasAliveAt(first, moment)).toBe(false);
	});

	it('is news: not where it has been replaced, but always where there is none in its place', async () => {
		const { ask } = account();
		const first = await ask();
		const second = await ask('rejected', first);
		const now = Date.now();
		expect(isNews(first, second, now)).toBe(false);
		expect(isNews(first, undefined, now)).toBe(true);
		expect(isNews(undefined, first, now)).toBe(false);
	});

	it('is fine: known to be valid, not being renewed, and replaced by none', async () => {
		const { ask, source } = account();
		const margin = source.renewBeforeMs;
		const session = await ask();
		expect(isFine(session, margin)).toBe(true);
		pass(55 * MINUTE - 1);
		expect(isFine(session, margin)).toBe(true);
		pass(1);
		expect(isFine(session, margin)).toBe(false);

		const other = named(source.fingerprint, 'other');
		expect(isFine(other, margin)).toBe(true);
		const renewing = ask('rejected', other, { readStored: undefined });
		expect(isFine(other, margin)).toBe(false);
		const renewed = await renewing;
		expect([isFine(other, margin), isFine(renewed, margin)]).toEqual([false, true]);
	});

	it('will end unused is remembered of those alone that live on by being used', () => {
		const session = named('f', 'used');
		sessionUsed(session);
		expect(knownFate(session, session)).toBeUndefined();
		sessionUsed({ ...session, idleMs: HOUR });
		expect(endsUnusedAt({ ...session, idleMs: HOUR })).toBe(Date.now() + HOUR);
		expect(endsUnusedAt(session)).toBeUndefined();
	});
});

describe('a renewal that fails', () => {
	it('for a moment, asked for by name, is told, and nobody logs in instead', async () => {
		const { ask, counts } = account({ refresh: transient });
		const session = await ask();
		await expect(ask('refresh', session)).rejects.toThrow('down');
		expect(counts).toMatchObject({ logIns: 1, refreshes: 1 });
	});

	it('for a moment, while the session is valid, makes nobody log in', async () => {
		const { ask, counts } = account({ refresh: transient });
		const session = await ask();
		pass(55 * MINUTE);
		expect(await ask()).toBe(session);
		expect(counts).toMatchObject({ logIns: 1, refreshes: 1 });
	});

	it('for a moment is followed by another refresh, as the refresh token is still good', async () => {
		const { ask, counts } = account({ refresh: transient, logIn: () => (counts.logIns > 1 ? transient() : undefined) });
		const session = await ask();
		pass(HOUR);
		for (const wait of [0, 1_000]) {
			pass(wait);
			await expect(ask('send', session)).rejects.toThrow('down');
		}
		expect(counts.refreshes).toBe(2);
	});

	it('where only a person could log in, looks some four seconds for what the one who used the refresh token stores', async () => {
		const { source } = account();
		const [held, theirs] = ['used', 'theirs'].map((token) => named(source.fingerprint, token)) as [Session, Session];
		const storedAfter = async (ms: number) => {
			let waited = 0;
			const logIn = async () => Promise.reject(new SessionError('interactionRequired', 'a person', ''));
			const sleep = async (pause: number) => void (waited += pause);
			const readStored = async () => (waited < ms ? held : theirs);
			const refresh = async () => Promise.reject(refused());
			return await sessionFor(held, { ...source, readStored, refresh, logIn, sleep }, 'rejected');
		};
		await expect(storedAfter(60_000)).rejects.toThrow('a person');
		pass(HOLD_MS + 1);
		expect(await storedAfter(1_900)).toEqual({ session: theirs, toStore: false, isRenewed: false });
	});

	it('by a refused log-in is not tried again for 30 s, by name neither', async () => {
		const { ask, counts } = account({ logIn: () => (counts.logIns > 1 ? refused() : undefined) });
		const session = await ask();
		for (const wait of [0, 1_000, HOLD_MS - 1_001]) {
			pass(wait);
			await expect(ask('logIn', session)).rejects.toThrow('refused');
		}
		expect(counts.logIns).toBe(2);
	});
});

it('a log-in by name right after another one shares its session', async () => {
	const { ask, counts } = account();
	const old = await ask();
	const session = await ask('logIn', old);
	pass(SETTLE_MS - 1);
	expect(await ask('logIn', old)).toBe(session);
	expect(counts.logIns).toBe(2);
});

it('a session older than 30 s is renewed at once where n8n repeats a request, whatever moment would be drawn', async () => {
	const { ask, counts } = account();
	const session = await ask();
	pass(HOLD_MS);
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
	expect(await ask('repeat', session)).not.toBe(session);
	expect(counts.refreshes).toBe(1);
});
