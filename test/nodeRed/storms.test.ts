import { setTimeout as sleep } from 'node:timers/promises';

import { forSandbox } from '../../playground/nodeRed/examples';
import type { FlowNode } from '../../playground/nodeRed/client';
import { LINES } from './support/shared';
import { Stage } from './support/stage';

const MESSAGES = 200;
/** Seconds. A session of this life should be renewed after 8 s, and must be after 9.5. */
const SHORT_LIFE = 10;

/** A node without a place on the canvas is a configuration node to Node-RED. */
const placed = (node: FlowNode): FlowNode => (node.z ? { x: 100, y: 100, wires: [], ...node } : node);

const flowOf = (account: Record<string, unknown>): FlowNode[] => nodesOf(account).map(placed);

const nodesOf = (account: Record<string, unknown>): FlowNode[] => [
	{ id: 'tab', type: 'tab', label: 'Storm' },
	{ id: 'account', type: 'keyring-account', name: 'Storm', service: 'plusofon', ...account },
	{ id: 'start', type: 'inject', z: 'tab', props: [], repeat: '', once: false, wires: [['many']] },
	{
		id: 'many',
		type: 'function',
		z: 'tab',
		func: `return [Array.from({ length: ${MESSAGES} }, (_, n) => ({ n }))];`,
		outputs: 1,
		wires: [['request']],
	},
	{
		...{ id: 'request', type: 'keyring-request', z: 'tab', account: 'account', method: 'GET', path: '/api/v1/manager' },
		...{ query: '', headers: '', bodyKind: 'json', body: '', ret: 'obj', paging: 'off', atOnce: 0 },
		wires: [['result']],
	},
	{
		...{ id: 'result', type: 'debug', z: 'tab', name: 'result', active: true, tosidebar: true },
		complete: 'statusCode',
	},
	{ id: 'catch', type: 'catch', z: 'tab', scope: null, uncaught: false, wires: [['failure']] },
	{ ...{ id: 'failure', type: 'debug', z: 'tab', name: 'failure', active: true, tosidebar: true }, complete: 'error' },
];

describe.each(LINES)('Node-RED %s', (_version, line) => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await Stage.set(line);
		await stage.sandbox.plusofon.setSettings({
			oneTimeRefresh: true,
			killFamilyOnReuse: true,
			accessLifetimeSeconds: 3600,
		});
		const { fields, credentials } = forSandbox(stage.sandboxProcess.urls).plusofon!;
		await stage.client.deploy(flowOf({ fields: { ...fields, logInWith: 'emailPassword' }, credentials }));
	});
	afterAll(async () => await stage?.strike());

	/** Sends the storm, and waits for all of its answers. */
	async function storm(): Promise<void> {
		const since = stage.client.shown.length;
		await stage.client.inject('start');
		const deadline = Date.now() + 60_000;
		while (stage.client.shown.length - since < MESSAGES && Date.now() < deadline) await sleep(50);
		const shown = stage.client.shown.slice(since);
		expect(shown.filter(({ name }) => name === 'failure').map(({ msg }) => msg)).toEqual([]);
		expect(shown.filter(({ msg }) => msg === '200')).toHaveLength(MESSAGES);
	}

	async function renewals(): Promise<{ logIns: number; refreshes: number }> {
		const { logIns, refreshes } = await stage.sandbox.plusofon.counters();
		return { logIns, refreshes };
	}

	it('logs in once for the first 200 messages', async () => {
		await storm();
		expect(await renewals()).toEqual({ logIns: 1, refreshes: 0 });
	});

	it('renews once where the session was rejected', async () => {
		await stage.sandbox.plusofon.resetCounters();
		await stage.sandbox.plusofon.revoke({ kinds: ['access'] });
		await storm();
		expect(await renewals()).toEqual({ logIns: 0, refreshes: 1 });
	});

	it.each([
		['due', 8_400],
		['expired', 11_000],
	])('renews once where the session is %s', async (_what, afterMs) => {
		await stage.sandbox.plusofon.setSettings({ accessLifetimeSeconds: SHORT_LIFE });
		await stage.sandbox.plusofon.revoke({ kinds: ['access'] });
		await storm();
		await stage.sandbox.plusofon.resetCounters();
		await stage.sandbox.plusofon.setSettings({ accessLifetimeSeconds: 3600 });
		await sleep(afterMs);
		await storm();
		expect(await renewals()).toEqual({ logIns: 0, refreshes: 1 });
		expect((await stage.sandbox.plusofon.counters()).rejectedTokens).toBe(0);
	});

	it('neither logs in nor refreshes after a restart by kill -9', async () => {
		await stage.sandbox.plusofon.resetCounters();
		await stage.restart('kill');
		await storm();
		expect(await renewals()).toEqual({ logIns: 0, refreshes: 0 });
	});

	it.each(['full', 'nodes', 'flows', 'reload'] as const)(
		'ends requests well that are under way at a Deploy (%s)',
		async (kind) => {
			await stage.sandbox.plusofon.resetCounters();
			await stage.sandbox.plusofon.revoke({ kinds: ['access'] });
			const flows = await stage.client.flows();
			const since = stage.client.shown.length;
			await stage.client.inject('start');
			await stage.client.deploy(
				flows.map((node) => (node.id === 'request' ? { ...node, name: kind } : node)),
				kind,
			);
			await sleep(500);
			expect(stage.client.shown.slice(since).filter(({ name }) => name === 'failure')).toEqual([]);
			expect((await renewals()).logIns).toBe(0);
			await storm();
			expect(await renewals()).toEqual({ logIns: 0, refreshes: 1 });
		},
	);
});
