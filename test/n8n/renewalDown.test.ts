import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRule } from '../../sandbox';
import { isAlive } from './support/storm/checks';
import { useSharedGrounds } from './support/storm/grounds';
import { PLUSOFON, SAGI, SMART_SATU, UNATTENDED, type Kit } from './support/storm/kits';
import { atMost, between, WRITES_A_RENEWAL } from './support/storm/limits';
import { dueAndValid, runUntil } from './support/storm/margin';
import { play, type Situation } from './support/storm/situation';
import type { Storm } from './support/storm/storm';
import { NOTHING, total, type Tally } from './support/storm/tally';

const grounds = useSharedGrounds();

const DOWN: Array<[string, Omit<FaultRule, 'match'>]> = [
	['500', { status: 500 }],
	['a closed socket', { closeSocket: true }],
	['an HTML page', { status: 200, body: '<html><body>Maintenance</body></html>', contentType: 'text/html' }],
	['an empty body', { emptyBody: true }],
	['200 with an error in it', { status: 200, body: { code: 503, message: 'maintenance' } }],
];
/** Longer than the package waits for an answer. */
const TIMEOUT: Omit<FaultRule, 'match'> = { delayMs: 32_000, closeSocket: true };
/** Renewal is tried in the first half of it, and 30 s later, when that is given up, the session must still be valid. */
const LEFT_FOR_TIMEOUT_SECONDS = 75;

/** Log-in, refresh or both answer like this from now on. */
const goDown =
	(rule: Omit<FaultRule, 'match'>, ...operations: Array<'logIn' | 'refresh'>) =>
	async ({ service }: Storm) =>
		await service.setFaults(operations.map((operation) => ({ ...rule, match: { operation } })));

/** How long the session stays valid. Renewal is tried in the first half of that, which a slow machine needs time to see. */
const LEFT_SECONDS = 20;
/** Executions after renewal was tried: none of them may try again. */
const RUNS_AFTER = 5;
/** For this long a failure is kept from those who have no valid session: who has one waits longer, ms. */
const PASSED_MS = 1_000;

/** Whether a log-in or a refresh has come since the counting began. */
const isTried = (storm: Storm) => async () => {
	const { logIns, refreshes } = await storm.service.counters();
	return logIns + refreshes > 0;
};

/** Executions at once, and then one after another until renewal has been tried, and some more. */
async function runsPastAttempt(storm: Storm): Promise<Tally> {
	const lastMoment = Date.now() + (LEFT_SECONDS - 5) * 1_000;
	const atOnce = await storm.executions(10);
	const untilTried = await runUntil(isTried(storm), lastMoment, async () => await storm.runs(1));
	await sleep(PASSED_MS);
	return total([atOnce, untilTried, await storm.runs(RUNS_AFTER)]);
}

/**
 * One attempt to renew. To Plusofon 500 means «no access»: a refusal, after which the log-in is tried. So it is where the answer to a
 * refresh was lost, which may have used the token up.
 */
const attempt = (kit: Kit) => (kit === SMART_SATU ? { logIns: 1, refreshes: 0 } : { logIns: atMost(1), refreshes: 1 });

play(
	'S8: renewal is down while the session is valid',
	grounds,
	UNATTENDED.flatMap((kit) =>
		DOWN.slice(0, kit === SAGI ? 2 : 1).map(
			([answer, rule]): Situation => ({
				name: `runs until renewal is tried, and ${RUNS_AFTER} more, session due and valid, renewal gives ${answer}`,
				kit,
				session: dueAndValid(LEFT_SECONDS),
				before: goDown(rule, 'logIn', 'refresh'),
				run: runsPastAttempt,
				// The claim, and its end.
				expect: { ...attempt(kit), renewals: 0, rejected: 0, writes: 2 },
			}),
		),
	),
);

play('S8: renewal does not answer while the session is valid', grounds, [
	{
		name: 'runs until renewal is tried and 20 parallel executions meanwhile, session due and valid, renewal gives no answer',
		kit: SAGI,
		session: dueAndValid(LEFT_FOR_TIMEOUT_SECONDS),
		before: goDown(TIMEOUT, 'logIn', 'refresh'),
		async run(storm) {
			const lastMoment = Date.now() + (LEFT_FOR_TIMEOUT_SECONDS / 2) * 1_000;
			const single: Array<Promise<Tally>> = [];
			// The one that tries is not over before renewal is given up.
			await runUntil(isTried(storm), lastMoment, async () => {
				single.push(storm.executions(1));
				return NOTHING;
			});
			const many = await storm.executions(20);
			return total([many, ...(await Promise.all(single))]);
		},
		expect: { logIns: 0, refreshes: 1, renewals: 0, rejected: 0, writes: 2 },
	},
]);

play(
	'S7: refreshing is down and the session has ended',
	grounds,
	[SAGI, PLUSOFON].flatMap((kit) =>
		(kit === SAGI ? DOWN : DOWN.slice(0, 2)).map(
			([answer, rule]): Situation => ({
				name: `20 parallel items, session ended, refresh gives ${answer}`,
				kit,
				session: 'ended',
				before: goDown(rule, 'refresh'),
				run: async (storm) => await storm.items(20),
				// A transient fault is met twice; a lost answer may have used the refresh token up.
				expect: { logIns: 1, refreshes: between(1, 2), rejected: 0, writes: WRITES_A_RENEWAL },
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
		expect: { ok: 0, logIns: atMost(3), refreshes: atMost(3), rejected: 0, writes: atMost(6) },
		async after(storm) {
			await storm.service.clearFaults();
			await sleep(1_000);
			expect(await storm.runs(1)).toMatchObject({ ok: 1 });
			await isAlive(storm);
		},
	})),
);
