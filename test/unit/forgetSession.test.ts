import { forgetSession } from '../../session/fates';
import type { Session } from '../../session/session';
import { account, pass, refused, useStoppedClock } from '../support/keeper';

useStoppedClock();

/** An account whose session was renewed twice, and all three sessions. */
async function renewedTwice(refresh = () => undefined as ReturnType<typeof refused> | undefined) {
	const all = account({ refresh: () => refresh() });
	const first = await all.ask();
	const second = await all.ask('refresh');
	const third = await all.ask('refresh');
	return { ...all, sessions: [first, second, third] as [Session, Session, Session] };
}

it('leads nobody to a session that was ended on purpose, and refreshes nothing that it has replaced', async () => {
	const { sessions, ask, counts, source } = await renewedTwice();
	const [first, second, third] = sessions;
	forgetSession(third);
	source.stored = undefined;
	pass(10_000);
	expect(await ask('rejected', second, { readStored: undefined })).not.toBe(third);
	expect(counts).toMatchObject({ logIns: 2, refreshes: 2 });
	expect(await ask('send', first)).not.toBe(third);
	expect(counts).toMatchObject({ refreshes: 2 });
});

it('leaves the sessions of others as they are', async () => {
	const other = await renewedTwice();
	const [first, , third] = other.sessions;
	forgetSession((await renewedTwice()).sessions[2]);
	pass(10_000);
	expect(await other.ask('send', first)).toBe(third);
	expect(await other.ask('refresh')).not.toBe(third);
	expect(other.counts).toMatchObject({ logIns: 1, refreshes: 3 });
});
