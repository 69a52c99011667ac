import { eachHasItsOwn, isAlive, needsNoPerson, refreshedWith } from './support/storm/checks';
import { useSharedGrounds } from './support/storm/grounds';
import { PLUSOFON, PLUSOFON_PHONE, REFRESHABLE, UNATTENDED } from './support/storm/kits';
import { WRITES_A_RENEWAL, atMost, between } from './support/storm/limits';
import { dueAndValid, untilRenewed } from './support/storm/margin';
import { plantSession } from './support/storm/plant';
import { play, type Situation } from './support/storm/situation';
import type { Storm } from './support/storm/storm';
import { total, type Tally } from './support/storm/tally';

const grounds = useSharedGrounds();
const MARGIN_SECONDS = 6;

/** Storms on both credentials at once. */
const both = async (...storms: Storm[]): Promise<Tally> =>
	total(await Promise.all(storms.map(async (storm) => await storm.executions(10, 5))));

const JUST_ENDED = { age: 8, left: 0.001 };

/** Refresh tokens as Auth0 and Supabase have them. */
const ONE_TIME = { oneTimeRefresh: true, killFamilyOnReuse: true, journalSecrets: true };

/** Each has renewed its own session, and neither has sent a token that was used. */
async function keptApart(storm: Storm, _row: unknown, _tally: unknown, twin: Storm): Promise<void> {
	const sent = await refreshedWith(storm.service);
	expect(new Set(sent).size).toBe(sent.length);
	await eachHasItsOwn(storm, twin);
}

const twins = (name: string, rest: Partial<Situation> & Pick<Situation, 'kit' | 'expect'>): Situation => ({
	name: `two credentials of one account, 10 executions of 5 items of each, ${name}`,
	twin: true,
	settings: ONE_TIME,
	run: both,
	...rest,
});

play('S14: two credentials of one account, both sessions due', grounds, [
	...REFRESHABLE.map((kit) =>
		twins('sessions due', {
			kit,
			session: 'ended',
			expect: { logIns: 0, refreshes: 2, refused: 0, rejected: 0, writes: 2 * WRITES_A_RENEWAL },
			after: keptApart,
		}),
	),
	twins('sessions due', {
		kit: PLUSOFON,
		sender: 'HTTP Request',
		session: 'ended',
		expect: { logIns: 0, refreshes: 2, refused: 0, rejected: 0, writes: 2 },
		after: keptApart,
	}),
	...REFRESHABLE.map((kit) =>
		twins('until they are renewed, and again, sessions due and valid', {
			kit,
			session: dueAndValid(MARGIN_SECONDS),
			run: async (...storms) => await untilRenewed(storms, MARGIN_SECONDS),
			expect: { logIns: 0, refreshes: 2, refused: 0, rejected: 0, writes: 2 * WRITES_A_RENEWAL },
			after: keptApart,
		}),
	),
]);

play(
	'S14: two credentials of one account, one session due and one fresh',
	grounds,
	REFRESHABLE.map((kit) =>
		twins('one session due, then the other fresh', {
			kit,
			session: 'fresh',
			before: async (storm) => await plantSession(storm, JUST_ENDED),
			run: async (storm, twin) => total([await storm.executions(10, 5), await twin.executions(10, 5)]),
			expect: { logIns: 0, refreshes: 1, refused: 0, rejected: 0, writes: WRITES_A_RENEWAL },
			after: keptApart,
		}),
	),
);

play('S14: two credentials of one account, both sessions revoked', grounds, [
	...UNATTENDED.map((kit) =>
		twins('sessions revoked', {
			kit,
			session: 'fresh',
			before: async (storm) => await storm.revoke(),
			expect: { renewals: 2, refused: atMost(2), writes: 2 * WRITES_A_RENEWAL },
			after: keptApart,
		}),
	),
]);

play(
	'S14: two credentials of one account, no session yet',
	grounds,
	UNATTENDED.map((kit) =>
		twins('no session yet', {
			kit,
			// Nothing tells one from the other where there is no session: they may share the first log-in.
			expect: {
				renewals: between(1, 2),
				refused: 0,
				rejected: 0,
				writes: between(WRITES_A_RENEWAL, 2 * WRITES_A_RENEWAL),
			},
			async after(storm, _row, _tally, twin) {
				await isAlive(storm);
				await isAlive(twin);
			},
		}),
	),
);

play(
	'S14: two credentials of one account that allows one session',
	grounds,
	UNATTENDED.map((kit) => ({
		name: 'two credentials of one account in turns (3 storms), 10 executions of 5 items, one session an account',
		kit,
		twin: true,
		settings: { oneSessionPerAccount: true, revokeAccessOnRefresh: true, journalSecrets: true },
		// The second log-in has ended the first session.
		session: 'fresh',
		async run(storm, twin) {
			const tallies: Tally[] = [];
			for (const each of [storm, twin, storm]) {
				const { accessToken, refreshToken = accessToken } = await each.session();
				const seq = (await each.service.requests()).at(-1)?.seq;
				tallies.push(await each.executions(10, 5));
				for (const token of await refreshedWith(each.service, seq)) expect(token).toBe(refreshToken);
			}
			return total(tallies);
		},
		expect: { renewals: 3, refused: atMost(3), writes: 3 * WRITES_A_RENEWAL },
		after: isAlive,
	})),
);

play('S7, S14: two credentials of one phone', grounds, [
	twins('sessions due, phone and PIN', {
		kit: PLUSOFON_PHONE,
		session: 'ended',
		expect: { logIns: 0, refreshes: 2, refused: 0, rejected: 0, writes: 2 * WRITES_A_RENEWAL },
		async after(storm, _row, _tally, twin) {
			await eachHasItsOwn(storm, twin);
			for (const each of [storm, twin]) await needsNoPerson(each);
			expect((await storm.service.counters()).phoneCalls).toBe(0);
		},
	}),
]);
