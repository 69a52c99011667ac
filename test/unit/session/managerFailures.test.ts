import { SessionError } from '../../../session/errors';
import { account, HOUR, loggedIn, lost, MINUTE, refused, transient, type Behaviour } from '../../support/account';

const COOLDOWN = 30_000;

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

	it('by name is one attempt for all who need a session, also where the host keeps no claims', async () => {
		const behaviour: Behaviour = {};
		const of = await loggedIn(behaviour);
		behaviour.logIn = refused;
		for (const reason of ['logIn', 'logIn', 'rejected'] as const)
			await expect(of.done(of.ask(reason, of.first, { store: undefined }))).rejects.toThrow('refused');
		expect(of.counts).toMatchObject({ logIns: 2, refreshes: 0 });
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
