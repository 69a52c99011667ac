import { WRITES_A_RENEWAL } from './support/storm/limits';
import type { EveryRequest } from '../../providers/loginSession/description';
import { errorOf, outputOf } from '../../playground/execution';
import {
	ageStoredSession,
	describe as describeServer,
	DESCRIBED_PASSWORD,
	endStoredSession,
	send,
	type Described,
} from './support/describedCredential';
import { publishWebhook, runWorkflow } from './support/n8n';
import { sharedN8n, sharedN8nLog } from './support/shared';
import { useSharedGrounds } from './support/storm/grounds';
import { httpRequest, keyringNode, manual, node } from './support/workflows';

const grounds = useSharedGrounds();
const client = sharedN8n();
const started: Array<Described['server']> = [];

afterEach(async () => {
	await Promise.all(started.splice(0).map(async (server) => await server.close()));
});

async function begin(every: EveryRequest, fields: object = {}): Promise<Described> {
	const described = await describeServer(client, every, fields);
	started.push(described.server);
	return described;
}

const HEADER: EveryRequest = { headers: { 'X-Session': '{accessToken}', 'X-CSRF': '{csrf}' } };
const VARIANTS: Record<string, EveryRequest> = {
	header: HEADER,
	query: { query: { token: '{accessToken}' } },
	cookie: { cookies: { sid: '{accessToken}' } },
	body: { body: { auth: '{accessToken}' } },
};

it('is tested, with what the dialog shows', async () => {
	const { server, credential } = await begin(HEADER);
	expect(await client.testCredential(credential.id)).toMatchObject({ status: 'OK' });
	// Once to say what is wrong, once by n8n.
	expect(server.counts).toEqual({ logIns: 1, refreshes: 0, refused: 0, rejected: 0, served: 2 });
	const wrong = await begin(HEADER, { password: 'wrong-marked-secret' });
	const outcome = await client.testCredential(wrong.credential.id);
	expect(outcome).toMatchObject({ status: 'Error', message: expect.stringContaining('refused the log-in') });
	expect(JSON.stringify(outcome)).not.toContain('marked-secret');
	expect(wrong.server.counts).toMatchObject({ logIns: 1, refused: 1 });
});

const SENDERS = {
	'Login Session': ({ credential }: Described) => send('Send', credential),
	'HTTP Request': ({ server, credential }: Described) =>
		httpRequest('Send', credential, { url: `${server.url}/things` }),
};

describe.each(Object.entries(SENDERS))('20 parallel items of the node %s', (name, sender) => {
	/** The package's node writes a claim as well. */
	const writesARenewal = name === 'HTTP Request' ? 1 : WRITES_A_RENEWAL;
	const publish = async (described: Described) => {
		const split = node('Split', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items' });
		return await publishWebhook(client, split, sender(described));
	};
	const twenty = { items: Array.from({ length: 20 }, (_unused, index) => index) };

	it('log in once, refresh once when the session has ended, and log in once when it is rejected', async () => {
		const described = await begin(HEADER);
		const { server, credential } = described;
		const { store } = grounds();
		const webhook = await publish(described);
		const writesSince = async (since: number) => await store.writes([credential.id], since);

		let since = Date.now();
		expect(await webhook.call(twenty)).toHaveLength(20);
		expect(server.counts).toMatchObject({ logIns: 1, refreshes: 0, refused: 0, rejected: 0, served: 20 });
		expect(await writesSince(since)).toBe(writesARenewal);

		await endStoredSession(client, store, credential);
		since = Date.now();
		expect(await webhook.call(twenty)).toHaveLength(20);
		expect(server.counts).toMatchObject({ logIns: 1, refreshes: 1, refused: 0, rejected: 0, served: 40 });
		expect(await writesSince(since)).toBe(writesARenewal);

		await ageStoredSession(client, store, credential);
		server.revoke();
		expect(await webhook.call(twenty)).toHaveLength(20);
		// The refresh token has died with the session.
		expect(server.counts).toMatchObject({ logIns: 2, refreshes: 2, refused: 1, served: 60 });
	});

	it('are one write in 20 executions at once as well', async () => {
		const described = await begin(HEADER);
		const { store } = grounds();
		const webhook = await publish(described);
		await webhook.call(twenty);
		await endStoredSession(client, store, described.credential);
		const since = Date.now();
		const answers = await Promise.all(Array.from({ length: 20 }, async () => await webhook.call({ items: [1] })));
		expect(answers.flat()).toHaveLength(20);
		expect(described.server.counts).toMatchObject({ logIns: 1, refreshes: 1, refused: 0, rejected: 0, served: 40 });
		expect(await store.writes([described.credential.id], since)).toBe(writesARenewal);
	});
});

describe.each(Object.entries(VARIANTS))('the secrets of a session carried by %s', (_, every) => {
	it('stay out of saved executions, messages, the dialog and the log', async () => {
		const { server, credential } = await begin(every);
		const body = { method: 'POST', body: '{ "id": 1 }' };
		const bySession = send('Node', credential, body);
		const byRequest = httpRequest('HTTP', credential, { method: 'POST', url: `${server.url}/things`, body: { id: 1 } });
		const status = keyringNode('Status', 'loginSession', credential, { resource: 'session', operation: 'getStatus' });
		const good = await runWorkflow(client, manual(bySession, byRequest, status));
		expect(errorOf(good)).toBeUndefined();
		expect(outputOf(good, 'Status')).toMatchObject([{ logged_in: true, token_found_at: 'body access_token' }]);
		const secrets = [DESCRIBED_PASSWORD, ...server.secrets()];
		expect(secrets.length).toBeGreaterThan(2);

		await server.close();
		started.splice(started.indexOf(server), 1);
		const failed = await Promise.all(
			[bySession, byRequest].map(async (each) => await runWorkflow(client, manual(each))),
		);
		expect(failed.map((execution) => execution.status)).toEqual(['error', 'error']);
		const shown = await client.getCredential(credential.id);
		const seen = JSON.stringify([good, failed, shown, sharedN8nLog()]);
		expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
	});
});
