import { SessionError } from '../../../session/errors';
import { mustRenewAt } from '../../../session/lifetime';
import type { Session } from '../../../session/session';
import { account, HOUR, interaction, lost, MINUTE, refused, transient, type Behaviour } from '../../support/account';

const COOLDOWN = 30_000;
const SETTLED = 30_000;

/** An account that has logged in, some while ago. */
async function loggedIn(behaviour: Behaviour = {}) {
	const of = account(behaviour);
	const first = await of.done(of.ask());
	await of.pass(MINUTE);
	return { ...of, first };
}

describe('S1 first use', () => {
	it('logs in once and saves; the next request, in a new process too, has that session', async () => {
		const of = account();
		const session = await of.done(of.ask());
		expect(await of.done(of.ask())).toBe(session);
		expect(await of.done(of.newProcess().ask())).toBe(session);
		expect(of.counts).toMatchObject({ logIns: 1, refreshes: 0, claims: 1, saves: 1 });
		expect(of.database.claim).toBeUndefined();
	});
});

describe('S2 due', () => {
	it('refreshes within the margin and not before', async () => {
		const of = account();
		const session = await of.done(of.ask());
		of.clock.now = session.expiresAt! - 5 * MINUTE - 1;
		expect(await of.done(of.ask())).toBe(session);
		of.clock.now = session.expiresAt! - 5 * MINUTE;
		expect((await of.done(of.ask())).accessToken).toBe('token 1.1');
		expect(of.counts).toMatchObject({ logIns: 1, refreshes: 1, saves: 2 });
	});

	it('lets the others go on while one renews', async () => {
		const of = await loggedIn();
		await of.pass(55 * MINUTE);
		const all = await of.settle(...Array.from({ length: 50 }, async () => await of.ask()));
		const tokens = all.map((each) => each.status === 'fulfilled' && each.value.accessToken);
		expect(tokens).toEqual(['token 1.1', ...Array<string>(49).fill('token 1.0')]);
		expect(of.counts).toMatchObject({ refreshes: 1, saves: 2 });
	});

	it('waits for the renewal in the last moments, so that no request arrives with an expired session', async () => {
		const of = await loggedIn();
		of.clock.now = mustRenewAt(of.first, { renewBeforeMs: 5 * MINUTE }) - 1;
		const renewing = of.ask();
		const going = of.ask();
		of.clock.now += 1;
		const all = await of.settle(renewing, going, of.ask());
		const tokens = all.map((each) => each.status === 'fulfilled' && each.value.accessToken);
		expect(tokens).toEqual(['token 1.1', 'token 1.0', 'token 1.1']);
		expect(of.counts.refreshes).toBe(1);
	});

	it('uses a session of unknown expiry until it is rejected', async () => {
		const of = account();
		of.database.session = of.named('t', { expiresAt: undefined });
		await of.pass(400 * 24 * HOUR);
		expect((await of.done(of.ask())).accessToken).toBe('t');
		expect(of.counts).toMatchObject({ refreshes: 0, reads: 0 });
	});

	it('goes on for a second where another worker renews, without asking again', async () => {
		const of = await loggedIn();
		await of.pass(55 * MINUTE);
		of.database.claim = of.claimOf('theirs');
		const ask = async () => (await of.done(of.ask())) === of.first;
		const reads = of.counts.reads;
		expect(await ask()).toBe(true);
		await of.pass(999);
		expect([await ask(), of.counts.reads - reads]).toEqual([true, 1]);
		await of.pass(1);
		expect([await ask(), of.counts.reads - reads]).toEqual([true, 2]);
	});
});

describe('S4 many at once', () => {
	it.each(['absent', 'expired', 'rejected'])(
		'renews and saves once for 200 requests whose session is %s',
		async (state) => {
			const of = account();
			const session = state === 'absent' ? null : await of.done(of.ask());
			const { saves } = of.counts;
			await of.pass(state === 'expired' ? HOUR : MINUTE);
			const reason = state === 'rejected' ? 'rejected' : 'send';
			const all = await of.settle(...Array.from({ length: 200 }, async () => await of.ask(reason, session)));
			expect(new Set(all.map((each) => each.status === 'fulfilled' && each.value)).size).toBe(1);
			expect(of.counts.saves - saves).toBe(1);
			expect(of.counts.logIns + of.counts.refreshes).toBe(state === 'absent' ? 1 : 2);
		},
	);

	it('S5 and in several processes, each of which asks many times', async () => {
		const of = await loggedIn();
		await of.pass(HOUR);
		const processes = [of, of.newProcess(), of.newProcess(), of.newProcess()];
		const all = await of.settle(...processes.flatMap(({ ask }) => [ask(), ask(), ask()]));
		expect(new Set(all.map((each) => each.status === 'fulfilled' && each.value.accessToken))).toEqual(
			new Set(['token 1.1']),
		);
		expect(of.counts).toMatchObject({ logIns: 1, refreshes: 1, saves: 2 });
	});

	it('makes requests wait that begin while a rejected session is being renewed', async () => {
		const of = await loggedIn();
		const rejected = of.ask('rejected', of.first);
		expect(of.manager.isFine(of.first, 5 * MINUTE)).toBe(false);
		const all = await of.settle(rejected, of.ask('send', of.first), of.ask('hostRetry', of.first));
		expect(all.map((each) => each.status === 'fulfilled' && each.value.accessToken)).toEqual(
			Array(3).fill('token 1.1'),
		);
		expect(of.counts.refreshes).toBe(1);
	});

	it('leads those who read the old session before its renewal to the new one, whatever they ask', async () => {
		const of = await loggedIn();
		const renewed = await of.done(of.ask('refresh', of.first));
		of.clock.now = renewed.issuedAt + SETTLED - 1;
		for (const reason of ['send', 'rejected', 'hostRetry', 'refresh'] as const)
			expect(await of.done(of.ask(reason, of.first))).toBe(renewed);
		expect(of.counts).toMatchObject({ logIns: 1, refreshes: 1, saves: 2 });
	});

	it('keeps no session longer than a renewal takes to settle', async () => {
		const of = account();
		await of.done(of.ask());
		await of.pass(SETTLED);
		await of.done(of.ask('send', null, { store: undefined }));
		expect(of.counts.logIns).toBe(2);
	});
});

describe('S14 two credentials of one account', () => {
	it('get a session each at first use, also at the same moment', async () => {
		const of = account();
		const other: Awaited<ReturnType<typeof of.store.read>> = {};
		const store = {
			read: async () => ({ ...other }),
			write: async (update: object) => void Object.assign(other, update),
		};
		const all = await of.settle(of.ask(), of.ask('send', null, { store, credentialId: 'c2' }));
		const tokens = all.map((each) => each.status === 'fulfilled' && each.value.accessToken);
		expect(tokens).toEqual([of.database.session?.accessToken, other.session?.accessToken]);
		expect(tokens[0]).not.toBe(tokens[1]);
		expect(of.counts.logIns).toBe(2);
	});

	it('are never led to the session of the other', async () => {
		const of = await loggedIn();
		const two = of.named('two', { expiresAt: of.clock.now + 2 * HOUR });
		const renewed = await of.done(of.ask('rejected', of.first));
		expect(await of.done(of.ask('send', two))).toBe(two);
		expect(await of.done(of.ask('send', of.first))).toBe(renewed);
	});
});

describe('S7 where only a person could log in', () => {
	it('a refused refresh is tried again after a moment: it may have been an outage', async () => {
		const behaviour: Behaviour = { needsPerson: false };
		const of = await loggedIn(behaviour);
		Object.assign(behaviour, { refresh: refused, needsPerson: true });
		await of.pass(HOUR);
		await expect(of.done(of.ask())).rejects.toMatchObject({ kind: 'interactionRequired' });
		await of.pass(500);
		await expect(of.done(of.ask())).rejects.toMatchObject({ kind: 'interactionRequired' });
		expect(of.counts.refreshes).toBe(1);
		delete behaviour.refresh;
		await of.pass(COOLDOWN);
		expect((await of.done(of.ask())).accessToken).toBe('token 1.2');
	});

	it('a log-in by name does not keep others from a refresh', async () => {
		const behaviour: Behaviour = {};
		const of = await loggedIn(behaviour);
		behaviour.needsPerson = true;
		await expect(of.done(of.ask('logIn'))).rejects.toMatchObject({ kind: 'interactionRequired' });
		expect((await of.done(of.ask('rejected'))).accessToken).toBe('token 1.1');
	});
});

describe('S8 renewal down while the session is valid', () => {
	it.each(['refresh down', 'refresh refused and log-in down'])(
		'uses the session and tries again 30 s later: %s',
		async (what) => {
			const behaviour: Behaviour = {};
			const of = await loggedIn(behaviour);
			behaviour.refresh = what === 'refresh down' ? transient : refused;
			behaviour.logIn = transient;
			await of.pass(55 * MINUTE);
			for (let request = 0; request < 20; request++) expect(await of.done(of.ask())).toBe(of.first);
			expect(of.counts.refreshes).toBe(1);
			await of.pass(COOLDOWN - 1);
			await of.done(of.ask());
			expect(of.counts.refreshes).toBe(1);
			await of.pass(1);
			delete behaviour.refresh;
			expect(await of.done(of.ask())).not.toBe(of.first);
		},
	);

	it('bars the refresh, once it was refused, from the next attempt', async () => {
		const behaviour: Behaviour = {};
		const of = await loggedIn(behaviour);
		Object.assign(behaviour, { refresh: refused, logIn: transient });
		await of.pass(55 * MINUTE);
		await of.done(of.ask());
		await expect(of.done(of.ask('rejected', of.first))).rejects.toThrow('down');
		expect(of.counts.refreshes).toBe(1);
	});

	it('uses it to its end where the answer of a refresh was lost: its refresh token may be used up', async () => {
		const behaviour: Behaviour = {};
		const of = await loggedIn(behaviour);
		Object.assign(behaviour, { refresh: lost, needsPerson: true });
		await of.pass(54 * MINUTE + 1_000);
		expect(await of.done(of.ask())).toBe(of.first);
		await of.pass(4 * MINUTE);
		expect(await of.done(of.ask())).toBe(of.first);
		expect(of.counts.refreshes).toBe(1);
	});

	it.each([
		['read', 1],
		['write', 2],
	])('uses it for a second more where the host’s store can not %s', async (what, tries) => {
		const of = await loggedIn();
		await of.pass(55 * MINUTE);
		let calls = 0;
		const store = { ...of.store, [what]: async () => await Promise.reject(new Error(`away ${++calls}`)) };
		const ask = async () => await of.done(of.ask('send', of.first, { store }));
		expect([await ask(), calls]).toEqual([of.first, tries]);
		expect([await ask(), calls]).toEqual([of.first, tries]);
		await of.pass(1_000);
		expect([await ask(), calls]).toEqual([of.first, 2 * tries]);
		await of.pass(1_000);
		expect((await of.done(of.ask('rejected', of.first))).accessToken).toBe('token 1.1');
	});
});

describe('S10 the HTTP Request node repeats after any error', () => {
	it('leaves a fresh session alone, and renews one older than 30 s once', async () => {
		const of = account();
		const session = await of.done(of.ask());
		of.clock.now = session.issuedAt + COOLDOWN - 1;
		for (let i = 0; i < 10; i++) await of.done(of.ask('hostRetry', session));
		expect(of.counts.refreshes).toBe(0);
		of.clock.now = session.issuedAt + COOLDOWN;
		const renewed = await of.done(of.ask('hostRetry', session));
		for (let i = 0; i < 10; i++) expect(await of.done(of.ask('hostRetry', renewed))).toBe(renewed);
		expect(of.counts).toMatchObject({ logIns: 1, refreshes: 1, saves: 2 });
	});

	it('is forgiven where it fails: the session may be fine, and the error is told as it was', async () => {
		const behaviour: Behaviour = {};
		const of = await loggedIn(behaviour);
		Object.assign(behaviour, { refresh: refused, logIn: refused });
		for (let i = 0; i < 10; i++) expect(await of.done(of.ask('hostRetry'))).toBe(of.first);
		expect(of.counts).toMatchObject({ logIns: 2, refreshes: 1 });
	});

	it('joins a renewal that is in flight', async () => {
		const of = await loggedIn();
		const all = await of.settle(of.ask('refresh', of.first), of.ask('hostRetry', of.first));
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
		expect(await of.done(of.ask('rejected', of.first, { refresh }))).toBe(of.first);
		expect(of.manager.records.successorOf(of.source, of.first)).toBeUndefined();
		expect(of.manager.evidence.isWorthRenewing(of.first, 'GET /forbidden')).toBe(false);
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

describe('a log-in that is refused', () => {
	it('is one attempt in 30 s, however many ask, in however many processes', async () => {
		const of = account({ logIn: refused });
		const processes = [of, of.newProcess(), of.newProcess()];
		const tell = async ({ ask }: Pick<typeof of, 'ask'>) => await ask().catch((error: SessionError) => error.kind);
		const all = await of.settle(...processes.flatMap((each) => [tell(each), tell(each)]));
		expect(all.map((each) => each.status === 'fulfilled' && each.value)).toEqual(Array(6).fill('refused'));
		await of.pass(COOLDOWN - 2_000);
		expect(await of.done(tell(of))).toBe('refused');
		expect(of.counts.logIns).toBe(1);
		await of.pass(2_000);
		await of.done(tell(of));
		expect(of.counts.logIns).toBe(2);
	});

	it('is told by name as well, and not tried again', async () => {
		const behaviour: Behaviour = {};
		const of = await loggedIn(behaviour);
		behaviour.logIn = refused;
		for (const wait of [0, 1_000, 27_000]) {
			await of.pass(wait);
			await expect(of.done(of.ask('logIn', of.first))).rejects.toThrow('refused');
		}
		expect(of.counts.logIns).toBe(2);
	});

	it('by name is one attempt for all who need a session, also where the host keeps no claims', async () => {
		const behaviour: Behaviour = {};
		const of = await loggedIn(behaviour);
		behaviour.logIn = refused;
		for (const reason of ['logIn', 'logIn', 'rejected'] as const)
			await expect(of.done(of.ask(reason, of.first, { store: undefined }))).rejects.toThrow('refused');
		expect(of.counts).toMatchObject({ logIns: 2, refreshes: 0 });
	});

	it('is tried again at once with other settings', async () => {
		const of = account({ logIn: refused });
		await expect(of.done(of.ask())).rejects.toThrow('refused');
		const other = account();
		await expect(other.done(other.ask())).resolves.toBeDefined();
	});

	it('for a moment is one attempt, of two tries, for all who ask at the same moment', async () => {
		const of = account({ logIn: transient });
		const ask = async () => await of.ask('send', null, { store: undefined });
		const all = await of.settle(ask(), ask(), ask());
		expect(all).toMatchObject(Array(3).fill({ status: 'rejected', reason: { message: 'down' } }));
		expect(of.counts.logIns).toBe(2);
	});

	it('for a moment is shared by those who ask meanwhile, and tried again by a retry a second later', async () => {
		const of = account({ logIn: transient });
		await expect(of.done(of.ask())).rejects.toThrow('down');
		await of.pass(100);
		await expect(of.done(of.ask())).rejects.toThrow('down');
		expect(of.counts.logIns).toBe(2);
		await of.pass(1_000);
		await expect(of.done(of.ask())).rejects.toThrow('down');
		expect(of.counts.logIns).toBe(4);
	});
});

it('a dead worker’s claim is over for a session that is valid as well, however seldom it is asked for', async () => {
	for (const everyMs of [3_000, 50_000, 6 * HOUR]) {
		const of = account({ lifetime: 30 * 24 * HOUR });
		const source = { ...of.source, renewBeforeMs: 5 * 24 * HOUR };
		const first = await of.done(of.manager.sessionFor(undefined, source, 'send'));
		of.clock.now = first.session.expiresAt! - 4 * 24 * HOUR;
		of.database.claim = of.claimOf('dead');
		for (let asked = 0; asked < 20; asked++) {
			await of.done(of.manager.sessionFor(of.database.session, source, 'send'));
			await of.pass(everyMs);
		}
		expect(of.counts).toMatchObject({ logIns: 1, refreshes: 1 });
	}
});

it('a fault of ours is told, and holds up nobody after it', async () => {
	const of = await loggedIn();
	const canRefresh = () => {
		throw new TypeError('a bug');
	};
	await expect(of.done(of.ask('rejected', of.first, { canRefresh }))).rejects.toThrow('a bug');
	of.database.claim = undefined;
	expect((await of.done(of.ask('rejected', of.first))).accessToken).toBe('token 1.1');
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
		void of.clock.sleep(1_040).then(() => of.manager.records.apply(of.source, of.first, event));
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

describe('whether a session', () => {
	it('is fine: known to be valid, not being renewed, saved, and superseded by none', async () => {
		const of = await loggedIn();
		const margin = 5 * MINUTE;
		const fine = (session: Session) => of.manager.isFine(session, margin);
		expect(fine(of.first)).toBe(true);
		of.clock.now = of.first.expiresAt! - margin - 1;
		expect(fine(of.first)).toBe(true);
		of.clock.now += 1;
		expect(fine(of.first)).toBe(false);
		const other = of.named('other');
		of.manager.saver.givenToHost(other);
		expect(fine(other)).toBe(true);
		of.manager.saver.wasSaved(other, false);
		expect(fine(other)).toBe(true);
		of.clock.now += 1_000;
		expect(fine(other)).toBe(false);
		const next = await of.done(of.ask('rejected', of.first));
		expect([fine(of.first), fine(next)]).toEqual([false, true]);
	});

	it('that is due is fine for others while it is being renewed, not where it was rejected', async () => {
		const of = await loggedIn();
		const session = of.named('due');
		of.manager.records.apply(of.source, session, { type: 'renewing', reason: 'send' });
		expect(of.manager.isFine(session, MINUTE)).toBe(true);
		of.manager.records.apply(of.source, session, { type: 'renewing', reason: 'rejected' });
		expect(of.manager.isFine(session, MINUTE)).toBe(false);
	});

	it('lives, by its last use where that lengthens it', async () => {
		const of = account();
		const session = of.named('idle', { idleMs: HOUR });
		expect(of.manager.expiryOf(session)).toBe(of.clock.now + HOUR);
		await of.pass(MINUTE);
		of.manager.evidence.sent(session);
		expect(of.manager.expiryOf(session)).toBe(of.clock.now + HOUR);
		expect(of.manager.shouldRenewAt(session, 0)).toBe(of.clock.now + HOUR);
		of.clock.now += HOUR - 1;
		expect(of.manager.isAlive(session)).toBe(true);
		of.clock.now += 1;
		expect(of.manager.isAlive(session)).toBe(false);
		expect(of.manager.isAlive(of.named('unknown', { expiresAt: undefined }))).toBe(true);
	});
});

it('a clock that differs between workers changes nothing about who renews', async () => {
	const of = await loggedIn();
	const [ahead, behind] = [of.newProcess(10 * MINUTE), of.newProcess(-10 * MINUTE)];
	const ask = async ({ ask: each }: Pick<typeof of, 'ask'>) => await each('rejected', of.first);
	const all = await of.settle(ask(of), ask(ahead), ask(behind));
	expect(all.map((each) => each.status === 'fulfilled' && each.value.accessToken)).toEqual(Array(3).fill('token 1.1'));
	expect(of.counts.refreshes).toBe(1);
});

it('interaction that is required is told to all who ask at the same moment', async () => {
	const of = account({ logIn: interaction });
	const all = await of.settle(of.ask(), of.ask());
	expect(all).toMatchObject(Array(2).fill({ status: 'rejected', reason: { kind: 'interactionRequired' } }));
	expect(of.counts.logIns).toBe(1);
});
