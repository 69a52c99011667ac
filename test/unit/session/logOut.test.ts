import { account } from '../../support/account';

/** A session that was ended on purpose, after its account was renewed twice. */

async function loggedOut() {
	const of = account();
	const first = await of.done(of.ask());
	const second = await of.done(of.ask('refresh', first));
	const third = await of.done(of.ask('refresh', second));
	of.manager.records.endedOnPurpose(third);
	of.database.session = undefined;
	await of.pass(10_000);
	return { ...of, first, second, third };
}

it('is led to by nobody, and nothing that it has superseded is refreshed', async () => {
	const { done, ask, first, second, third, counts } = await loggedOut();
	expect(await done(ask('rejected', second))).not.toBe(third);
	expect(counts).toMatchObject({ logIns: 2, refreshes: 2 });
	expect(await done(ask('send', first))).not.toBe(third);
	expect(counts).toMatchObject({ logIns: 2, refreshes: 2 });
});

it('leaves no used refresh token to those who have read the session before, where that is stored again', async () => {
	const { done, ask, second, database, counts } = await loggedOut();
	database.session = second;
	await done(ask('rejected', second));
	expect(counts).toMatchObject({ logIns: 2, refreshes: 2 });
});
