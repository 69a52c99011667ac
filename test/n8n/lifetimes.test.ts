import { setTimeout as sleep } from 'node:timers/promises';
import { useSharedGrounds } from './support/storm/grounds';
import { PLUSOFON, SAGI, UNATTENDED } from './support/storm/kits';
import { WRITES_A_RENEWAL, atMost, between } from './support/storm/limits';
import { play, type Situation } from './support/storm/situation';
import { total } from './support/storm/tally';

const grounds = useSharedGrounds();
const DAY_MS = 24 * 60 * 60 * 1000;

for (const [direction, clockOffsetMs] of [
	['behind', DAY_MS],
	['ahead', -DAY_MS],
] as const) {
	play(
		`S11: n8n's clock is a day ${direction}`,
		grounds,
		UNATTENDED.flatMap((kit): Situation[] => [
			{
				name: `20 parallel executions, session due, clock a day ${direction}`,
				kit,
				session: 'ended',
				run: async (storm) => await storm.executions(20),
				expect: { renewals: 1, refused: 0, rejected: 0, writes: WRITES_A_RENEWAL },
			},
			{
				name: `5 runs, no session yet, clock a day ${direction}`,
				kit,
				run: async (storm) => await storm.runs(5),
				expect: { logIns: 1, refreshes: 0, rejected: 0, writes: WRITES_A_RENEWAL },
			},
		]),
		{ clockOffsetMs },
	);
}

const unixIn100Years = Math.floor(Date.now() / 1000) + 100 * 365 * 24 * 60 * 60;
const TOLD: Array<[string, unknown]> = [
	['0', 0],
	['a word', 'soon'],
	['nothing', null],
	['an hour ago', 'past'],
	['in 100 years', 'far'],
];
const EXPIRIES: Record<string, [unknown, unknown]> = {
	past: [new Date(Date.now() - 3_600_000).toISOString(), Math.floor(Date.now() / 1000) - 3_600],
	far: ['2126-01-01T00:00:00Z', unixIn100Years],
};

for (const [told, value] of TOLD) {
	play(
		`S11: the expiry is told as ${told}`,
		grounds,
		UNATTENDED.map((kit) => ({
			name: `3 runs, expiry told: ${told}`,
			kit,
			settings: {
				lifetimeField: EXPIRIES[String(value)]?.[kit === SAGI ? 0 : 1] ?? value,
				...(kit === SAGI && { jwt: false }),
			},
			run: async (storm) => await storm.runs(3),
			expect: { logIns: 1, refreshes: 0, rejected: 0, writes: WRITES_A_RENEWAL },
		})),
	);
}

play(
	'S11: a session lives one second',
	grounds,
	UNATTENDED.map((kit) => ({
		name: '5 runs, and 5 more after a second, sessions live 1 second',
		kit,
		settings: { accessLifetimeSeconds: 1 },
		async run(storm) {
			const before = await storm.runs(5);
			await sleep(1_000);
			return total([before, await storm.runs(5)]);
		},
		expect: { renewals: between(2, 10) },
	})),
);

play(
	'S11: a session has ended when it is issued',
	grounds,
	UNATTENDED.map((kit) => ({
		name: '50 items, sessions live 0 seconds',
		kit,
		goOn: true,
		settings: { accessLifetimeSeconds: 0 },
		run: async (storm) => await storm.items(50),
		// Two for an item at most, and few between the first item's last one and the word that it did not help.
		expect: { ok: 0, renewals: atMost(5) },
		after: (_storm, _row, { errors }) => expect(errors[0]).toContain(`${kit.provider.name} did not accept the session`),
	})),
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
