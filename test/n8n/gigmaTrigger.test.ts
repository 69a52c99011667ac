import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { sleep, type INode } from 'n8n-workflow';

import { outputOf } from '../../playground/execution';
import { GIGMA_APP_TOKEN, GIGMA_WEBHOOK_SECRET, orderPaid } from '../../sandbox/gigma';
import type { Delivery } from '../../sandbox/machinery/provider';
import { createCredential, waitForExecutions } from './support/n8n';
import { shared, sharedN8n, sharedSandbox } from './support/shared';
import { node } from './support/workflows';

const client = sharedN8n();
const webhookId = randomUUID();
let id: string;

const credentialWith = async (webhookSecret: string) => {
	const { gigma } = await sharedSandbox();
	const fields = { environment: 'custom', baseUrl: gigma.url, applicationToken: GIGMA_APP_TOKEN, webhookSecret };
	return await createCredential(client, 'gigmaApi', fields);
};

async function workflowWith(secret: string): Promise<string> {
	const credential = await credentialWith(secret);
	const credentials = { gigmaApi: { id: credential.id, name: credential.name } };
	const trigger: INode = node('Paid', 'n8n-nodes-keyring.gigmaTrigger', {}, { credentials, webhookId });
	const after = node('After', 'n8n-nodes-base.noOp');
	const connections = { Paid: { main: [[{ node: 'After', type: 'main' as const, index: 0 }]] } };
	return await client.createWorkflow({ name: `Gigma Trigger ${randomUUID()}`, nodes: [trigger, after], connections });
}

const deliver = async ({ headers, body }: Delivery) =>
	await axios.post<unknown>(`${shared().n8n.url}/webhook/${webhookId}/gigma`, body, {
		headers,
		proxy: false,
		validateStatus: () => true,
	});
const until = async (isSo: () => Promise<boolean>) => {
	for (let tries = 0; tries < 100 && !(await isSo()); tries++) await sleep(100);
};
const runs = async () => await client.executions({ workflowId: id });

beforeAll(async () => {
	id = await workflowWith(GIGMA_WEBHOOK_SECRET);
	await client.activate(id);
});

it('starts once for an event that is delivered twice, with the body of Gigma', async () => {
	expect(await deliver(orderPaid({ order: 7 }))).toMatchObject({ status: 200 });
	const [finished] = await waitForExecutions(client, id, 1);
	const paid = outputOf(await client.execution(finished!.id), 'After');
	expect(paid).toMatchObject([{ event: 'order.paid', order: { id: 7, final_price: '990.00' } }]);
	const again = await deliver(orderPaid({ order: 7, deliveryId: 'again' }));
	expect([again.status, again.data]).toEqual([200, { ok: true, started: false, reason: 'came before' }]);
	expect(await runs()).toHaveLength(1);
});

it('remembers what it has seen after it was switched off and on', async () => {
	await client.deactivate(id);
	// n8n takes the address back a moment after it has said so.
	await until(async () => (await deliver(orderPaid({ secret: 'wrong' }))).status === 404);
	expect((await deliver(orderPaid({ order: 8 }))).status).toBe(404);
	await client.activate(id);
	await until(async () => (await deliver(orderPaid({ secret: 'wrong' }))).status === 401);
	expect((await deliver(orderPaid({ order: 7 }))).data).toMatchObject({ started: false });
	expect(await runs()).toHaveLength(1);
});

it('answers 401 to what is signed with another secret, or too long ago, and starts nothing', async () => {
	const old = orderPaid({ order: 9, at: Date.now() - 6 * 60_000 });
	for (const delivery of [orderPaid({ order: 9, secret: 'wrong' }), old])
		expect((await deliver(delivery)).status).toBe(401);
	expect(await runs()).toHaveLength(1);
});

it('can not be activated without a secret', async () => {
	await client.deactivate(id);
	await expect(client.activate(await workflowWith(''))).rejects.toThrow('The credential has no webhook secret');
});
