import { setTimeout as sleep } from 'node:timers/promises';

import { useSharedGrounds } from './support/storm/grounds';
import { PLUSOFON_PHONE, UNATTENDED } from './support/storm/kits';
import { play } from './support/storm/situation';
import type { Storm } from './support/storm/storm';

const grounds = useSharedGrounds();

/** The database writes again: the next execution stores what was renewed before, and nobody renews or is asked. */
async function isStoredLater(storm: Storm): Promise<void> {
	const { store } = storm.grounds;
	const { id } = storm.credential;
	const before = await storm.session();
	await store.refuseWrites(id, false);
	await storm.service.resetCounters();
	// It is tried to be stored once a second.
	await sleep(1_000);
	const since = Date.now();
	expect(await storm.runs(2)).toMatchObject({ ok: 2, errors: [] });
	expect(await store.writes([id], since)).toBe(1);
	expect((await storm.session()).accessToken).not.toBe(before.accessToken);
	expect(await storm.service.counters()).toMatchObject({ logIns: 0, refreshes: 0, phoneCalls: 0, rejectedTokens: 0 });
}

play(
	'a session is renewed that n8n can not store',
	grounds,
	[...UNATTENDED, PLUSOFON_PHONE].map((kit) => ({
		name: `20 executions of 5 items, session due, n8n's database refuses writes${kit === PLUSOFON_PHONE ? ', phone and PIN' : ''}`,
		kit,
		session: 'ended',
		before: async (storm) => await storm.grounds.store.refuseWrites(storm.credential.id, true),
		run: async (storm) => await storm.executions(20, 5),
		expect: { renewals: 1, refused: 0, rejected: 0, writes: 0 },
		after: isStoredLater,
	})),
);
