import { setTimeout as sleep } from 'node:timers/promises';
import type { CommonSettings, Counters } from '../../../../sandbox';
import type { RemoteService } from '../../../../sandbox/client';
import type { Storm } from './storm';

const WITHIN_MS = 20_000;

/** What is stored now is good: the next run is served without any log-in, refresh or rejection. */
export async function isAlive(storm: Storm): Promise<void> {
	await storm.service.resetCounters();
	expect(await storm.runs(1)).toMatchObject({ ok: 1 });
	expect(await storm.service.counters()).toMatchObject({ requests: 1, logIns: 0, refreshes: 0, rejectedTokens: 0 });
}

/**
 * Waits until a provider has seen something.
 * @throws Error when it has not within 20 s
 */
export async function until(
	service: RemoteService<CommonSettings>,
	hasSeen: (counters: Counters) => boolean,
): Promise<void> {
	const deadline = Date.now() + WITHIN_MS;
	for (;;) {
		const counters = await service.counters();
		if (hasSeen(counters)) return;
		if (Date.now() > deadline) throw new Error(`Not seen within ${WITHIN_MS} ms: ${JSON.stringify(counters)}`);
		await sleep(20);
	}
}
