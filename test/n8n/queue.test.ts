import { startQueue, type N8nQueue } from '../../playground/queue/queue';
import { shared, sharedSandbox } from './support/shared';
import { isAlive } from './support/storm/checks';
import { PLUSOFON, SAGI, UNATTENDED } from './support/storm/kits';
import { atMost } from './support/storm/limits';
import { play, type Situation } from './support/storm/situation';
import type { Grounds, Storm } from './support/storm/storm';

let queue: N8nQueue;
let grounds: Grounds;
beforeAll(async () => {
	queue = await startQueue(shared().tarball);
	grounds = { client: queue.client, sandbox: await sharedSandbox() };
}, 240_000);
afterAll(async () => await queue?.stop(), 60_000);

/** How many executions each worker has taken. */
const taken = () =>
	queue.workers.map((worker) => worker.logLines().filter((line) => line.includes('started execution')).length);

/** The worker that stored its session last need not be the one that logged in last: the next run makes up for it. */
async function healsItself(storm: Storm): Promise<void> {
	expect(await storm.runs(1)).toMatchObject({ ok: 1 });
	await isAlive(storm);
}

const twenty = (kits: Situation['kit'][], name: string, rest: Omit<Situation, 'name' | 'kit' | 'run'>): Situation[] =>
	kits.map((kit) => ({
		...rest,
		kit,
		name: `two workers, 20 executions, ${name}`,
		run: async (storm) => await storm.executions(20),
	}));

play('S5: two workers, an ordinary provider', () => grounds, [
	...twenty(UNATTENDED, 'no session yet', { expect: { renewals: atMost(2), rejected: 0 }, after: isAlive }),
	...twenty(UNATTENDED, 'session due', {
		session: 'ended',
		expect: { renewals: atMost(2), rejected: 0 },
		after: isAlive,
	}),
	...twenty(UNATTENDED, 'session revoked', {
		session: 'fresh',
		before: async (storm) => await storm.revoke(),
		expect: { renewals: atMost(2) },
		after: isAlive,
	}),
]);

play(
	'S5: two workers, a refresh token works once',
	() => grounds,
	twenty([PLUSOFON, SAGI], 'session due, one-time refresh', {
		settings: { oneTimeRefresh: true },
		session: 'ended',
		expect: { renewals: atMost(2) },
		after: isAlive,
	}),
);

play(
	'S5: two workers, a second use ends the session for good',
	() => grounds,
	twenty([PLUSOFON, SAGI], 'session due, family killed on reuse', {
		settings: { oneTimeRefresh: true, killFamilyOnReuse: true },
		session: 'ended',
		expect: {},
		after: isAlive,
	}),
);

play('S5: two workers, one session an account', () => grounds, [
	...twenty(UNATTENDED, 'session due, one session an account', {
		settings: { oneSessionPerAccount: true, revokeAccessOnRefresh: true },
		session: 'ended',
		expect: {},
		after: healsItself,
	}),
	...twenty(UNATTENDED, 'no session yet, one session an account', {
		settings: { oneSessionPerAccount: true, revokeAccessOnRefresh: true },
		expect: {},
		after: healsItself,
	}),
]);

play(
	'S5: two workers, n8n’s HTTP Request node',
	() => grounds,
	twenty(UNATTENDED, 'session due', {
		sender: 'HTTP Request',
		session: 'ended',
		expect: { renewals: atMost(2), rejected: 0 },
		after: isAlive,
	}),
);

describe('the workers', () => {
	it('have both taken executions', () => {
		for (const count of taken()) expect(count).toBeGreaterThan(20);
	});
});
