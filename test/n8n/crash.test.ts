import { setTimeout as sleep } from 'node:timers/promises';
import { shared } from './support/shared';
import { coldStart, startOwnN8n, type OwnN8n } from './support/ownN8n';
import { singleGrounds } from './support/storm/grounds';
import { SMART_SATU, UNATTENDED } from './support/storm/kits';
import { prepare } from './support/storm/prepare';
import type { Situation } from './support/storm/situation';
import { until } from './support/storm/checks';
import { keepRow, rowOf } from './support/storm/table';

/** How long a provider takes to renew: n8n is killed meanwhile. */
const DELAY_MS = 2_000;
const SITUATION = 'n8n killed during a renewal and started again, 1 run';

let own: OwnN8n;
beforeAll(async () => {
	own = await startOwnN8n();
}, 120_000);
afterAll(async () => await own?.process.stop(), 60_000);

describe('n8n is killed during a renewal and started again', () => {
	it('serves the next run of every provider, and nobody has to touch the credential', async () => {
		const grounds = await singleGrounds(own.client, own.process.userFolder);
		await grounds.sandbox.reset();
		const situations = UNATTENDED.map(
			(kit): Situation => ({
				name: SITUATION,
				kit,
				session: 'ended',
				settings: { oneTimeRefresh: true, killFamilyOnReuse: true },
				run: async (storm) => await storm.runs(1),
				expect: {},
			}),
		);
		const storms = (await prepare(grounds, situations)).map(([, { storm }]) => storm);
		// The provider has renewed, and n8n is gone before the answer is there.
		for (const { service } of storms) {
			await service.resetCounters();
			await service.setFaults(
				['refresh', 'logIn'].map((operation) => ({ match: { operation }, delayMs: DELAY_MS, times: 1 })),
			);
		}
		const lost = storms.map(async (storm) => await storm.runs(1));
		for (const { service } of storms) await until(service, ({ logIns, refreshes }) => logIns + refreshes === 1);
		await own.process.kill();
		expect((await Promise.all(lost)).map(({ ok }) => ok)).toEqual(storms.map(() => 0));
		await sleep(DELAY_MS);
		for (const storm of storms) await storm.service.resetCounters();

		own = await coldStart(own, 'kill');
		for (const storm of storms) {
			const since = Date.now();
			const tally = await storm.runs(1);
			const writes = await grounds.store.writes([storm.credential.id], since);
			const row = rowOf(SITUATION, storm.kit.provider.name, tally, await storm.service.counters(), writes);
			keepRow(shared().rows, row);
			// The refresh token was used up by the refresh whose answer nobody read.
			const refused = storm.kit === SMART_SATU ? 0 : 1;
			expect({ ...row, errors: tally.errors }).toMatchObject({
				...{ ok: 1, errors: [], logIns: 1, refused, rejected: 0, writes: 1 },
			});
		}
	}, 120_000);
});
