import { isAlive, isRenewed } from './support/storm/checks';
import { useSharedGrounds } from './support/storm/grounds';
import { ALL, GIGMA, SAGI, UNATTENDED, type Kit } from './support/storm/kits';
import { atMost } from './support/storm/limits';
import { SHAPES, storms } from './support/storm/shapes';
import { play, type Situation } from './support/storm/situation';

const grounds = useSharedGrounds();
const sender = 'HTTP Request' as const;
/** n8n repeats a request only when it writes the credential: once a repeated item, with what it goes on with. */
const A_REPETITION = atMost(200);
/** Many items with every provider, many executions with one: those go another way in n8n, and the same one in the credential. */
const each = (kits: Kit[], name: string, rest: Parameters<typeof storms>[2]): Situation[] => [
	...storms(kits, name, { ...rest, sender }, SHAPES.slice(0, 1)),
	...storms([SAGI], name, { ...rest, sender }, SHAPES.slice(1)),
];
/** Old enough that n8n's repetition after an error may renew it. */
const HOURS_OLD = { age: 3_600, left: 20 * 3_600 };

play('S1, S4, S13: n8n’s HTTP Request node, no session yet', grounds, [
	...each(ALL, 'no session yet', {
		expect: { logIns: 1, refreshes: 0, refused: 0, rejected: 0, writes: 1 },
	}),
]);

play(
	'S2, S4, S13: n8n’s HTTP Request node, the session is due',
	grounds,
	each(UNATTENDED, 'session due', {
		session: 'ended',
		expect: { renewals: 1, refused: 0, rejected: 0, writes: 1 },
		after: isAlive,
	}),
);

play(
	'S3, S4, S13: n8n’s HTTP Request node, the provider has revoked an older session',
	grounds,
	each(UNATTENDED, 'session of an hour revoked', {
		session: HOURS_OLD,
		before: async (storm) => await storm.revoke(),
		expect: { renewals: 1, refused: atMost(1), writes: A_REPETITION },
		after: isRenewed,
	}),
);

/** Every answer but those to log-in and refresh has this status. */
const answering = (kit: Kit, status: number): Situation => ({
	name: `100 requests answered ${status}, session fresh`,
	kit,
	sender,
	goOn: true,
	session: 'fresh',
	before: async ({ service }) => await service.setFaults([{ match: { operation: 'other' }, status }]),
	run: async (storm) => await storm.items(100),
	expect: { ok: 0, requests: 100, logIns: 0, refreshes: 0, writes: 0 },
});
play('S10: n8n’s HTTP Request node repeats after any error', grounds, [
	...[GIGMA, SAGI].map((kit) => answering(kit, 404)),
	answering(SAGI, 500),
]);

play('S10: one renewal at most for a session that is not due', grounds, [
	{
		name: '100 requests answered 404, session of an hour',
		kit: SAGI,
		sender,
		goOn: true,
		session: HOURS_OLD,
		before: async ({ service }) => await service.setFaults([{ match: { operation: 'other' }, status: 404 }]),
		run: async (storm) => await storm.items(100),
		expect: { ok: 0, logIns: 0, refreshes: 1, requests: atMost(201), writes: A_REPETITION },
		after: isRenewed,
	},
]);

play('a wrong password', grounds, [
	{
		name: '200 parallel items, wrong password',
		kit: SAGI,
		sender,
		goOn: true,
		fields: { password: 'wrong_password_7' },
		run: SHAPES[0]!.run,
		expect: { ok: 0, requests: 1, logIns: 1, writes: 0 },
	},
]);

for (const rejection of ['403', '200'] as const) {
	play(`where n8n’s own limits begin: told by ${rejection}`, grounds, [
		{
			name: `20 parallel items, session of an hour revoked, told by ${rejection === '200' ? '200: n8n sees no error' : '403'}`,
			kit: SAGI,
			sender,
			settings: { rejection },
			session: HOURS_OLD,
			before: async (storm) => await storm.revoke(),
			run: async (storm) => await storm.items(20),
			expect:
				rejection === '200'
					? { renewals: 0, served: 0, rejected: 20, writes: 0 }
					: { renewals: 1, writes: A_REPETITION },
		},
	]);
}

play('where n8n’s own limits begin: a fresh session is revoked', grounds, [
	{
		name: '20 parallel items, session revoked within 30 s of its issue: not renewed',
		kit: SAGI,
		sender,
		goOn: true,
		session: 'fresh',
		before: async (storm) => await storm.revoke(),
		run: async (storm) => await storm.items(20),
		expect: { ok: 0, renewals: 0, requests: 20, rejected: 20, writes: 0 },
	},
]);

for (const other of ['HTTP Request, Pagination', 'HTTP Request, Never Error'] as const) {
	const own = { kit: SAGI, sender: other };
	play(`where n8n’s own limits begin: ${other}`, grounds, [
		{
			...own,
			name: '20 parallel items, session due',
			session: 'ended',
			run: async (storm) => await storm.items(20),
			expect: { renewals: 1, rejected: 0, writes: 1 },
			after: isAlive,
		},
		{
			...own,
			name: '20 parallel items, session of an hour revoked: n8n sees no error',
			session: HOURS_OLD,
			before: async (storm) => await storm.revoke(),
			run: async (storm) => await storm.items(20),
			expect: { renewals: 0, served: 0, rejected: 20, writes: 0 },
		},
	]);
}
