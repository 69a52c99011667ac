import {
	account,
	HOUR,
	interaction,
	loggedIn,
	MINUTE,
	refused,
	transient,
	type Behaviour,
} from '../../support/account';

const COOLDOWN = 30_000;
const SETTLED = 30_000;

describe('S10 the HTTP Request node repeats after any error', () => {
	it('leaves a fresh session alone, and renews one older than 30 s once', async () => {
		const of = account();
		const session = await of.done(of.ask());
		of.clock.now = session.issuedAt + COOLDOWN - 1;
		for (let i = 0; i < 10; i++) await of.done(of.ask('afterError', session));
		expect(of.counts.refreshes).toBe(0);
		of.clock.now = session.issuedAt + COOLDOWN;
		const renewed = await of.done(of.ask('afterError', session));
		for (let i = 0; i < 10; i++) expect(await of.done(of.ask('afterError', renewed))).toBe(renewed);
		expect(of.counts).toMatchObject({ logIns: 1, refreshes: 1, saves: 2 });
	});

	it('is forgiven where it fails: the session may be fine, and the error is told as it was', async () => {
		const behaviour: Behaviour = {};
		const of = await loggedIn(behaviour);
		Object.assign(behaviour, { refresh: refused, logIn: refused });
		for (let i = 0; i < 10; i++) expect(await of.done(of.ask('afterError'))).toBe(of.first);
		expect(of.counts).toMatchObject({ logIns: 2, refreshes: 1 });
	});

	it('joins a renewal that is in flight', async () => {
		const of = await loggedIn();
		const all = await of.settle(of.ask('refresh', of.first), of.ask('afterError', of.first));
		expect(all.map((each) => each.status === 'fulfilled' && each.value.accessToken)).toEqual([
			'token 1.1',
			'token 1.1',
		]);
		expect(of.counts.refreshes).toBe(1);
	});
});

describe('S11 a service that gives the same token again', () => {
	it('until it ends is not asked on every request, but at its end', async () => {
		const of = await loggedIn();
		const { expiresAt } = of.first;
		const renewals: number[] = [];
		const again = async () => {
			renewals.push(of.clock.now);
			return of.named(of.first.accessToken, { expiresAt: of.clock.now < expiresAt! ? expiresAt : of.clock.now + HOUR });
		};
		await of.pass(55 * MINUTE);
		const ask = async () => await of.done(of.ask('send', undefined, { refresh: again, logIn: again }));
		for (let i = 0; i < 20; i++) expect((await ask()).accessToken).toBe(of.first.accessToken);
		expect(renewals).toHaveLength(1);
		expect(of.database.session).toMatchObject({ isRepeated: true, expiresAt });
		of.clock.now = expiresAt! - 1;
		await ask();
		expect(renewals).toHaveLength(1);
		of.clock.now = expiresAt!;
		await ask();
		expect(renewals).toHaveLength(2);
	});

	it('at the very moment leads nobody in circles, and nothing that is known of it is forgotten', async () => {
		const of = await loggedIn();
		const refresh = async () => of.first;
		of.manager.evidence.gaveUp(of.first, 'GET /forbidden', true);
		const again = await of.done(of.ask('rejected', of.first, { refresh }));
		expect(again).toEqual({ ...of.first, isRepeated: true });
		expect(of.manager.records.supersededBy(of.first)).toBeUndefined();
		expect(of.manager.evidence.isWorthRenewing(of.first, 'GET /forbidden')).toBe(false);
	});

	it('at the very moment is not asked again for a second, while the session is valid', async () => {
		const of = await loggedIn();
		await of.pass(55 * MINUTE);
		let refreshes = 0;
		const refresh = async () => (refreshes++, of.first);
		const ask = async () => await of.done(of.ask('send', of.first, { refresh }));
		await ask();
		await ask();
		expect(refreshes).toBe(1);
		await of.pass(1_000);
		await ask();
		expect(refreshes).toBe(2);
	});
});

describe('a session that another worker has stored', () => {
	it('is renewed before a request goes out with it, where it must be by now', async () => {
		const of = await loggedIn();
		of.database.session = of.named('theirs', { expiresAt: of.clock.now + 1_000 });
		await of.pass(2_000);
		expect((await of.done(of.ask('rejected', of.first))).accessToken).toBe('token 1.1');
		expect(of.counts).toMatchObject({ logIns: 1, refreshes: 1 });
	});
});

describe('asked for by name', () => {
	it('a log-in waits for a refresh that is under way, and is one for all who ask', async () => {
		const of = await loggedIn();
		const refreshing = of.ask('rejected', of.first);
		const all = await of.settle(refreshing, ...Array.from({ length: 20 }, async () => await of.ask('logIn', of.first)));
		const tokens = all.map((each) => each.status === 'fulfilled' && each.value.accessToken);
		expect(tokens).toEqual(['token 1.1', ...Array<string>(20).fill('token 2.1')]);
		expect(of.counts).toMatchObject({ logIns: 2, refreshes: 1, saves: 3 });
	});

	it('a log-in that needs a person is tried once for all who ask at the same moment', async () => {
		const behaviour: Behaviour = {};
		const of = await loggedIn(behaviour);
		behaviour.logIn = interaction;
		const ask = async () => await of.ask('logIn', of.first, { store: undefined });
		const all = await of.settle(ask(), ask(), ask());
		expect(all).toMatchObject(Array(3).fill({ status: 'rejected', reason: { kind: 'interactionRequired' } }));
		expect(of.counts.logIns).toBe(2);
	});

	it('a log-in right after another one shares its session', async () => {
		const of = await loggedIn();
		const session = await of.done(of.ask('logIn', of.first));
		of.clock.now = session.issuedAt + SETTLED - 1;
		expect(await of.done(of.ask('logIn', of.first))).toBe(session);
		expect(of.counts.logIns).toBe(2);
	});

	it('a log-in is done anew a while after another one, also where that could not be saved', async () => {
		const of = await loggedIn();
		of.lock(true);
		const session = await of.done(of.ask('logIn', of.first));
		of.lock(false);
		await of.pass(HOUR / 2);
		expect(await of.done(of.ask('logIn', of.first))).not.toBe(session);
		expect(of.counts.logIns).toBe(3);
	});

	it('a caller with a newer session does not join the renewal of an older one', async () => {
		const of = await loggedIn();
		const newer = await of.done(of.ask('refresh', of.first));
		await of.pass(SETTLED);
		const one = of.ask('rejected', of.first, { store: undefined });
		const all = await of.settle(one, of.ask('refresh', newer, { store: undefined }));
		expect(all.map((each) => each.status)).toEqual(['fulfilled', 'fulfilled']);
		expect(of.counts.refreshes).toBe(3);
	});
});

describe('a renewal that somebody else has begun', () => {
	it('and whose execution is cancelled leaves it to those who need it still', async () => {
		const of = account();
		const cancelled = of.ask('send', null, { isCancelled: () => true });
		const [first, second] = await of.settle(cancelled, of.ask());
		expect(first).toMatchObject({
			status: 'rejected',
			reason: { kind: 'transient', message: expect.stringContaining('cancelled') },
		});
		expect(second).toMatchObject({ status: 'fulfilled', value: { accessToken: 'token 1.0' } });
	});

	it('and whose execution is cancelled holds up nobody: a valid session is renewed by the next request', async () => {
		const of = await loggedIn();
		await of.pass(55 * MINUTE);
		expect(await of.done(of.ask('send', of.first, { isCancelled: () => true }))).toBe(of.first);
		expect((await of.done(of.ask())).accessToken).toBe('token 1.1');
	});

	it('with a valid session, and failed while another worker’s session was found, leads to that', async () => {
		const of = await loggedIn({ refresh: transient });
		await of.pass(55 * MINUTE);
		const theirs = of.named('theirs');
		const event = { type: 'superseded', by: theirs, origin: 'store' } as const;
		void of.clock.sleep(1_040).then(() => of.manager.records.apply(of.first, event));
		const must = async () => await of.ask('rejected', of.first, { store: undefined });
		const [, other] = await of.settle(of.ask('send', of.first), must());
		expect(other).toMatchObject({ value: theirs });
		expect(of.counts.refreshes).toBe(1);
	});

	it('with a valid session, and failed for a moment, does not end those whose session was rejected', async () => {
		let faults = 1;
		const of = await loggedIn({ refresh: () => (faults-- > 0 ? transient() : undefined), needsPerson: false });
		await of.pass(55 * MINUTE);
		const should = of.ask('send', of.first);
		const must = [of.ask('rejected', of.first), of.ask('rejected', of.first)];
		const [first, ...others] = await of.settle(should, ...must);
		expect(first).toMatchObject({ value: of.first });
		for (const other of others) expect(other).toMatchObject({ value: { accessToken: 'token 1.2' } });
		expect(of.counts).toMatchObject({ logIns: 1, refreshes: 2 });
	});

	it('by name, and refused, ends nobody whose session is valid', async () => {
		const of = await loggedIn({ refresh: refused, needsPerson: false });
		const named = of.ask('logIn', of.first, { logIn: async () => await Promise.reject(refused()) });
		const [first, other] = await of.settle(named, of.ask('afterError', of.first));
		expect(first).toMatchObject({ reason: { kind: 'refused' } });
		expect(other).toMatchObject({ value: of.first });
		expect(of.counts).toMatchObject({ logIns: 1, refreshes: 0 });
	});

	it('with a valid session, and refused, is not tried again by those whose session was rejected', async () => {
		let logIns = 0;
		const of = await loggedIn({ refresh: refused, logIn: () => (++logIns > 1 ? refused() : undefined) });
		await of.pass(55 * MINUTE);
		await of.settle(of.ask('send', of.first), of.ask('rejected', of.first), of.ask('rejected', of.first));
		expect(of.counts).toMatchObject({ logIns: 2, refreshes: 1 });
	});

	it('with a valid session, and yielded, does not end those whose session was rejected', async () => {
		const of = await loggedIn();
		await of.pass(55 * MINUTE);
		of.database.claim = of.claimOf('theirs');
		const theirs = of.named('theirs');
		void of.clock.sleep(700).then(() => Object.assign(of.database, { session: theirs, claim: undefined }));
		const [should, must] = await of.settle(of.ask('send', of.first), of.ask('rejected', of.first));
		expect(should).toMatchObject({ value: of.first });
		expect(must).toMatchObject({ value: { accessToken: 'theirs' } });
	});
});

describe('what is told with a session', () => {
	it('is whether it was got because of this question, by whichever caller', async () => {
		const of = await loggedIn();
		const ask = async (reason: 'send' | 'rejected') => await of.manager.sessionFor(of.first, of.source, reason);
		expect(await of.done(ask('send'))).toEqual({ session: of.first, isRenewed: false });
		const [one, other] = await of.settle(ask('rejected'), ask('rejected'));
		expect([one, other]).toMatchObject([{ value: { isRenewed: true } }, { value: { isRenewed: true } }]);
	});

	it('is the valid session as it is, where another caller renews it', async () => {
		const of = await loggedIn();
		await of.pass(55 * MINUTE);
		const ask = async () => await of.manager.sessionFor(of.first, of.source, 'send');
		const [one, other] = await of.settle(ask(), ask());
		expect(one).toMatchObject({ value: { isRenewed: true } });
		expect(other).toMatchObject({ value: { session: of.first, isRenewed: false } });
	});

	it('is that it was found, not renewed, where another worker was first', async () => {
		const of = await loggedIn();
		of.database.session = of.named('theirs');
		const found = await of.done(of.manager.sessionFor(of.first, of.source, 'rejected'));
		expect(found).toEqual({ session: of.database.session, isRenewed: false });
		await of.pass(SETTLED + 1_000);
		expect(await of.done(of.ask())).toBe(found.session);
		expect(of.counts.saves).toBe(1);
	});
});
