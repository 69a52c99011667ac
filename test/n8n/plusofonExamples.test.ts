import axios from 'axios';
import type { INode } from 'n8n-workflow';

import { itemsOf, outputOf } from '../../playground/execution';
import type { Execution, WorkflowJson } from '../../playground/types';
import type { RemoteSandbox } from '../../sandbox/client';
import { orderPaid } from '../../sandbox/gigma';
import { imported, runByHand } from './support/imported';
import { waitForExecutions } from './support/n8n';
import { shared, sharedN8n, sharedSandbox } from './support/shared';

const client = sharedN8n();
const http = axios.create({ proxy: false, validateStatus: () => true });
let sandbox: RemoteSandbox;
beforeEach(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
});
afterAll(async () => await sandbox.reset());

const nodeOf = ({ nodes }: WorkflowJson, name: string): INode => nodes.find((one) => one.name === name)!;
const hasRun = (execution: Execution, node: string) => node in execution.data.resultData.runData;

it("recordings of yesterday's calls: a file for each that has one", async () => {
	const id = await imported('plusofon-recordings.json', {
		// A folder that n8n may write to is the owner's to name.
		change: (workflow) => (nodeOf(workflow, 'Write to Folder').disabled = true),
	});
	const execution = await runByHand(id);
	const calls = outputOf(execution, "Yesterday's Calls");
	expect(calls.length).toBeGreaterThan(3);
	const files = itemsOf(execution, 'Get Recording');
	expect(files).toHaveLength(calls.filter(({ record }) => record !== null).length);
	for (const { binary } of files) expect(binary!.data).toMatchObject({ mimeType: 'audio/mpeg', bytes: 4_096 });
});

it.each([
	[1520.75, 'All Is Well', 'Send an Alert'],
	[499.99, 'Send an Alert', 'All Is Well'],
])('low balance alert: %p', async (balance, runs, not) => {
	await sandbox.plusofon.setSettings({ balance });
	const execution = await runByHand(await imported('plusofon-low-balance.json'));
	expect([hasRun(execution, runs), hasRun(execution, not)]).toEqual([true, false]);
});

it('missed call: a message to a Russian mobile that called in vain, once, and to nobody else', async () => {
	const secret = 'a1'.repeat(16);
	let trigger: INode | undefined;
	const id = await imported('plusofon-missed-call.json', {
		change(workflow) {
			trigger = nodeOf(workflow, 'Call Ended');
			trigger.parameters.addressSecret = secret;
		},
	});
	await client.activate(id);
	const address = `${shared().n8n.url}/webhook/${trigger!.webhookId}/plusofon?secret=${secret}`;
	const end = { hook_event: 'channel_destroy', to: '74951332211' };
	for (const report of [
		{ call_id: '1', from: '79993332210', duration: '0' },
		{ call_id: '1', from: '79993332210', duration: '0' },
		{ call_id: '2', from: '79993332211', duration: '31' },
		{ call_id: '3', from: '380501112233', duration: '0' },
	])
		expect((await http.post(address, { ...end, ...report })).status).toBe(200);
	await waitForExecutions(client, id, 3);
	const sent = (await sandbox.plusofon.requests()).filter(({ operation }) => operation === 'P10 sendMessage');
	expect(sent.map(({ body }) => JSON.parse(body) as object)).toMatchObject([{ to: 79993332210, number_id: 502 }]);
	await client.deactivate(id);
});

it('order paid: a message to a Russian mobile, once for an event, and to nobody else', async () => {
	let trigger: INode | undefined;
	const id = await imported('gigma-order-paid-message.json', {
		change: (workflow) => void (trigger = nodeOf(workflow, 'Order Paid')),
	});
	await client.activate(id);
	const address = `${shared().n8n.url}/webhook/${trigger!.webhookId}/gigma`;
	for (const order of [
		{ order: 7, phone: '79993332210' },
		{ order: 7, phone: '79993332210' },
		{ order: 8, phone: '380501112233' },
		{ order: 9, phone: null },
	]) {
		const { headers, body } = orderPaid(order);
		expect((await http.post(address, body, { headers })).status).toBe(200);
	}
	await waitForExecutions(client, id, 3);
	const sent = (await sandbox.plusofon.requests()).filter(({ operation }) => operation === 'P10 sendMessage');
	expect(sent.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
		{ to: 79993332210, number_id: 502, text: 'Заказ № 7 на сумму 990.00 ₽ оплачен. Спасибо!' },
	]);
	await client.deactivate(id);
});

it('login by call to authorize: the number is told, a report of another is waited past, the right one goes on', async () => {
	const id = await imported('plusofon-call-to-authorize.json');
	await client.activate(id);
	const asked = await http.post(`${shared().n8n.url}/webhook/plusofon-call-to-authorize`, {
		phone: '+7 999 333-22-10',
	});
	expect(asked.data).toEqual({ call: '78005553536' });
	const [order] = (await sandbox.plusofon.requests()).filter(({ operation }) => operation === 'P23 callToAuthorize');
	const { hook_url: hook } = JSON.parse(order!.body) as { hook_url: string };
	const report = `${shared().n8n.url}${hook.slice(new URL(hook).origin.length)}`;
	const waiting = async () => {
		for (;;) {
			const [one] = await client.executions({ workflowId: id });
			if (one?.status === 'waiting') return await client.execution(one.id);
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	};
	const { key } = outputOf(await waiting(), 'Call to Authorize')[0]!;
	await http.post(report, { phone: '78005553536', key });
	await waiting();
	await http.post(report, { phone: '79993332210', key });
	const [done] = await waitForExecutions(client, id, 1);
	expect(hasRun(await client.execution(String(done!.id)), 'The Phone Is Proven')).toBe(true);
	await client.deactivate(id);
});
