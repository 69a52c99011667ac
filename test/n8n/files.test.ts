import { createHash } from 'node:crypto';

import type { N8nClient } from '../../playground/client';
import { itemsOf } from '../../playground/execution';
import type { RemoteSandbox } from '../../sandbox/client';
import { createCredential, publishWebhook, waitForExecutions } from './support/n8n';
import { sagi } from './support/operations/sagi';
import { sharedN8n, sharedSandbox } from './support/shared';
import { keyringNode, node, type SavedCredential } from './support/workflows';

/** API Request: files up and down in a real n8n, which keeps them outside of its database. */

const MB = 1024 * 1024;
let client: N8nClient;
let sandbox: RemoteSandbox;
let credential: SavedCredential;
beforeAll(async () => {
	client = sharedN8n();
	sandbox = await sharedSandbox();
	credential = await createCredential(client, 'sagiApi', await sagi.credential(sandbox));
});

const items = () => node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items', options: {} });
const request = (name: string, parameters: object) => ({
	...keyringNode(name, 'sagi', credential, { resource: 'apiRequest', operation: 'send', ...parameters } as never),
	onError: 'continueRegularOutput' as const,
});

it('brings a large file down and up again, and fails for its item alone', async () => {
	const download = { path: '={{ $json.path }}', options: { responseFormat: 'file', outputField: 'bill' } };
	const upload = { method: 'POST', path: '/__file/copy.pdf', bodyType: 'binary', inputDataFieldName: 'bill' };
	const down = request('Down', download);
	const up = request('Up', upload);
	const workflow = await publishWebhook(client, items(), down, up);
	await sandbox.sagi.revoke({ kinds: ['access'] });
	await workflow.call({ items: [{ path: `/__file/bill.pdf?bytes=${12 * MB}` }, { path: '/__status/404' }] });
	const [execution] = await waitForExecutions(client, workflow.id, 1);
	const saved = await client.execution(String(execution?.id));

	const [file, refused] = itemsOf(saved, 'Down');
	expect(file).toMatchObject({
		json: { file_name: 'bill.pdf', mime_type: 'application/pdf', file_size: '12.6 MB' },
		binary: { bill: { id: expect.stringMatching(/^filesystem/), fileName: 'bill.pdf', fileExtension: 'pdf' } },
	});
	expect(refused).toMatchObject({ json: { error: expect.stringContaining('HTTP 404') }, pairedItem: { item: 1 } });

	const [sent, without] = itemsOf(saved, 'Up');
	const hash = createHash('sha256')
		.update(Buffer.alloc(12 * MB, 7))
		.digest('hex');
	expect(sent?.json).toEqual({ name: 'copy.pdf', type: 'application/pdf', bytes: 12 * MB, sha256: hash });
	expect(without).toMatchObject({ json: { error: 'The item has no file in "bill"' }, pairedItem: { item: 1 } });
});

it('sends a form with a file', async () => {
	const form = [
		{ parameterType: 'formData', name: 'title', value: 'счёт' },
		{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' },
	];
	const down = request('Down', { path: '/__file/a.pdf?bytes=3', options: { responseFormat: 'file' } });
	const parameters = { method: 'POST', path: '/__echo', bodyType: 'multipart', bodyParts: { parameters: form } };
	const workflow = await publishWebhook(client, down, request('Up', parameters));
	await workflow.call({});
	const [execution] = await waitForExecutions(client, workflow.id, 1);
	const [echo] = itemsOf(await client.execution(String(execution?.id)), 'Up');
	const { body, headers } = echo?.json as { body: string; headers: Record<string, string> };
	const sent = await new Response(body, { headers: { 'content-type': headers['content-type']! } }).formData();
	expect([sent.get('title'), await (sent.get('file') as File).text()]).toEqual(['счёт', '\u0007\u0007\u0007']);
});
