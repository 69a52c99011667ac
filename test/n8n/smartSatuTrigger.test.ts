import type { INodeParameters } from 'n8n-workflow';

import { outputOf } from '../../playground/execution';
import type { RemoteSandbox } from '../../sandbox/client';
import { smartSatu } from './support/operations/smartSatu';
import { createCredential, runWorkflow, waitForExecutions } from './support/n8n';
import { sharedN8n, sharedSandbox } from './support/shared';
import { chain, keyringNode, manual, node, type SavedCredential } from './support/workflows';

jest.setTimeout(120_000);

const client = sharedN8n();
let sandbox: RemoteSandbox;
let credential: SavedCredential;

beforeAll(async () => (sandbox = await sharedSandbox()));
beforeEach(async () => {
	await sandbox.reset();
	credential = await createCredential(client, 'smartSatuApi', await smartSatu.credential(sandbox));
});
afterAll(async () => await sandbox.reset());

/** Polled when it is published alone: a poll of every minute would come in between, and into other tests' counts. */
const YEARLY = { pollTimes: { item: [{ mode: 'custom', cronExpression: '0 0 1 1 *' }] } };

const saved = async (parameters: INodeParameters) =>
	await client.createWorkflow(
		chain(
			keyringNode('Trigger', 'smartSatuTrigger', credential, { ...YEARLY, ...parameters }),
			node('Your System', 'n8n-nodes-base.noOp'),
		),
	);

/** Publishes the workflow, which polls at once, and takes it back: as a restart of n8n does. */
async function poll(id: string): Promise<void> {
	const asked = async () =>
		(await sandbox.smartSatu.requests()).filter(({ operation }) => operation === 'listOrders').length;
	const before = await asked();
	await client.activate(id);
	for (let tries = 0; (await asked()) === before && tries < 100; tries++)
		await new Promise((resolve) => setTimeout(resolve, 100));
	expect(await asked()).toBe(before + 1);
	await client.deactivate(id);
}

/** What each run has handed over, the first run first. */
async function handedOver(id: string, runs: number) {
	const finished = await waitForExecutions(client, id, runs);
	const executions = await Promise.all(finished.map(async (one) => await client.execution(one.id)));
	return executions.reverse().map((execution) => outputOf(execution, 'Your System'));
}

async function setStatus(id: string, status: number): Promise<void> {
	const parameters: INodeParameters = {
		resource: 'order',
		operation: 'update',
		orderId: { __rl: true, mode: 'id', value: id },
		changes: JSON.stringify({ status }),
	};
	await runWorkflow(client, manual(keyringNode('Update', 'smartSatu', credential, parameters)));
}

describe('Smart Satu Trigger', () => {
	it('hands over all orders at first, by choice, and later what has changed, once', async () => {
		const id = await saved({ firstRun: 'all' });
		await poll(id);
		expect(await handedOver(id, 1)).toMatchObject([{ length: 45, 0: { event: 'new', order: { id: 50001 } } }]);
		await setStatus('50003', 9);
		await poll(id);
		const [, second] = await handedOver(id, 2);
		expect(second).toMatchObject([{ event: 'changed', order: { id: 50003, status: 9 } }]);
		await poll(id);
		expect(await client.executions({ workflowId: id })).toHaveLength(2);
	});

	it('hands over nothing at first unless it is told to, and remembers that', async () => {
		const id = await saved({});
		await poll(id);
		await setStatus('50003', 9);
		await poll(id);
		expect(await handedOver(id, 1)).toMatchObject([[{ event: 'changed', order: { id: 50003 } }]]);
	});

	it('says what is wrong when it is published with a wrong password', async () => {
		const fields = { ...(await smartSatu.credential(sandbox)), password: 'wrong' };
		credential = await createCredential(client, 'smartSatuApi', fields);
		await expect(client.activate(await saved({}))).rejects.toThrow('Smart Satu refused the log-in');
	});
});
