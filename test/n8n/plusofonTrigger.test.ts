import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import type { N8nClient } from '../../playground/client';
import { outputOf } from '../../playground/execution';
import type { RemoteSandbox } from '../../sandbox/client';
import { PLUSOFON_ACCOUNT, PLUSOFON_NUMBERS } from '../../sandbox/plusofon';
import { createCredential, waitForExecutions } from './support/n8n';
import { shared, sharedN8n, sharedSandbox } from './support/shared';
import { chain, keyringNode, node } from './support/workflows';

let client: N8nClient;
let sandbox: RemoteSandbox;
beforeAll(() => void (client = sharedN8n()));
beforeEach(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
});
afterAll(async () => await sandbox.reset());

const { mobile } = PLUSOFON_NUMBERS;
const MESSAGE = { src_number: '79993332210', dst_number: mobile, content: 'да', date: '2026-01-01 10:00:00' };
const http = axios.create({ proxy: false, validateStatus: () => true });
/** n8n runs what a delivery starts in the background: what has not begun by then was not started, ms. */
const SETTLED_MS = 1_500;
const settle = async () => await sleep(SETTLED_MS);
const runs = async (workflowId: string) => (await client.executions({ workflowId })).length;

/** Plusofon Trigger → No Operation, published. */
async function published(parameters: Record<string, never>) {
	const { login: email, password } = PLUSOFON_ACCOUNT;
	const fields = { environment: 'custom', baseUrl: sandbox.plusofon.url, logInWith: 'emailPassword', email, password };
	const credential = await createCredential(client, 'plusofonApi', fields);
	const webhookId = randomUUID();
	const trigger = { ...keyringNode('Trigger', 'plusofonTrigger', credential, parameters), webhookId };
	const id = await client.publish(chain(trigger, node('After', 'n8n-nodes-base.noOp')));
	return { id, webhookId };
}

/** The bodies of the requests that set where messages go. */
const setUrls = async () =>
	(await sandbox.plusofon.requests())
		.filter(({ operation }) => operation === 'P13 setMessageUrl')
		.map(({ body }) => JSON.parse(body) as { number: string; url: string });

/** The address in n8n's own words, on the host that the tests reach. */
const reachable = (url: string) => `${shared().n8n.url}${url.slice(new URL(url).origin.length)}`;

it('an incoming message: publishing asks for it, a delivery starts once, another secret nothing, unpublishing takes it back', async () => {
	const { id } = await published({
		event: 'incomingMessage',
		number: { __rl: true, mode: 'list', value: mobile },
	} as never);
	const [set] = await setUrls();
	expect(set).toMatchObject({ number: mobile, url: expect.stringMatching(/\/plusofon\?secret=[0-9a-f]{64}$/) });
	const address = reachable(set!.url);

	expect(await http.post(address, MESSAGE)).toMatchObject({ status: 200, data: { success: true } });
	const [first] = await waitForExecutions(client, id, 1);
	expect(outputOf(await client.execution(String(first!.id)), 'After')).toEqual([MESSAGE]);

	expect((await http.post(address, MESSAGE)).status).toBe(200);
	expect((await http.post(address.replace(/secret=.*/, `secret=${'0'.repeat(64)}`), MESSAGE)).status).toBe(404);
	expect((await http.post(address.replace(/\?.*/, ''), { ...MESSAGE, content: 'new' })).status).toBe(404);
	await settle();
	expect(await runs(id)).toBe(1);
	await http.post(address, { ...MESSAGE, content: 'нет' });
	await waitForExecutions(client, id, 2);

	await client.deactivate(id);
	// n8n answers before it has taken the webhook back.
	for (let looks = 0; looks < 50 && (await setUrls()).length < 2; looks++) await sleep(100);
	expect(await setUrls()).toEqual([set, { number: mobile, url: '' }]);
	expect((await http.post(address, { ...MESSAGE, content: 'later' })).status).toBe(404);
});

it('a call that has ended: by form or by JSON, once, and nothing is asked of Plusofon', async () => {
	const secret = 'a1'.repeat(16);
	const { id, webhookId } = await published({ event: 'callEnded', addressSecret: secret } as never);
	const address = `${shared().n8n.url}/webhook/${webhookId}/plusofon?secret=${secret}`;
	const form = new URLSearchParams({
		hook_event: 'channel_destroy',
		call_id: 'call-7',
		from: '79993332210',
		duration: '0',
	});
	for (const status of [200, 200]) expect((await http.post(address, form)).status).toBe(status);
	const [first] = await waitForExecutions(client, id, 1);
	expect(outputOf(await client.execution(String(first!.id)), 'After')).toEqual([Object.fromEntries(form)]);
	expect((await http.post(address, { hook_event: 'channel_answer', call_id: 'call-8' })).status).toBe(200);
	expect((await http.post(address.replace(secret, 'b1'.repeat(16)), form)).status).toBe(404);
	await settle();
	expect(await runs(id)).toBe(1);
	await http.post(address, { hook_event: 'destroy', call_id: 'call-8' });
	await waitForExecutions(client, id, 2);
	expect(await sandbox.plusofon.requests()).toEqual([]);
});

it('a secret that could be guessed is not published', async () => {
	await expect(published({ event: 'callEnded', addressSecret: 'replace me' } as never)).rejects.toThrow(
		/address secret is not 32 or more|activat|publish/i,
	);
});
