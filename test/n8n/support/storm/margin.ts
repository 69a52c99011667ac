import { setTimeout as sleep } from 'node:timers/promises';
import type { PlantedAge } from './plant';
import type { Storm } from './storm';
import { total, type Tally } from './tally';

/** Between two executions, ms. */
const PAUSE_MS = 250;

/**
 * A session that is due from now on, and valid for this many seconds: no provider's margin is more than a fifth of the lifetime. Whoever
 * notices renews it within half of that time.
 */
export const dueAndValid = (seconds: number): PlantedAge => ({ age: 4 * seconds, left: seconds });

/** Executions again and again, until `isSeen` or until `end`, in ms since 1970. */
export async function runUntil(isSeen: () => Promise<boolean>, end: number, run: () => Promise<Tally>): Promise<Tally> {
	const tallies: Tally[] = [];
	while (Date.now() < end && !(await isSeen())) {
		tallies.push(await run());
		await sleep(PAUSE_MS);
	}
	return total(tallies);
}

/**
 * A storm of 20 executions of 5 items in all, then a few executions at a time until the session has been renewed or `seconds` are over,
 * and the storm once more: processes that have missed the renewal would show there.
 * @param storms credentials of one account, stormed at once
 */
export async function untilRenewed(storms: Storm[], seconds: number): Promise<Tally> {
	const end = Date.now() + seconds * 1_000;
	const all = async (executions: number, items: number) =>
		total(await Promise.all(storms.map(async (storm) => await storm.executions(executions, items))));
	const storm = async () => await all(20 / storms.length, 5);
	const isRenewed = async () => (await renewals(storms[0]!)) >= storms.length;
	return total([await storm(), await runUntil(isRenewed, end, async () => await all(4, 1)), await storm()]);
}

async function renewals({ service }: Storm): Promise<number> {
	const { logIns, refreshes, logInsRefused, refreshesRefused } = await service.counters();
	return logIns + refreshes - logInsRefused - refreshesRefused;
}
