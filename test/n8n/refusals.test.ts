import { useSharedGrounds } from './support/storm/grounds';
import { PLUSOFON, SAGI, UNATTENDED, type Kit } from './support/storm/kits';
import { WRITES_A_RENEWAL, atMost, between } from './support/storm/limits';
import { SHAPES, storms } from './support/storm/shapes';
import { play, type Situation } from './support/storm/situation';

const grounds = useSharedGrounds();

for (const [rejection, told] of [
	['403', '403'],
	['200', '200 with an error'],
] as const) {
	play(
		`S3: a revoked session is told by ${told}`,
		grounds,
		UNATTENDED.map((kit) => ({
			name: `20 parallel items, session revoked, told by ${told}`,
			kit,
			settings: { rejection },
			session: 'fresh',
			before: async (storm) => await storm.revoke(),
			run: async (storm) => await storm.items(20),
			expect: { renewals: 1, refused: atMost(1), writes: WRITES_A_RENEWAL },
		})),
	);
}

play(
	'S3: the first session is revoked as it is issued',
	grounds,
	UNATTENDED.map((kit) => ({
		name: '20 parallel items, first session revoked as it is issued',
		kit,
		settings: { revokeOnIssue: 1 },
		run: async (storm) => await storm.items(20),
		expect: { renewals: 2, writes: 2 * WRITES_A_RENEWAL },
	})),
);

play(
	'S3: every session is revoked as it is issued',
	grounds,
	UNATTENDED.map((kit) => ({
		name: '50 items, every session revoked as it is issued',
		kit,
		goOn: true,
		settings: { revokeOnIssue: 1_000 },
		run: async (storm) => await storm.items(50),
		expect: { ok: 0, renewals: between(2, 3), refused: atMost(2) },
		after: (_storm, _row, { errors }) => expect(errors[0]).toContain(`${kit.provider.name} did not accept the session`),
	})),
);

play(
	'S7: the refresh token is revoked as well',
	grounds,
	storms([SAGI, PLUSOFON], 'session and refresh token revoked', {
		session: 'fresh',
		before: async (storm) => await storm.revoke(['access', 'refresh']),
		expect: { logIns: 1, refreshes: 1, refused: 1, writes: WRITES_A_RENEWAL },
	}),
);

play('S7: the time for refreshing is over', grounds, [
	...storms([PLUSOFON], 'both tokens expired (runs weekly)', {
		settings: { refreshLifetimeSeconds: 2 },
		session: 'ended',
		expect: { logIns: 1, refreshes: 0, rejected: 0, writes: WRITES_A_RENEWAL },
	}),
	{
		name: '20 parallel executions, refreshing is over at the provider alone',
		kit: SAGI,
		settings: { refreshWindowSeconds: 2 } as object,
		session: 'ended',
		run: async (storm) => await storm.executions(20),
		expect: { logIns: 1, refreshes: 1, refused: 1, rejected: 0, writes: WRITES_A_RENEWAL },
	},
]);

const WRONG = 'wrong_password_7';
const wrongPassword = (kit: Kit, name: string, run: Situation['run']): Situation => ({
	name: `${name}, wrong password`,
	kit,
	goOn: true,
	fields: { password: WRONG },
	run,
	// The claim, and how it ended.
	expect: { ok: 0, requests: 1, logIns: 1, writes: 2 },
	after: (_storm, _row, { errors }) => {
		expect(errors[0]).toContain(`${kit.provider.name} refused the log-in of`);
		expect(errors.join()).not.toContain(WRONG);
	},
});
play('a wrong password', grounds, [
	...UNATTENDED.map((kit) => wrongPassword(kit, '200 parallel items', SHAPES[0]!.run)),
	wrongPassword(SAGI, '20 parallel executions', SHAPES[1]!.run),
	wrongPassword(SAGI, '5 runs one after another', async (storm) => await storm.runs(5)),
]);
