import { account, HOUR, MINUTE } from '../../support/account';

/** What becomes of a session that the host can't store, as when its database is locked. */

const DAY = 25 * HOUR;

/** An account whose session was renewed while the database was locked; it is unlocked again, a second ago. */
async function notSaved() {
	const of = account();
	const first = await of.done(of.ask());
	await of.pass(MINUTE);
	of.lock(true);
	const renewed = await of.done(of.ask('rejected'));
	of.lock(false);
	await of.pass(1_000);
	return { ...of, first, renewed };
}

describe('a session that was got', () => {
	it('is written together with the end of the claim', async () => {
		const of = account();
		const written: object[] = [];
		const store = {
			...of.store,
			write: async (update: object) => (written.push(update), await of.store.write(update)),
		};
		const session = await of.done(of.ask('send', null, { store }));
		expect(written).toEqual([{ claim: expect.anything() }, { session }]);
	});

	it('is written a second time, a moment later, where the first write fails', async () => {
		const of = account();
		const writes: number[] = [];
		const write = async (update: { session?: unknown }) => {
			if (update.session) writes.push(of.clock.now);
			if (writes.length === 1) throw new Error('locked');
			await of.store.write(update as never);
		};
		const session = await of.done(of.ask('send', null, { store: { ...of.store, write } }));
		expect(writes[1]! - writes[0]!).toBe(250);
		expect(of.database.session).toBe(session);
		expect(of.manager.saver.isToBeSavedAgain(session)).toBe(false);
	});

	it('is tried to be written once a second at most, and each time once', async () => {
		const { ask, done, lock, renewed, pass, store } = await notSaved();
		lock(true);
		const tries: object[] = [];
		const counting = { ...store, write: async (update: object) => (tries.push(update), await store.write(update)) };
		const item = async () => await done(ask('send', renewed, { store: counting }));
		for (let at = 0; at < 20; at++) await item();
		expect(tries).toEqual([{ session: renewed }]);
		await pass(1_000);
		await item();
		expect(tries).toHaveLength(2);
	});

	it('is refreshed where it has expired before it could be written', async () => {
		const { ask, done, counts, pass } = await notSaved();
		await pass(DAY - MINUTE - HOUR);
		expect((await done(ask())).accessToken).toBe('token 1.2');
		expect(counts).toMatchObject({ logIns: 1, refreshes: 2 });
	});

	it('is not written over a newer one that another worker has stored meanwhile', async () => {
		const { ask, done, database, named, renewed, counts } = await notSaved();
		const theirs = named('theirs');
		database.session = theirs;
		expect(await done(ask('send', renewed))).toBe(renewed);
		expect(database.session).toBe(theirs);
		expect(counts.saves).toBe(1);
		expect(await done(ask('send', renewed))).toBe(theirs);
	});

	it('is not written where it was ended on purpose, or the settings were edited meanwhile, nor looked for again', async () => {
		const { ask, done, renewed, counts, store, pass } = await notSaved();
		const { reads } = counts;
		const read = async () => ({ ...(await store.read()), session: undefined, isVoid: true });
		for (let asked = 0; asked < 3; asked++) {
			expect(await done(ask('send', renewed, { store: { ...store, read } }))).toBe(renewed);
			await pass(31_000);
		}
		expect([counts.saves, counts.reads - reads]).toEqual([1, 1]);
	});

	it('is written where the store can not be read', async () => {
		const { ask, done, database, renewed, store } = await notSaved();
		const read = async () => await Promise.reject(new Error('terminated'));
		await done(ask('send', renewed, { store: { ...store, read } }));
		expect(database.session).toBe(renewed);
	});
});

describe('the host', () => {
	it('is given a session again after 30 s of silence, not before, where it can not be read either', async () => {
		const of = account();
		const session = of.named('given');
		of.manager.saver.saving(session);
		await of.pass(29_999);
		expect(of.manager.saver.isToBeSavedAgain(session)).toBe(false);
		await of.pass(1);
		expect(of.manager.saver.isToBeSavedAgain(session)).toBe(true);
		await of.done(of.manager.saver.saveAgain(session, { ...of.source, store: undefined }));
		expect(of.counts.saves).toBe(0);
		expect(of.manager.saver.isToBeSavedAgain(session)).toBe(true);
	});

	it('has stored what it was not given here: nothing is noted', () => {
		const { manager, named } = account();
		manager.saver.wasSaved(named('theirs'), true);
		manager.saver.wasSaved(named('theirs'), false);
		expect(manager.records.size).toBe(0);
	});

	it('has stored late: callers that have read one before it are led on for a while', async () => {
		const of = account();
		const [read, late, theirs] = ['read', 'late', 'theirs'].map((token) => of.named(token));
		of.database.session = read;
		of.manager.records.apply(read, { type: 'superseded', by: late!, origin: 'refresh' });
		of.manager.saver.saving(late!);
		of.database.session = theirs;
		await of.pass(40_000);
		expect(await of.done(of.ask('rejected', late))).toBe(theirs);
		await of.pass(29_000);
		expect(await of.done(of.ask('send', read))).toBe(theirs);
		expect(of.counts).toMatchObject({ logIns: 0, refreshes: 0, saves: 0 });
	});
});

describe('a session that was saved', () => {
	/** Another worker's claim comes so long after the session was saved, ms, with what that worker had read before. */
	async function takenBack(afterMs: number, act?: (of: ReturnType<typeof account>) => void) {
		const of = account();
		const old = of.named('old');
		of.database.session = old;
		const renewing = of.ask('rejected', old);
		const save = of.store.write.bind(of.store);
		of.store.write = async (update) => {
			await save(update);
			if (update.session && of.counts.saves === 1)
				void of.clock.sleep(afterMs).then(() => {
					Object.assign(of.database, { session: old, claim: of.claimOf('theirs') });
					act?.(of);
				});
		};
		return { ...of, old, renewed: await of.done(renewing) };
	}

	it.each([100, 700, 1_500, 3_900])(
		'is saved again where a claim that was written late has taken it back, %i ms after',
		async (afterMs) => {
			const { database, renewed, counts } = await takenBack(afterMs);
			expect(database).toEqual({ session: renewed, claim: undefined });
			expect(counts.saves).toBe(2);
		},
	);

	it.each<[string, (of: ReturnType<typeof account>) => void]>([
		['another worker has stored a newer one', (of) => (of.database.session = of.named('newer'))],
		['it was taken out on purpose', (of) => Object.assign(of.database, { session: undefined, claim: undefined })],
		['what it superseded was put back without a claim', (of) => (of.database.claim = undefined)],
		[
			'it was ended on purpose meanwhile',
			(of) => of.manager.records.endedOnPurpose(of.manager.records.supersededBy(of.database.session!)!.by),
		],
		[
			'it is being renewed itself',
			(of) => {
				const { by } = of.manager.records.supersededBy(of.database.session!)!;
				of.manager.records.apply(by, { type: 'renewing', reason: 'rejected', isValid: false });
			},
		],
	])('is not saved again where %s', async (_, act) => {
		const { counts } = await takenBack(100, act);
		expect(counts.saves).toBe(1);
	});

	it('is not saved again where it was ended on purpose by another worker, which claims anew', async () => {
		const of = account();
		const read = async () => ({ ...(await of.store.read()), isVoid: of.counts.saves === 1 });
		const write = async (update: { session?: object }) => {
			await of.store.write(update as never);
			if (update.session) Object.assign(of.database, { session: undefined, claim: of.claimOf('theirs') });
		};
		await of.done(of.ask('send', null, { store: { read, write } }));
		expect(of.counts.saves).toBe(1);
	});

	it('is looked for once more where the store could not be read', async () => {
		const of = account();
		let reads = 0;
		const read = async () => {
			if (++reads === 3) throw new Error('terminated');
			if (reads === 4) Object.assign(of.database, { session: undefined, claim: of.claimOf('theirs') });
			return await of.store.read();
		};
		const session = await of.done(of.ask('send', null, { store: { ...of.store, read } }));
		expect(of.database.session).toBe(session);
	});
});
