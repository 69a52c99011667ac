import { renew } from '../../../session/renewal';
import { SessionError } from '../../../session/errors';
import type { RenewalOutcome, RenewalTask } from '../../../session/task';
import { account, interaction, lost, refused, transient, type Behaviour } from '../../support/account';

/** One renewal, from its claim to its end. Rules S6 to S8. */

type Account = ReturnType<typeof account>;

/** An account whose session is stored, and what the provider does from then on. */
function stored(behaviour: Behaviour = {}) {
	const of = account(behaviour);
	const held = of.named('held');
	of.database.session = held;
	return { ...of, held };
}

async function renewed(
	of: Account & { held?: RenewalTask['held'] },
	task: Partial<RenewalTask> = {},
): Promise<RenewalOutcome> {
	const { manager, source, held } = of;
	const full: RenewalTask = { held, source, reason: 'send', isValid: false, ...task };
	return await of.done(renew(full, manager.records));
}

const asked = ({ counts: { logIns, refreshes } }: Account) => ({ logIns, refreshes });

/** Errors one after another, and grants after them. */
const inTurn =
	(...errors: Array<() => SessionError | undefined>) =>
	() =>
		errors.shift()?.();

describe('a session', () => {
	it('is refreshed where it can be', async () => {
		const of = stored();
		expect(await renewed(of)).toMatchObject({
			type: 'granted',
			origin: 'refresh',
			session: { accessToken: 'token 0.1' },
		});
		expect(asked(of)).toEqual({ logIns: 0, refreshes: 1 });
	});

	it('is got by a log-in where there is none', async () => {
		const of = account();
		expect(await renewed(of)).toMatchObject({ type: 'granted', origin: 'logIn' });
		expect(asked(of)).toEqual({ logIns: 1, refreshes: 0 });
	});

	it('that another worker has stored is gone on with', async () => {
		const of = stored();
		of.database.session = of.named('theirs');
		expect(await renewed(of)).toMatchObject({ type: 'granted', origin: 'store', session: { accessToken: 'theirs' } });
		expect(asked(of)).toEqual({ logIns: 0, refreshes: 0 });
	});

	it('that another worker has stored, and that is the rejected token again, is not gone on with', async () => {
		const of = stored({ refresh: refused });
		const refresh = async (session: typeof of.held) => {
			of.database.session = { ...of.held, issuedAt: of.clock.now };
			return await of.source.refresh(session);
		};
		const outcome = await renewed(of, { reason: 'rejected', source: { ...of.source, refresh } });
		expect(outcome).toMatchObject({ type: 'granted', origin: 'logIn' });
	});

	it.each<[string, (of: ReturnType<typeof stored>) => Partial<RenewalTask> | void]>([
		['the person asked for a log-in', () => ({ reason: 'logIn' })],
		[
			'its refresh was refused already',
			({ manager: { records }, held }) => {
				records.apply(held, { type: 'failed', error: refused(), isRefreshBarred: true });
				records.apply(held, { type: 'renewing', reason: 'send', isValid: false });
			},
		],
		['its refresh token has expired', ({ held, clock }) => void (held.refreshExpiresAt = clock.now + 520)],
		['it has no refresh token', ({ held }) => void delete held.refreshToken],
		['it is not stored any more: it was ended on purpose', ({ database }) => void delete database.session],
	])('is got by a log-in where %s', async (_, happens) => {
		const of = stored();
		expect(await renewed(of, happens(of) ?? {})).toMatchObject({ type: 'granted', origin: 'logIn' });
		expect(asked(of)).toEqual({ logIns: 1, refreshes: 0 });
	});

	it('is refreshed to the last moment of its refresh token', async () => {
		const of = stored();
		of.held.refreshExpiresAt = of.clock.now + 521;
		expect(await renewed(of)).toMatchObject({ origin: 'refresh' });
	});

	it('that the host could not save is refreshed although another is stored: that is the one before it', async () => {
		const of = stored();
		const { records } = of.manager;
		const unsaved = of.named('unsaved');
		records.apply(unsaved, { type: 'saving' });
		records.apply(of.held, { type: 'superseded', by: unsaved, origin: 'refresh' });
		expect(await renewed(of, { held: unsaved })).toMatchObject({ origin: 'logIn' });
		of.database.claim = undefined;
		records.apply(unsaved, { type: 'notSaved' });
		expect(await renewed(of, { held: unsaved })).toMatchObject({ origin: 'refresh' });
	});
});

describe('a refresh that is refused', () => {
	it.each([false, true])('is followed by a log-in (session valid: %p)', async (isValid) => {
		const of = stored({ refresh: refused });
		expect(await renewed(of, { isValid })).toMatchObject({ type: 'granted', origin: 'logIn' });
		expect(asked(of)).toEqual({ logIns: 1, refreshes: 1 });
	});

	it('is followed by none where another has stored a session meanwhile', async () => {
		const of = stored();
		const refresh = async () => {
			of.database.session = of.named('theirs');
			return await Promise.reject(refused());
		};
		expect(await renewed(of, { source: { ...of.source, refresh } })).toMatchObject({
			origin: 'store',
			session: { accessToken: 'theirs' },
		});
		expect(asked(of).logIns).toBe(0);
		expect(of.database.claim).toBeUndefined();
	});

	it('and then a refused log-in: says at once that another refresh could end what a log-in gives', async () => {
		const of = stored({ refresh: refused, logIn: refused });
		const startedAt = of.clock.now;
		expect(await renewed(of)).toMatchObject({ type: 'failed', isRefreshBarred: true, error: { kind: 'refused' } });
		expect(of.clock.now - startedAt).toBe(520 + 50 + 5 + 50 + 10);
	});

	it('where only a person could log in is followed by two seconds of looks at the store', async () => {
		const of = stored({ refresh: refused, needsPerson: true });
		void of.clock.sleep(2_400).then(() => (of.database.session = of.named('theirs')));
		expect(await renewed(of)).toMatchObject({ origin: 'store', session: { accessToken: 'theirs' } });
		expect(of.database.claim).toBeUndefined();

		const alone = stored({ refresh: refused, needsPerson: true });
		expect(await renewed(alone)).toMatchObject({
			type: 'failed',
			isRefreshBarred: true,
			error: { kind: 'interactionRequired' },
		});
		expect(alone.counts.reads).toBe(2 + 1 + 8);
	});

	it('is followed by a log-in where the store can not be read any more', async () => {
		const of = stored({ refresh: refused });
		let reads = 0;
		const read = async () => (++reads > 2 ? await Promise.reject(new Error('terminated')) : await of.store.read());
		const source = { ...of.source, store: { ...of.store, read } };
		expect(await renewed(of, { source })).toMatchObject({ type: 'granted', origin: 'logIn' });
		expect(reads).toBe(3);
	});

	it('where only a person could log in, and the host can not be read, fails at once', async () => {
		const of = stored({ refresh: refused, needsPerson: true });
		const startedAt = of.clock.now;
		expect(await renewed(of, { source: { ...of.source, store: undefined } })).toMatchObject({ type: 'failed' });
		expect(of.clock.now - startedAt).toBe(50);
	});
});

describe('a refresh that meets a transient fault', () => {
	it('is tried once more after a second, where no session is valid', async () => {
		const of = stored({ refresh: inTurn(transient) });
		const startedAt = of.clock.now;
		expect(await renewed(of)).toMatchObject({ type: 'granted', origin: 'refresh' });
		expect(asked(of)).toEqual({ logIns: 0, refreshes: 2 });
		expect(of.clock.now - startedAt).toBe(520 + 50 + 1_000 + 50);
	});

	it('twice is followed by a log-in, where no session is valid', async () => {
		const of = stored({ refresh: transient });
		expect(await renewed(of)).toMatchObject({ type: 'granted', origin: 'logIn' });
		expect(asked(of)).toEqual({ logIns: 1, refreshes: 2 });
	});

	it('is forgiven where the session is valid', async () => {
		const of = stored({ refresh: transient });
		expect(await renewed(of, { isValid: true })).toMatchObject({
			type: 'failed',
			isRefreshBarred: false,
			error: { message: 'down' },
		});
		expect(asked(of)).toEqual({ logIns: 0, refreshes: 1 });
	});

	it('is told to the person who asked for just that', async () => {
		const of = stored({ refresh: transient });
		expect(await renewed(of, { reason: 'refresh' })).toMatchObject({ type: 'failed', error: { message: 'down' } });
		expect(asked(of)).toEqual({ logIns: 0, refreshes: 2 });
	});

	it('sends nobody to log in: the refresh may be granted in a moment', async () => {
		const of = stored({ refresh: transient, needsPerson: true });
		expect(await renewed(of)).toMatchObject({ type: 'failed', isRefreshBarred: false, error: { kind: 'transient' } });
	});
});

describe('a refresh whose answer was lost', () => {
	it.each([false, true])('is not repeated where a log-in needs no person (session valid: %p)', async (isValid) => {
		const of = stored({ refresh: lost });
		expect(await renewed(of, { isValid })).toMatchObject({ type: 'granted', origin: 'logIn' });
		expect(asked(of)).toEqual({ logIns: 1, refreshes: 1 });
	});

	it('asked for by name is followed by a log-in as well', async () => {
		const of = stored({ refresh: lost });
		expect(await renewed(of, { reason: 'refresh' })).toMatchObject({ type: 'granted', origin: 'logIn' });
	});

	it('and then a refused log-in: bars no later refresh', async () => {
		const of = stored({ refresh: lost, logIn: refused });
		expect(await renewed(of)).toMatchObject({ type: 'failed', isRefreshBarred: false, error: { kind: 'refused' } });
	});

	it('is repeated where only a person could log in', async () => {
		const of = stored({ refresh: inTurn(lost), needsPerson: true });
		expect(await renewed(of)).toMatchObject({ type: 'granted', origin: 'refresh' });
		expect(asked(of).refreshes).toBe(2);
	});

	it('is not repeated where the session is valid, and only a person could log in', async () => {
		const of = stored({ refresh: lost, needsPerson: true });
		expect(await renewed(of, { isValid: true })).toMatchObject({ type: 'failed', error: { isAnswerLost: true } });
		expect(asked(of).refreshes).toBe(1);
	});
});

describe('a log-in', () => {
	it('that meets a transient fault is tried once more after a second', async () => {
		const of = account({ logIn: inTurn(transient) });
		expect(await renewed(of)).toMatchObject({ type: 'granted', origin: 'logIn' });
		expect(asked(of).logIns).toBe(2);
	});

	it('that meets two fails', async () => {
		const of = account({ logIn: transient });
		expect(await renewed(of)).toMatchObject({ type: 'failed', error: { kind: 'transient' } });
		expect(asked(of).logIns).toBe(2);
	});

	it('that meets two fails with the first: the second may be that the service has asked to wait', async () => {
		const busy = () => new SessionError('transient', 'answered with 429');
		const wait = () => new SessionError('transient', 'asked to wait');
		expect(await renewed(account({ logIn: inTurn(busy, wait) }))).toMatchObject({
			error: { message: 'answered with 429' },
		});
		expect(await renewed(account({ logIn: inTurn(busy, refused) }))).toMatchObject({ error: { kind: 'refused' } });
		expect(await renewed(account({ logIn: inTurn(busy, lost) }))).toMatchObject({ error: { isAnswerLost: true } });
	});

	it('that needs a person is told at once where no refresh was refused', async () => {
		const of = account({ logIn: interaction });
		const startedAt = of.clock.now;
		expect(await renewed(of)).toMatchObject({ type: 'failed', error: { kind: 'interactionRequired' } });
		expect([of.clock.now - startedAt, of.counts.reads]).toEqual([520 + 50 + 10, 2]);
	});

	it.each([refused, interaction])('that is refused is not repeated', async (error) => {
		const of = account({ logIn: error });
		expect(await renewed(of)).toMatchObject({ type: 'failed', isRefreshBarred: false });
		expect(asked(of).logIns).toBe(1);
	});

	it('is not repeated where the session is valid', async () => {
		const of = stored({ refresh: refused, logIn: transient });
		expect(await renewed(of, { isValid: true })).toMatchObject({ type: 'failed', isRefreshBarred: true });
		expect(asked(of)).toEqual({ logIns: 1, refreshes: 1 });
	});
});

describe('so late that other workers could take the claim for over', () => {
	it.each([
		[3_999, 2],
		[4_001, 1],
	])('nothing is repeated: a log-in that fails after %d ms is sent %d times', async (answerMs, logIns) => {
		const of = account({ logIn: transient, answerMs });
		expect(await renewed(of)).toMatchObject({ type: 'failed' });
		expect(asked(of).logIns).toBe(logIns);
	});

	it('nobody logs in for a refresh that fails', async () => {
		const of = stored({ refresh: transient, answerMs: 5_001 });
		expect(await renewed(of)).toMatchObject({ type: 'failed', error: { message: 'down' } });
		expect(asked(of)).toEqual({ logIns: 0, refreshes: 1 });
	});
});

describe('the claim', () => {
	it('stays until the session is written, which ends it', async () => {
		const of = stored();
		await renewed(of);
		expect(of.database.claim).toMatchObject({ lastsMs: 40_000 });
		expect(of.database.claim?.ended).toBeUndefined();
	});

	it.each([
		[refused, false],
		[transient, false],
		[interaction, false],
		[refused, true],
	])('says how the renewal has failed, and whether less was tried, for a valid session', async (error, isValid) => {
		const of = stored({ refresh: refused, logIn: error });
		await renewed(of, { isValid });
		expect(of.database.claim?.ended?.triedLess).toBe(isValid || undefined);
		const { kind, message, description, answered } = error();
		expect(of.database.claim?.ended).toMatchObject({ kind, message, at: expect.any(Number) });
		expect(of.database.claim?.ended).toMatchObject({ description, answered });
	});

	it('is a new one where the refresh is refused late, so that no other worker takes it for over during the log-in', async () => {
		const of = stored({ refresh: refused, answerMs: 6_000 });
		let before: string | undefined;
		const refresh = async (session: typeof of.held) => {
			before = of.database.claim?.id;
			return await of.source.refresh(session);
		};
		let during: typeof of.database.claim;
		const logIn = async () => {
			during = of.database.claim;
			return await of.source.logIn(undefined);
		};
		await renewed(of, { source: { ...of.source, refresh, logIn } });
		expect(during).toMatchObject({ lastsMs: 40_000, id: expect.not.stringMatching(before!) });
	});

	it('stays as it is where the new one can not be written: the log-in is tried all the same', async () => {
		const of = stored({ refresh: () => (of.lock(true), refused()), logIn: () => void of.lock(false), answerMs: 6_000 });
		const outcome = await renewed(of);
		expect(outcome).toMatchObject({ type: 'granted', origin: 'logIn' });
		expect(of.counts.claims).toBe(1);
	});

	it('is none, late or not, where the host keeps none', async () => {
		const of = stored({ refresh: refused, answerMs: 6_000 });
		const writes: object[] = [];
		const store = { ...of.store, write: async (update: object) => void writes.push(update) };
		expect(await renewed(of, { source: { ...of.source, store } })).toMatchObject({ origin: 'logIn' });
		expect(writes).toHaveLength(2);
	});

	it('stays where the refresh is refused soon', async () => {
		const of = stored({ refresh: refused });
		await renewed(of);
		expect(of.counts.claims).toBe(1);
	});

	it('ends without a word where the fault is nobody’s but ours', async () => {
		const of = account();
		const logIn = async () => await Promise.reject(new TypeError('a bug'));
		expect(await renewed(of, { source: { ...of.source, logIn } })).toMatchObject({
			type: 'failed',
			error: { message: 'a bug' },
		});
		expect(of.database.claim).toBeUndefined();
		const refresh = logIn;
		const other = stored();
		expect(await renewed(other, { source: { ...other.source, refresh } })).toMatchObject({
			error: { message: 'a bug' },
		});
		expect(asked(other).logIns).toBe(0);
	});

	it('ends where the execution was cancelled meanwhile, and nothing is sent', async () => {
		const of = stored();
		expect(await renewed(of, { source: { ...of.source, isCancelled: () => true } })).toEqual({ type: 'cancelled' });
		expect(of.database.claim).toBeUndefined();
		expect(asked(of)).toEqual({ logIns: 0, refreshes: 0 });
		expect(await renewed(of, { source: { ...of.source, isCancelled: () => false } })).toMatchObject({
			type: 'granted',
		});
	});

	it('ends where the execution was cancelled during the wait, and nothing is sent', async () => {
		const of = stored();
		let isCancelled = false;
		void of.clock.sleep(200).then(() => (isCancelled = true));
		const source = { ...of.source, isCancelled: () => isCancelled };
		expect(await renewed(of, { source })).toEqual({ type: 'cancelled' });
		expect(of.counts.claims).toBe(1);
		expect(of.database.claim).toBeUndefined();
		expect(asked(of)).toEqual({ logIns: 0, refreshes: 0 });
	});

	it('ends by its age where its end can not be written', async () => {
		const of = account({ logIn: () => (of.lock(true), refused()) });
		expect(await renewed(of)).toMatchObject({ type: 'failed', error: { kind: 'refused' } });
		expect(of.database.claim).toMatchObject({ lastsMs: 40_000 });
	});

	it('of another that failed to get a session gives its error', async () => {
		const of = account();
		of.database.claim = of.claimOf('theirs', {
			ended: { kind: 'refused', message: 'wrong password', at: of.clock.now },
		});
		expect(await renewed(of)).toMatchObject({
			type: 'failed',
			isRefreshBarred: false,
			error: { message: 'wrong password' },
		});
		expect(asked(of).logIns).toBe(0);
	});
});

it.each([
	[false, 1],
	[true, 0],
])(
	'a refresh without an answer is followed by a log-in, late too, unless the session is valid (%p)',
	async (isValid, logIns) => {
		const of = stored({ refresh: lost, answerMs: 30_000 });
		await renewed(of, { isValid });
		expect(asked(of)).toEqual({ logIns, refreshes: 1 });
	},
);
