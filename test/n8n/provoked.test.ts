import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';

import { describedSagi } from '../../playground/describedSagi';
import type { RemoteSandbox } from '../../sandbox/client';
import { createCredential, publishWebhook } from './support/n8n';
import { plusofon } from './support/operations/plusofon';
import { sharedN8n, sharedSandbox } from './support/shared';
import { keyringNode } from './support/workflows';

/** Messages of docs/troubleshooting.md that nothing else provokes in a real n8n: as an execution ends with them, and as a dialog shows them. */

const client = sharedN8n();
let sandbox: RemoteSandbox;

beforeAll(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
});
afterAll(async () => await sandbox.reset());

/** Runs operations of the Plusofon node one after another, and gives the item of the last. */
async function lastOf(...operations: INodeParameters[]) {
	const credential = await createCredential(client, 'plusofonApi', await plusofon.credential(sandbox));
	const nodes = operations.map((parameters, at) => ({
		...keyringNode(`Plusofon ${at + 1}`, 'plusofon', credential, parameters),
		onError: 'continueRegularOutput' as const,
	}));
	const workflow = await publishWebhook(client, ...nodes);
	const [item] = await workflow.call();
	return item;
}

it('The recording is empty', async () => {
	await sandbox.plusofon.setSettings({ recordingBytes: 0 });
	const recording = { resource: 'call', operation: 'getRecording', callId: 'call-0', waitSeconds: 0 };
	expect(await lastOf(recording)).toMatchObject({
		error: 'The recording is empty: Plusofon sent a file of 0 bytes',
		message: 'Look at the call in the account portal, and try again later.',
	});
});

it('The session has no refresh token', async () => {
	const body = { success: true, token: 'access-token-alone', token_expire: Math.floor(Date.now() / 1000) + 3_600 };
	await sandbox.plusofon.setFaults([{ match: { operation: 'logIn' }, status: 200, body }]);
	const logOut = { resource: 'session', operation: 'logOut', tokenToEnd: 'refreshToken' };
	expect(await lastOf({ resource: 'session', operation: 'logIn' }, logOut)).toMatchObject({
		error: 'The session has no refresh token',
		message: 'Choose "Access Token" as the token to end.',
	});
});

describe('a service that answers as no service should', () => {
	let server: Server;
	let host: string;
	const loggedIn = JSON.stringify({ token: 'token-of-a-session', expires_in: 3_600 });
	const answers: Record<string, (socket: Socket) => void> = {
		'/login': (socket) =>
			socket.end(
				`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${loggedIn.length}\r\n\r\n${loggedIn}`,
			),
		'/close': (socket) => socket.destroy(),
		'/empty': (socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'),
		'/half': (socket) =>
			socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{', () =>
				setTimeout(() => socket.destroy(), 50),
			),
		'/never': () => undefined,
		'/other': (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
	};

	beforeAll(async () => {
		server = createServer((socket) => {
			socket.on('error', () => undefined);
			socket.once('data', (head) => answers[/ (\S+)/.exec(String(head))![1]!]!(socket));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => void server.close());

	it.each<[INodeParameters, string, string]>([
		[{ path: '/close' }, 'closed the connection without an answer', 'Try again later. If it stays, ask the service.'],
		[
			{ path: '/close', method: 'POST' },
			'closed the connection without an answer',
			'Try again later. If it stays, ask the service. Look first whether the request was carried out.',
		],
		[
			{ path: '/half' },
			'closed the connection in the middle of its answer',
			'Try again later. If it stays, ask the service.',
		],
		[
			{ path: '/other' },
			'answered with something that is not HTTP',
			'Another kind of server listens there: check host and port of the address in the credential.',
		],
		[
			{ path: '/never', options: { timeLimit: 1 } },
			'did not answer within 1 second',
			'The service is slow, or out of reach: try again later.',
		],
		[
			{ path: '/empty', options: { responseFormat: 'file' } },
			'answered without a file (HTTP 204)',
			'The request was carried out. Take the option Response Format away to see the answer.',
		],
	])('%j', async (request, message, advice) => {
		const data = { service: 'custom', baseUrl: `http://${host}`, username: 'anna', password: 'p', logInUrl: '/login' };
		const credential = await createCredential(client, 'loginSessionApi', {
			...data,
			logInData: '{ "user": "{username}", "pass": "{password}" }',
		});
		const node = keyringNode('Send', 'loginSession', credential, {
			resource: 'apiRequest',
			operation: 'send',
			...request,
		});
		const workflow = await publishWebhook(client, { ...node, onError: 'continueRegularOutput' });
		expect((await workflow.call())[0]).toMatchObject({ error: `${host} ${message}`, message: advice });
	});
});

it.each([
	[
		{ logInData: '{ "phone": "{username}", "password": "{pasword}" }' },
		'holds {pasword}, and there is no value of this name',
	],
	[{ logInUrl: '/login?pin={password}' }, '"Log-In URL" holds {password}, which would be readable in logs'],
	[
		{ moreSettings: true, keep: '{ "csrf": "pattern.token=(" }' },
		'"Keep" holds a pattern that is no regular expression: token=(',
	],
])('the dialog of a Login Session with %j', async (fields, message) => {
	const { requests } = await sandbox.sagi.counters();
	const data = { service: 'custom', baseUrl: sandbox.sagi.url, ...describedSagi(), ...fields };
	const { id } = await createCredential(client, 'loginSessionApi', data);
	expect(await client.testCredential(id)).toMatchObject({
		status: 'Error',
		message: expect.stringContaining(message),
	});
	expect((await sandbox.sagi.counters()).requests).toBe(requests);
});
