import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRule } from '../../sandbox';
import { isAlive } from './support/storm/checks';
import { useSharedGrounds } from './support/storm/grounds';
import { PLUSOFON, SAGI, SMART_SATU, UNATTENDED } from './support/storm/kits';
import { atMost } from './support/storm/limits';
import { play, type Situation } from './support/storm/situation';
import type { Storm } from './support/storm/storm';

const grounds = useSharedGrounds();

const DOWN: Array<[string, Omit<FaultRule, 'match'>]> = [
	['500', { status: 500 }],
	['a closed socket', { closeSocket: true }],
	['an HTML page', { status: 200, body: '<html><body>Maintenance</body></html>', contentType: 'text/html' }],
	['an empty body', { emptyBody: true }],
	['200 with an error in it', { status: 200, body: { code: 503, message: 'maintenance' } }],
];
/** Longer than the package waits for an answer. */
const TIMEOUT: [string, Omit<FaultRule, 'match'>] = ['no answer', { delayMs: 32_000, closeSocket: true }];

/** Log-in, refresh or both answer like this from now on. */
const goDown =
	(rule: Omit<FaultRule, 'match'>, ...operations: Array<'logIn' | 'refresh'>) =>
	async ({ service }: Storm) =>
		await service.setFaults(operations.map((operation) => ({ ...rule, match: { operation } })));

/** Executions at once and then one after another, all within half a minute. */
async function twentyRuns(storm: Storm) {
	const [many, more] = [await storm.executions(10), await storm.runs(10)];
	return { asked: 20, ok: many.ok + more.ok, errors: [...many.errors, ...more.errors] };
}

/** Due for each provider's margin: 2 days, 5 minutes, 60 seconds. */
const DUE = new Map([
	[SAGI, { age: 9, left: 1 }],
	[PLUSOFON, { age: 9, left: 0.07 }],
	[SMART_SATU, { age: 9, left: 0.016 }],
]);

play(
	'S8: renewal is down while the session is valid',
	grounds,
	UNATTENDED.flatMap((kit) =>
		(kit === SAGI ? DOWN : DOWN.slice(0, 1)).map(
			([answer, rule]): Situation => ({
				name: `20 runs within 30 s, session due and valid, renewal gives ${answer}`,
				kit,
				session: DUE.get(kit),
				before: goDown(rule, 'logIn', 'refresh'),
				run: twentyRuns,
				expect: { logIns: atMost(1), refreshes: atMost(1), renewals: 0, rejected: 0 },
			}),
		),
	),
);

play('S8: renewal does not answer while the session is valid', grounds, [
	{
		name: '20 parallel executions, session due and valid, renewal gives no answer',
		kit: SAGI,
		session: DUE.get(SAGI),
		before: goDown(TIMEOUT[1], 'logIn', 'refresh'),
		run: async (storm) => await storm.executions(20),
		expect: { logIns: 0, refreshes: 1, renewals: 0, rejected: 0 },
	},
]);

play(
	'S7: refreshing is down and the session has ended',
	grounds,
	[SAGI, PLUSOFON].flatMap((kit) =>
		DOWN.map(
			([answer, rule]): Situation => ({
				name: `20 parallel items, session ended, refresh gives ${answer}`,
				kit,
				session: 'ended',
				before: goDown(rule, 'refresh'),
				run: async (storm) => await storm.items(20),
				expect: { logIns: 1, refreshes: 1, rejected: 0 },
			}),
		),
	),
);

play(
	'everything is down and the session has ended',
	grounds,
	UNATTENDED.map((kit) => ({
		name: '20 parallel executions, session ended, renewal closes the socket',
		kit,
		session: 'ended',
		before: goDown({ closeSocket: true }, 'logIn', 'refresh'),
		run: async (storm) => await storm.executions(20),
		expect: { ok: 0, logIns: atMost(3), refreshes: atMost(3), rejected: 0 },
		async after(storm) {
			await storm.service.clearFaults();
			await sleep(1_000);
			expect(await storm.runs(1)).toMatchObject({ ok: 1 });
			await isAlive(storm);
		},
	})),
);
