import { mustRenewAt } from '../../../session/lifetime';
import type { Session } from '../../../session/session';
import { account, HOUR, loggedIn, MINUTE } from '../../support/account';

const SETTLED = 30_000;

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

	it('makes requests wait that begin while a rejected session is being renewed', async () => {
		const of = await loggedIn();
		const rejected = of.ask('rejected', of.first);
		expect(of.manager.isFine(of.first, 5 * MINUTE)).toBe(false);
		const all = await of.settle(rejected, of.ask('send', of.first), of.ask('afterError', of.first));
		expect(all.map((each) => each.status === 'fulfilled' && each.value.accessToken)).toEqual(
			Array(3).fill('token 1.1'),
		);
		expect(of.counts.refreshes).toBe(1);
	});

	it('leads those who read the old session before its renewal to the new one, whatever they ask', async () => {
		const of = await loggedIn();
		const renewed = await of.done(of.ask('refresh', of.first));
		of.clock.now = renewed.issuedAt + SETTLED - 1;
		for (const reason of ['send', 'rejected', 'afterError', 'refresh'] as const)
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
		of.manager.saver.saving(other);
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
		of.manager.records.apply(session, { type: 'renewing', reason: 'send', isValid: true });
		expect(of.manager.isFine(session, MINUTE)).toBe(true);
		of.manager.records.apply(session, { type: 'renewing', reason: 'rejected', isValid: false });
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
