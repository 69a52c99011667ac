import { agree } from '../../../session/claiming';
import type { RenewalTask } from '../../../session/task';
import { account, interaction, refused, transient } from '../../support/account';

/** Who renews, by the claim in the credential. A read takes 5 ms, a write 10. */

type Account = ReturnType<typeof account>;

const READ = 5;
const WRITE = 10;

/** Agrees in one process, and tells how long that took. */
async function agreed(of: Account, task: Partial<RenewalTask> = {}, { manager } = of as Pick<Account, 'manager'>) {
	const startedAt = of.clock.now;
	let ended = startedAt;
	const full: RenewalTask = {
		held: of.database.session,
		source: of.source,
		reason: 'send',
		isValid: false,
		...task,
	};
	const agreement = agree(full, manager.records).finally(() => (ended = of.clock.now));
	const result = await of.done(agreement);
	return { ...result, took: ended - startedAt };
}

/** At that moment another worker does something, ms from now. */
const after = (of: Account, ms: number, act: () => void) => void of.clock.sleep(ms).then(act);

describe('where no claim stands in the credential', () => {
	it.each([
		['half a second, where no session is valid', false, 500],
		['a second, where one is', true, 1_000],
	])('one is written, and after %s it is looked at again: still mine', async (_, isValid, wait) => {
		const of = account();
		const { took, ...agreement } = await agreed(of, { isValid });
		expect(took).toBe(READ + WRITE + wait + READ);
		expect(agreement).toEqual({ type: 'ownTurn', claim: of.database.claim, stored: undefined });
		expect(of.database.claim).toMatchObject({ lastsMs: 40_000 });
		expect(of.counts).toMatchObject({ claims: 1, reads: 2 });
	});

	it('the wait is four times what the write took, where that is longer', async () => {
		const of = account();
		const slow = {
			...of.store,
			write: async (update: object) => (await of.clock.sleep(390), await of.store.write(update)),
		};
		const { took } = await agreed(of, { source: { ...of.source, store: slow } });
		expect(took).toBe(READ + 400 + 4 * (READ + 400) + READ);
	});

	it('one whose write failed, and arrived all the same, is not taken for another worker’s', async () => {
		const of = account();
		let writes = 0;
		const write = async (update: object) => {
			await of.store.write(update);
			if (++writes === 1) throw new Error('the connection was closed');
		};
		const { took, type } = await agreed(of, { source: { ...of.source, store: { ...of.store, write } } });
		expect(type).toBe('ownTurn');
		expect(took).toBeLessThan(1_000);
		expect(writes).toBe(2);
	});

	it('a session that another worker has stored is taken, at once or after the wait', async () => {
		const at = account();
		at.database.session = at.named('theirs');
		expect(await agreed(at, { held: at.named('held') })).toMatchObject({
			type: 'granted',
			origin: 'store',
			session: { accessToken: 'theirs' },
		});
		expect(at.counts.claims).toBe(0);
		const late = account();
		after(late, 200, () => (late.database.session = late.named('theirs')));
		expect(await agreed(late)).toMatchObject({ type: 'granted', origin: 'store', session: { accessToken: 'theirs' } });
		expect(late.counts.claims).toBe(1);
	});

	it('a log-in that was asked for by name takes no session of others', async () => {
		const of = account();
		of.database.session = of.named('theirs');
		expect(await agreed(of, { held: of.named('held'), reason: 'logIn' })).toMatchObject({ type: 'ownTurn' });
	});

	it('a token that was rejected is no better for being stored again', async () => {
		const of = account();
		of.database.session = of.named('same', { issuedAt: of.clock.now + 1 });
		const held = of.named('same');
		expect(await agreed(of, { held, reason: 'rejected' })).toMatchObject({ type: 'ownTurn' });
		of.database.claim = undefined;
		expect(await agreed(of, { held, reason: 'send' })).toMatchObject({ type: 'granted', origin: 'store' });
	});
});

describe('where another worker has claimed', () => {
	it('whoever has a valid session goes on without waiting', async () => {
		const of = account();
		of.database.claim = of.claimOf('theirs');
		expect(await agreed(of, { isValid: true })).toEqual({ type: 'yielded', took: READ });
		expect(of.database.claim).toEqual(of.claimOf('theirs'));
	});

	it('whoever has none looks four times a second, until the session comes', async () => {
		const of = account();
		of.database.claim = of.claimOf('theirs');
		after(of, 1_000, () => Object.assign(of.database, { session: of.named('theirs'), claim: undefined }));
		const { took, ...agreement } = await agreed(of);
		expect(agreement).toMatchObject({ type: 'granted', origin: 'store', session: { accessToken: 'theirs' } });
		expect([took, of.counts.reads, of.counts.claims]).toEqual([4 * (READ + 250) + READ, 5, 0]);
	});

	it('and has died, it is over once it was seen for as long as it says', async () => {
		const of = account();
		of.database.claim = of.claimOf('theirs');
		const { took, ...agreement } = await agreed(of);
		expect(agreement).toMatchObject({ type: 'ownTurn', claim: { id: of.database.claim.id } });
		expect(took).toBeGreaterThan(40_000);
		expect(took).toBeLessThan(41_000);
	});

	it('counts from its first sight, by whichever request of this process', async () => {
		const of = account();
		const held = of.named('held');
		of.database.session = held;
		of.database.claim = of.claimOf('theirs');
		const ask = async () => (await agreed(of, { held, isValid: true })).type;
		expect(await ask()).toBe('yielded');
		await of.pass(39_990);
		expect(await ask()).toBe('yielded');
		await of.pass(10);
		expect(await ask()).toBe('ownTurn');
	});
});

describe('a renewal of another worker that has failed', () => {
	const ended = (of: Account, error: ReturnType<typeof refused>, age: number) =>
		of.claimOf('theirs', {
			ended: {
				kind: error.kind,
				message: error.message,
				answered: error.answered,
				at: of.clock.now - age,
			},
		});

	it.each([
		['refused', refused, 29_000, 30_000],
		['transient', transient, 800, 900],
		['interactionRequired', interaction, 800, 900],
	] as const)('is told to who needs a session, and tried again later: %s', async (kind, error, holds, over) => {
		const of = account();
		of.database.claim = ended(of, error(), holds);
		await expect(agreed(of)).rejects.toMatchObject({ name: 'SessionError', kind, message: error().message });
		expect(of.counts.claims).toBe(0);
		of.database.claim = ended(of, error(), over - READ);
		expect(await agreed(of)).toMatchObject({ type: 'ownTurn' });
	});

	it.each([refused, transient, interaction])(
		'holds up for 30 s whoever has a valid session, without an error',
		async (error) => {
			const of = account();
			of.database.claim = ended(of, error(), 29_000);
			expect(await agreed(of, { isValid: true })).toMatchObject({ type: 'yielded' });
			of.database.claim = ended(of, error(), 30_000 - READ);
			expect(await agreed(of, { isValid: true })).toMatchObject({ type: 'ownTurn' });
		},
	);

	it('for a moment, with a valid session, is no answer to who needs another: less was tried for it', async () => {
		const of = account();
		const less = (error: ReturnType<typeof refused>) => {
			const claim = ended(of, error, 100);
			return { ...claim, ended: { ...claim.ended!, triedLess: true as const } };
		};
		of.database.claim = less(transient());
		expect(await agreed(of, { isValid: true })).toMatchObject({ type: 'yielded' });
		expect(await agreed(of)).toMatchObject({ type: 'ownTurn' });
		of.database.claim = less(refused());
		await expect(agreed(of)).rejects.toMatchObject({ kind: 'refused' });
	});

	it('by a clock that is ahead holds nobody up', async () => {
		const of = account();
		of.database.claim = ended(of, refused(), -60_000);
		expect(await agreed(of)).toMatchObject({ type: 'ownTurn' });
	});
});

describe('no claim is written where this process could get no session anyway', () => {
	const noLogIn = { canLogIn: () => false };
	const neither = { ...noLogIn, canRefresh: () => false };

	it.each<[string, boolean, Partial<RenewalTask['source']>, RenewalTask['reason'], number]>([
		['with a log-in', false, {}, 'send', 1],
		['with a refresh', true, noLogIn, 'send', 1],
		['without a session to refresh', false, noLogIn, 'send', 0],
		['where a person asks for a log-in that needs one', true, noLogIn, 'logIn', 0],
		['with a session that can not be refreshed', true, neither, 'send', 0],
	])('%s', async (_, hasSession, rest, reason, claims) => {
		const of = account();
		const held = hasSession ? of.named('held') : undefined;
		of.database.session = held;
		const { type, took } = await agreed(of, { held, reason, source: { ...of.source, ...rest } });
		expect(type).toBe('ownTurn');
		expect(of.counts.claims).toBe(claims);
		if (claims === 0) expect(took).toBe(READ);
	});

	it('and a session that another worker has stored is taken all the same', async () => {
		const of = account();
		of.database.session = of.named('theirs');
		const task = { held: of.named('held'), source: { ...of.source, ...neither } };
		expect(await agreed(of, task)).toMatchObject({
			type: 'granted',
			origin: 'store',
			session: { accessToken: 'theirs' },
		});
	});

	it('and what is stored is told: a refresh asks whether the session held is still there', async () => {
		const of = account();
		const held = of.named('held');
		of.database.session = held;
		const task = { held, source: { ...of.source, ...neither } };
		expect(await agreed(of, task)).toEqual({ type: 'ownTurn', stored: held, took: READ });
	});
});

describe('a host', () => {
	it('that can not be read within a request leaves it to its own rule', async () => {
		const of = account();
		const held = of.named('held');
		const { took, ...agreement } = await agreed(of, { held, source: { ...of.source, store: undefined } });
		expect({ took, agreement }).toEqual({ took: 0, agreement: { type: 'ownTurn', stored: held } });
	});

	it('that loses claims is tried twice, and then renews without', async () => {
		const of = account();
		let writes = 0;
		const store = { ...of.store, write: async () => void writes++ };
		const held = of.named('held');
		of.database.session = held;
		const { took, ...agreement } = await agreed(of, { held, source: { ...of.source, store } });
		expect(agreement).toEqual({ type: 'ownTurn', stored: held });
		expect([writes, took]).toEqual([2, 2 * (READ + 500 + READ)]);
	});

	it('that refuses to write is tried twice, and lets who has no session renew all the same', async () => {
		const of = account();
		of.lock(true);
		const { took, ...agreement } = await agreed(of);
		expect(agreement).toEqual({ type: 'ownTurn', stored: undefined });
		expect(took).toBe(READ + WRITE + 250 + READ + WRITE);
	});

	it('that refuses to write once is agreed with all the same', async () => {
		const of = account();
		of.lock(true);
		after(of, 100, () => of.lock(false));
		expect(await agreed(of)).toMatchObject({ type: 'ownTurn', claim: { id: of.database.claim?.id } });
	});

	it('that refuses to write twice keeps a valid session as it is: a new one could not be saved', async () => {
		const of = account();
		of.lock(true);
		await expect(agreed(of, { isValid: true })).rejects.toThrow('SQLITE_BUSY');
		after(of, 100, () => of.lock(false));
		expect(await agreed(of, { isValid: true })).toMatchObject({ type: 'ownTurn', claim: { lastsMs: 40_000 } });
	});
});

it('a cancelled execution waits for no claim of another worker', async () => {
	const of = account();
	of.database.claim = of.claimOf('theirs');
	let isCancelled = false;
	after(of, 600, () => (isCancelled = true));
	const { type, took } = await agreed(of, { source: { ...of.source, isCancelled: () => isCancelled } });
	expect(type).toBe('cancelled');
	expect(took).toBeLessThan(1_000);
});
