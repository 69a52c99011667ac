import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { errorOf, outputOf } from '../../playground/execution';
import { GIGMA_APP_TOKEN } from '../../sandbox/gigma';
import { send } from './support/describedCredential';
import { createCredential, runWorkflow } from './support/n8n';
import { sharedN8n, sharedSandbox } from './support/shared';
import { keyringNode, manual, type SavedCredential } from './support/workflows';

/** What some services do in their own way, in a real n8n: how a session ends, when it does, and what is in the way of a log-in. */
const client = sharedN8n();

interface Answer {
	status?: number;
	headers?: Record<string, string>;
	body?: string;
	afterMs?: number;
}

let answer: (request: IncomingMessage) => Answer;
let logIns = 0;
let server: Server;
let url: string;

async function listening(listener: Server): Promise<number> {
	await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
	return (listener.address() as AddressInfo).port;
}
const closed = async (listener: Server) => await new Promise((resolve) => listener.close(resolve));

beforeAll(async () => {
	server = createServer((request, response) => {
		const { status = 200, headers = {}, body = '{}', afterMs = 0 } = answer(request);
		request.resume().on('end', () => {
			setTimeout(() => {
				response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
				response.end(status === 204 ? undefined : body);
			}, afterMs);
		});
	});
	url = `http://127.0.0.1:${await listening(server)}`;
});
afterAll(async () => await closed(server));
beforeEach(() => void (logIns = 0));

const enter = async (fields: object) =>
	await createCredential(client, 'loginSessionApi', {
		...{ service: 'custom', baseUrl: url, username: 'anna', password: 'pass-word-1', logInUrl: '/login' },
		...fields,
	});
const asked = async (credential: SavedCredential, rest: object = {}) =>
	await runWorkflow(client, manual(send('Send', credential, rest)));

it.each([
	[
		'PocketBase: an ended session is a guest, who gets 403',
		'pocketBase',
		{ name: 'collection', secret: 'users' },
		(serial: number): Answer => ({ body: JSON.stringify({ token: `token${serial}` }) }),
		{ status: 403, body: '{"message":"Only superusers can perform this action."}' },
	],
	[
		'Odoo: an ended session is sent to its log-in page, in a language',
		'odoo',
		{ name: 'database', secret: 'shop' },
		(serial: number): Answer => ({
			headers: { 'Set-Cookie': `session_id=token${serial}; Path=/` },
			body: '{"jsonrpc":"2.0","result":{"uid":2}}',
		}),
		{ status: 303, headers: { Location: '/ru/web/login?redirect=%2Fthings' } },
	],
])('%s: it is renewed, and the request is served', async (_, service, value, granted, rejected) => {
	let ended = '';
	answer = (request) => {
		if (/auth-with-password|authenticate/.test(request.url ?? '')) return granted(++logIns);
		const carried = `${request.headers.authorization ?? ''}${request.headers.cookie ?? ''}`;
		return carried.includes(`token${logIns}`) && !carried.includes(ended) ? {} : rejected;
	};
	ended = 'none';
	const credential = await enter({ service, moreValues: { values: [value] } });
	expect(errorOf(await asked(credential))).toBeUndefined();
	expect(logIns).toBe(1);
	ended = 'token1';
	expect(errorOf(await asked(credential))).toBeUndefined();
	expect(logIns).toBe(2);
});

it('qBittorrent that lets this address in without a log-in is asked without a session', async () => {
	answer = (request) => (request.url?.includes('/auth/login') ? { status: 204 } : { body: '"v5.1"' });
	const credential = await enter({ service: 'qBittorrent' });
	expect(await client.testCredential(credential.id)).toMatchObject({ status: 'OK' });
	expect(errorOf(await asked(credential))).toBeUndefined();
});

it('a date that tells no zone is read day first in the zone that is named, and what else ends is left aside', async () => {
	const body = { token: 'opaque-token', until: '12.01.2037 10:00', record: { expires: '2030-06-01' } };
	answer = (request) => (request.url === '/login' ? { body: JSON.stringify(body) } : {});
	const expiry = { expiryFrom: 'path', expiryPath: 'until', expiryUnit: 'date', expiryZone: 'Europe/Moscow' };
	const status = async (fields: object) => {
		const credential = await enter(fields);
		const state = keyringNode('State', 'loginSession', credential, { resource: 'session', operation: 'getStatus' });
		return outputOf(await runWorkflow(client, manual(send('Send', credential), state)), 'State')[0];
	};
	expect(await status(expiry)).toMatchObject({ expires_at: '2037-01-12T07:00:00.000Z' });
	expect(await status({})).toMatchObject({ logged_in: true, expires_at: null });
});

it('a log-in may take as long as its time limit says', async () => {
	answer = (request) => (request.url === '/login' ? { body: '{"token":"opaque-token"}', afterMs: 33_000 } : {});
	const limit = (logInTimeLimit: number) => ({ moreSettings: true, logInTimeLimit });
	const short = await enter(limit(2));
	expect(errorOf(await asked(short))?.message).toContain('did not answer within 2 seconds');
	expect(errorOf(await asked(await enter(limit(60))))).toBeUndefined();
}, 60_000);

it('of TLS it is told what is wrong', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tls-'));
	const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
	const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
	execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], {
		stdio: 'ignore',
	});
	const own = createTls({ key: readFileSync(key), cert: readFileSync(cert) });
	const port = await listening(own);
	const told = async (baseUrl: string) => {
		const credential = await enter({ baseUrl });
		return [await client.testCredential(credential.id), errorOf(await asked(credential))]
			.map((each) => each?.message)
			.join(' | ');
	};
	const unknown = await told(`https://127.0.0.1:${port}`);
	const plain = await told(url.replace('http:', 'https:'));
	await closed(own);
	rmSync(folder, { recursive: true });
	expect(unknown.match(/showed a certificate that is not trusted here/g)).toHaveLength(2);
	expect(plain.match(/does not speak https at this port/g)).toHaveLength(2);
}, 30_000);

it('a phone that was pasted with invisible characters is the phone', async () => {
	const sandbox = await sharedSandbox();
	await sandbox.reset();
	const credential = await createCredential(client, 'gigmaApi', {
		...{ environment: 'custom', baseUrl: sandbox.gigma.url, applicationToken: GIGMA_APP_TOKEN },
		phone: '\u202a+7 (999)\u200b\u00ad999-99-90\u202c\u115f',
		codeDigits: '1111',
	});
	const customer = keyringNode('Customer', 'gigma', credential, { resource: 'customer', operation: 'get' });
	expect(errorOf(await runWorkflow(client, manual(customer)))).toBeUndefined();
});
