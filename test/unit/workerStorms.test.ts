import { figuresOf } from '../../bench/workers/figures';
import { SERVICES, SITUATIONS, type ServiceKind, type SituationKey } from '../../bench/workers/situations';
import { playStorm, type Outcome } from '../../bench/workers/storm';

const STORMS = 30;

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

	it.each(['firstUse', 'rejected'] as const)('two workers, one session an account, %s: two renewals', async (key) => {
		expect(figuresOf(await storms('oneSession', key, 2)).renewals.median).toBeLessThanOrEqual(2);
	});
});
