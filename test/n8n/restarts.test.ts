import { WRITES_A_RENEWAL } from './support/storm/limits';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe as describeServer, send, type Described } from './support/describedCredential';
import { runWorkflow } from './support/n8n';
import { coldStart, startOwnN8n, type OwnN8n } from './support/ownN8n';
import { shared } from './support/shared';
import { until } from './support/storm/checks';
import { singleGrounds } from './support/storm/grounds';
import { SMART_SATU, UNATTENDED } from './support/storm/kits';
import { prepare } from './support/storm/prepare';
import type { Situation } from './support/storm/situation';
import type { Grounds, Storm } from './support/storm/storm';
import { keepRow, rowOf } from './support/storm/table';
import { ACCEPTED, activateTriggers, type Triggers } from './support/triggers';
import { items, manual } from './support/workflows';

/** How long a provider takes to renew: n8n is killed meanwhile. */
const DELAY_MS = 2_000;
const KILLED = 'n8n killed during a renewal and started again, 1 run';

let own: OwnN8n;
let grounds: Grounds;
beforeAll(async () => {
	own = await startOwnN8n();
	grounds = await singleGrounds(own.client, own.process.userFolder);
}, 120_000);
afterAll(async () => await own?.process.stop(), 60_000);

/** A credential of each provider that needs no person, on the ground of this situation. */
async function stormOfEach(situation: Pick<Situation, 'session' | 'settings'>): Promise<Storm[]> {
	const run = async (storm: Storm) => await storm.runs(1);
	const situations = UNATTENDED.map((kit): Situation => ({ ...situation, name: KILLED, kit, run, expect: {} }));
	return (await prepare(grounds, situations)).map(([, { storm }]) => storm);
}

describe('n8n is stopped and started again', () => {
	let storms: Storm[];
	let described: Described;
	let triggers: Triggers;
	let polls: number;
	const sendTwenty = async () => await runWorkflow(own.client, manual(items(20), send('Send', described.credential)));
	const once = { gigma: 1, message: 1, call: 1, smartSatu: 1 };

	beforeAll(async () => {
		await grounds.sandbox.reset();
		const { plusofon } = grounds.sandbox;
		const accountsOfTriggers = (await plusofon.getSettings()).accounts;
		storms = await stormOfEach({});
		for (const storm of storms) expect(await storm.runs(1)).toMatchObject({ ok: 1 });
		described = await describeServer(own.client, { headers: { 'X-Session': '{accessToken}', 'X-CSRF': '{csrf}' } });
		expect(await sendTwenty()).toMatchObject({ status: 'success' });
		await plusofon.setSettings({ accounts: [...(await plusofon.getSettings()).accounts, ...accountsOfTriggers] });
		triggers = await activateTriggers(() => own.client, own.process.url, grounds.sandbox);
		expect(await triggers.deliver(7)).toMatchObject(ACCEPTED);
		await triggers.ended(once);

		polls = await triggers.polls();
		for (const { service } of storms) await service.resetCounters();
		own = await coldStart(own);
	}, 120_000);
	afterAll(async () => {
		await triggers.stop();
		await described.server.close();
	});

	it('serves every provider and a described service without a log-in', async () => {
		for (const storm of storms) {
			expect(await storm.runs(1)).toMatchObject({ ok: 1 });
			expect(await storm.service.counters()).toMatchObject({ logIns: 0, refreshes: 0, rejectedTokens: 0 });
		}
		expect(await sendTwenty()).toMatchObject({ status: 'success' });
		expect(described.server.counts).toMatchObject({ logIns: 1, refreshes: 0, rejected: 0, served: 40 });
	});

	it('goes on with the triggers: nothing is set up again, and what was delivered before starts nothing', async () => {
		while ((await triggers.polls()) === polls) await sleep(100);
		expect(await triggers.deliver(7)).toMatchObject(ACCEPTED);
		expect(await triggers.deliver(8)).toMatchObject(ACCEPTED);
		const twice = { gigma: 2, message: 2, call: 2, smartSatu: 1 };
		expect(await triggers.ended(twice)).toMatchObject({ gigma: [{ order: { id: 8 } }], call: [{ call_id: 'call 8' }] });
		expect(await triggers.runs()).toEqual(twice);
		expect(await triggers.setUrls()).toHaveLength(1);
	});
});

describe('n8n is killed during a renewal and started again', () => {
	it('serves the next run of every provider, and nobody has to touch the credential', async () => {
		await grounds.sandbox.reset();
		const storms = await stormOfEach({
			session: 'ended',
			settings: { oneTimeRefresh: true, killFamilyOnReuse: true },
		});
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
		const since = Date.now();
		// The claim of the process that was killed is over once the new one has seen it for 40 s.
		const tallies = await Promise.all(storms.map(async (storm) => await storm.runs(1)));
		for (const [index, storm] of storms.entries()) {
			const tally = tallies[index]!;
			const writes = await grounds.store.writes([storm.credential.id], since);
			const row = rowOf(KILLED, storm.kit.provider.name, tally, await storm.service.counters(), writes);
			keepRow(shared().rows, row);
			// The refresh token was used up by the refresh whose answer nobody read.
			const refused = storm.kit === SMART_SATU ? 0 : 1;
			expect({ ...row, errors: tally.errors }).toMatchObject({
				...{ ok: 1, errors: [], logIns: 1, refused, rejected: 0, writes: WRITES_A_RENEWAL },
			});
		}
	}, 240_000);
});
