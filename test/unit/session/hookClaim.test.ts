import type { Claim } from '../../../session/claim';
import { claimWithoutStore } from '../../../session/hookClaim';
import type { RenewalReason } from '../../../session/record';
import { account, MINUTE, refused, transient, type Behaviour } from '../../support/account';

/** The claim of n8n's own nodes, which read the credential anew for every item, but not within a request. */

/** A session that should be renewed, in a process that has not claimed yet. */
async function due(behaviour: Behaviour = {}) {
	const of = account(behaviour);
	const held = of.named('held');
	await of.pass(56 * MINUTE);
	const task = { held, source: of.source, reason: 'send', isValid: true } as const;
	const claims = (claim?: Claim) => claimWithoutStore(task, claim, of.manager.records);
	/** What the host is told before a request, when it has read this claim. */
	const askFor = async (reason: RenewalReason, claim?: Claim) =>
		await of.done(of.manager.sessionForHook(held, { ...of.source, store: undefined }, reason, claim));
	const ask = async (claim?: Claim) => await askFor('send', claim);
	return { ...of, held, claims, ask, askFor };
}

describe('a session that should be renewed', () => {
	it('is claimed, and renewed by a request that finds that claim a second later', async () => {
		const { claims, pass } = await due();
		const own = claims() as Claim;
		expect(own).toMatchObject({ id: expect.any(String), lastsMs: 40_000 });
		await pass(999);
		expect([claims(), claims(own)]).toEqual(['goOn', 'goOn']);
		await pass(1);
		expect(claims(own)).toBe('renew');
		await pass(8_999);
		expect(claims(own)).toBe('renew');
	});

	it('is claimed anew where the own claim has grown too old: another worker may take it for over', async () => {
		const { claims, pass } = await due();
		const own = claims() as Claim;
		await pass(10_000);
		expect(claims(own)).toMatchObject({ id: expect.not.stringMatching(`^${own.id}$`) });
	});

	it('counts from when the write of the claim is known to have ended', async () => {
		const { claims, pass, held, manager } = await due();
		const own = claims() as Claim;
		await pass(900);
		manager.records.apply(held, { type: 'claimNoted', id: own.id, isOwn: true });
		await pass(999);
		expect(claims(own)).toBe('goOn');
		await pass(1);
		expect(claims(own)).toBe('renew');
	});

	it('is left to whoever has claimed before, until that is over', async () => {
		const { claims, claimOf, pass } = await due();
		expect(claims(claimOf('theirs'))).toBe('goOn');
		await pass(39_999);
		expect(claims(claimOf('theirs'))).toBe('goOn');
		await pass(1);
		expect(claims(claimOf('theirs'))).toMatchObject({ lastsMs: 40_000 });
	});

	it('is left to whoever has overwritten the own claim', async () => {
		const { claims, claimOf, pass } = await due();
		claims();
		await pass(1_000);
		expect(claims(claimOf('theirs'))).toBe('goOn');
	});

	it('is claimed anew where the own claim is gone', async () => {
		const { claims, pass } = await due();
		const own = claims() as Claim;
		await pass(1_000);
		expect(claims()).toMatchObject({ id: expect.not.stringMatching(`^${own.id}$`) });
	});

	it('is not renewed for 30 s after another worker has failed to', async () => {
		const { claims, claimOf, clock } = await due();
		const failed = (age: number) =>
			claimOf('theirs', { ended: { kind: 'transient', message: 'down', at: clock.now - age } });
		expect(claims(failed(29_999))).toBe('goOn');
		expect(claims(failed(30_000))).toMatchObject({ lastsMs: 40_000 });
	});

	it('is not renewed on the own claim once that has ended', async () => {
		const { claims, clock, pass } = await due();
		const own = claims() as Claim;
		await pass(2_000);
		const ended = { ...own, ended: { kind: 'refused', message: '', at: clock.now } } as const;
		expect(claims(ended)).toBe('goOn');
	});

	it('does not wait for a clock that was set back', async () => {
		const { claims, clock } = await due();
		const own = claims() as Claim;
		clock.now -= 3_000;
		expect(claims(own)).toMatchObject({ id: expect.not.stringMatching(`^${own.id}$`) });
	});
});

describe('what the host is told to write', () => {
	it('is the claim, then the session that ends it; the requests go out with what they have meanwhile', async () => {
		const { ask, held, pass, counts } = await due();
		const first = await ask();
		expect(first).toEqual({
			session: held,
			isRenewed: false,
			update: { claim: expect.objectContaining({ lastsMs: 40_000 }) },
		});
		const { claim } = first.update as { claim: Claim };
		expect(await ask(claim)).toEqual({ session: held, isRenewed: false });
		await pass(1_000);
		const renewed = await ask(claim);
		expect(renewed).toMatchObject({ isRenewed: true, session: { accessToken: expect.stringContaining('token') } });
		expect(renewed.update).toEqual({ session: renewed.session });
		expect(counts).toMatchObject({ refreshes: 1, logIns: 0 });
	});

	it.each([refused, transient])('is how the renewal has failed, where it did', async (error) => {
		const { ask, held, pass, clock } = await due({ refresh: error, logIn: error });
		const { claim } = (await ask()).update as { claim: Claim };
		await pass(1_000);
		const { kind, message } = error();
		const told = await ask(claim);
		expect(told).toMatchObject({
			session: held,
			isRenewed: false,
			update: { claim: { id: claim.id, ended: { kind, message, triedLess: true } } },
		});
		expect((told.update as { claim: Claim }).claim.ended?.at).toBe(clock.now);
	});

	it('is nothing more for 30 s after that: the valid session goes out', async () => {
		const { ask, held, pass, counts } = await due({ refresh: refused, logIn: refused });
		const { claim } = (await ask()).update as { claim: Claim };
		await pass(1_000);
		await ask(claim);
		await pass(29_000);
		expect(await ask()).toEqual({ session: held, isRenewed: false });
		expect(counts).toMatchObject({ refreshes: 1, logIns: 1 });
	});

	it('is nothing where the session was renewed a moment ago: a request that has read it before gets the new one', async () => {
		const { askFor, held } = await due();
		const renewed = await askFor('rejected');
		expect(renewed.update).toEqual({ session: renewed.session });
		expect(await askFor('send')).toEqual({ session: renewed.session, isRenewed: false });
		expect(renewed.session).not.toBe(held);
	});

	it('is the session, without a claim, where a request is repeated after an error', async () => {
		const { askFor } = await due();
		const renewed = await askFor('afterError');
		expect(renewed).toMatchObject({ isRenewed: true });
		expect(renewed.update).toEqual({ session: renewed.session });
	});

	it('leaves another worker’s claim as it is where such a renewal fails, which is forgiven', async () => {
		const { askFor, held, claimOf } = await due({ refresh: refused, logIn: refused });
		expect(await askFor('afterError', claimOf('theirs'))).toEqual({ session: held, isRenewed: false });
	});

	it.each<[string, 'send' | 'rejected', number]>([
		['once for a session that is valid', 'send', 1],
		['twice for one that was rejected', 'rejected', 2],
	])('comes of a refresh that is tried %s, where the service is down', async (_, reason, refreshes) => {
		const { ask, askFor, pass, counts } = await due({ refresh: transient, logIn: refused });
		const { claim } = (await ask()).update as { claim: Claim };
		await pass(1_000);
		await askFor(reason, claim).catch((error: Error) => error);
		expect(counts.refreshes).toBe(refreshes);
	});

	it('is what it was given 30 s ago, of which nothing was heard, once', async () => {
		const of = account();
		const session = of.named('given');
		of.manager.saver.saving(session);
		const ask = async () => (await of.done(of.manager.sessionForHook(session, of.source, 'send', undefined))).update;
		await of.pass(29_999);
		expect(await ask()).toBeUndefined();
		await of.pass(1);
		expect(await ask()).toEqual({ session });
		expect(await ask()).toBeUndefined();
	});

	it('is a claim where that session should be renewed by now', async () => {
		const { ask, manager, held, pass } = await due();
		manager.saver.saving(held);
		await pass(30_000);
		expect((await ask()).update).toEqual({ claim: expect.objectContaining({ lastsMs: 40_000 }) });
	});

	it('S14 is of no other credential: nobody without a session is led to a first one for longer than 30 s', async () => {
		const of = account();
		const source = { ...of.source, store: undefined, credentialId: '1' };
		const { session } = await of.done(of.manager.sessionForHook(undefined, source, 'send', undefined));
		await of.pass(29_999);
		expect(of.manager.records.supersededBy(source)?.by).toBe(session);
		await of.pass(1);
		expect(of.manager.records.supersededBy(source)).toBeUndefined();
	});

	it('is a renewed session again after 30 s of silence, also where the one before it was still being stored', async () => {
		const { askFor, manager, held, source, pass, done } = await due();
		manager.saver.saving(held);
		const { session } = await askFor('rejected');
		await pass(30_000);
		const again = await done(manager.sessionForHook(session, source, 'send', undefined));
		expect(again.update).toEqual({ session });
	});

	it('is the session of a log-in where there is none, by the first of those who ask', async () => {
		const of = account();
		const ask = async () =>
			await of.manager.sessionForHook(undefined, { ...of.source, store: undefined }, 'send', undefined);
		const [one, other] = await of.settle(ask(), ask());
		expect(one).toMatchObject({ value: { isRenewed: true, update: { session: { accessToken: 'token 1.0' } } } });
		expect(other).toMatchObject({ value: { isRenewed: true, session: { accessToken: 'token 1.0' } } });
		expect(other).not.toHaveProperty('value.update');
		expect(of.counts.logIns).toBe(1);
	});

	it('is the session of a renewal of its own, where one that it waited for has failed', async () => {
		const faults = [transient()];
		const { manager, held, source, counts, database, settle } = await due({ refresh: () => faults.shift() });
		database.session = held;
		const theirs = manager.sessionFor(held, source, 'send');
		const own = manager.sessionForHook(held, { ...source, store: undefined }, 'rejected', undefined);
		const [{ value: before }, { value: after }] = (await settle<unknown>(theirs, own)) as Array<{ value?: object }>;
		expect(before).toEqual({ session: held, isRenewed: false });
		expect(counts).toMatchObject({ refreshes: 2, logIns: 0 });
		expect(after).toMatchObject({ isRenewed: true, update: { session: { accessToken: 'token 0.2' } } });
	});
});
