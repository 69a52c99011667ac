import { WRITES_A_RENEWAL } from './support/storm/limits';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './support/storm/checks';
import { useSharedGrounds } from './support/storm/grounds';
import { PLUSOFON, SAGI, UNATTENDED } from './support/storm/kits';
import { storms } from './support/storm/shapes';
import { play, type Situation } from './support/storm/situation';
import { total } from './support/storm/tally';

const grounds = useSharedGrounds();

play(
	'S6: a refresh token works once, and a second use ends the session for good',
	grounds,
	storms([PLUSOFON, SAGI], 'session due, one-time refresh', {
		settings: { oneTimeRefresh: true, killFamilyOnReuse: true },
		session: 'ended',
		expect: { logIns: 0, refreshes: 1, refused: 0, rejected: 0, writes: WRITES_A_RENEWAL },
		after: isAlive,
	}),
);

for (const keepOldRefreshToken of [true, false]) {
	play(`S6: ${keepOldRefreshToken ? 'answers have no new refresh token' : 'refresh tokens rotate'}`, grounds, [
		{
			name: `2 renewals in a row, ${keepOldRefreshToken ? 'no new refresh token in the answer' : 'tokens rotate'}`,
			kit: PLUSOFON,
			settings: { accessLifetimeSeconds: 2, oneTimeRefresh: !keepOldRefreshToken, keepOldRefreshToken },
			session: 'ended',
			async run(storm) {
				const first = await storm.runs(1);
				await sleep(2_000);
				const second = await storm.runs(1);
				return total([first, second]);
			},
			expect: { logIns: 0, refreshes: 2, refused: 0, rejected: 0, writes: 2 * WRITES_A_RENEWAL },
		},
	]);
}

const executions = (name: string, rest: Pick<Situation, 'session' | 'expect' | 'after'>): Situation[] =>
	UNATTENDED.map((kit) => ({
		...rest,
		name: `20 parallel executions, ${name}`,
		kit,
		settings: { oneSessionPerAccount: true, revokeAccessOnRefresh: true },
		run: async (storm) => await storm.executions(20),
	}));
play('S4: a service that allows one session an account', grounds, [
	...executions('no session yet, one session an account', {
		expect: { logIns: 1, refused: 0, rejected: 0, writes: WRITES_A_RENEWAL },
		after: isAlive,
	}),
	...executions('session due, one session an account', {
		session: 'ended',
		expect: { renewals: 1, refused: 0, rejected: 0, writes: WRITES_A_RENEWAL },
		after: isAlive,
	}),
]);
