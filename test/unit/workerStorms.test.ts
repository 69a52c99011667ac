import { figuresOf } from '../../bench/workers/figures';
import { SERVICES, SITUATIONS, type ServiceKind, type SituationKey } from '../../bench/workers/situations';
import { playStorm, type Outcome } from '../../bench/workers/storm';
import { ROTATING_HOUR } from '../support/workers/accountService';
import { VirtualClock } from '../support/workers/clock';
import { StoredCredential } from '../support/workers/credentialStore';
import { Worker } from '../support/workers/worker';
import { World } from '../support/workers/world';

const STORMS = 10;

async function storms(kind: ServiceKind, key: SituationKey, workers: number): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (let seed = 1; seed <= STORMS; seed++) outcomes.push(await playStorm(kind, key, workers, seed));
	return outcomes;
}

const CASES = (Object.keys(SERVICES) as ServiceKind[]).flatMap((kind) =>
	(Object.keys(SITUATIONS) as SituationKey[]).flatMap((key) => [2, 4].map((workers) => ({ kind, key, workers }))),
);

describe('S5 workers that share a store, simulated', () => {
	it.each(CASES)('$kind, $key, $workers workers: every request is served, one write a renewal', async (storm) => {
		for (const { notServed, nextNotServed, writes, renewals } of await storms(storm.kind, storm.key, storm.workers)) {
			expect({ notServed, nextNotServed }).toEqual({ notServed: 0, nextNotServed: 0 });
			expect(writes).toBeLessThanOrEqual(renewals);
		}
	});

	it.each([2, 4, 16])(
		'%d workers, due, a second use ends the family: one renewal, nothing rejected',
		async (workers) => {
			const { renewals, rejected } = figuresOf(await storms('familyKill', 'due', workers));
			expect({ renewals: renewals.median, rejected: rejected.median }).toEqual({ renewals: 1, rejected: 0 });
		},
	);

	it.each(['firstUse', 'rejected'] as const)('two workers, one session an account, %s: one renewal', async (key) => {
		expect(figuresOf(await storms('oneSession', key, 2)).renewals.mean).toBe(1);
	});
});

it('a wrong password is one attempt within half a minute, whatever the number of workers', async () => {
	const clock = new VirtualClock();
	let logIns = 0;
	const world = new World(
		clock,
		ROTATING_HOUR,
		{ networkMs: () => [20, 30], readMs: () => 5, writeMs: () => 10, fault: () => undefined },
		{ sent: ({ kind }) => void (kind === 'logIn' && logIns++) },
	);
	world.service.setPassword('person', 'secret');
	const credential = new StoredCredential('credential', { login: 'person', password: 'wrong' });
	const workers = [1, 2, 3, 4].map((number) => new Worker(`worker ${number}`, world));
	const failures: string[] = [];
	for (const [index, worker] of workers.entries())
		for (let at = index * 200; at < 29_000; at += 1_000)
			void clock
				.sleep(at)
				.then(async () => await worker.execution(credential).sendWithRetry({ method: 'GET', path: '/ok' }))
				.catch((error: Error) => failures.push(error.message));
	await clock.runUntil(clock.now + 29_500);
	expect(logIns).toBe(1);
	expect(failures).toHaveLength(4 * 29);
	expect(new Set(failures).size).toBe(1);
});
