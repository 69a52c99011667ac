import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { outputOf } from '../../playground/execution';
import { send } from './support/describedCredential';
import { createCredential, runWorkflow } from './support/n8n';
import { sharedN8n } from './support/shared';
import { manual } from './support/workflows';

/** What the dialog says of log-ins that real services answer, and whether a request is served afterwards. */
const client = sharedN8n();
const PASSWORD = 'password-marked-secret';
const TOKEN = 'tok1251abcdefmarked';

interface LogIn {
	status?: number;
	headers?: Record<string, string | string[]>;
	body?: string | Buffer;
}
const JSON_TYPE = { 'Content-Type': 'application/json' };
const cp1251 = Buffer.from(`{"token":"${TOKEN}","user":"\xc8\xe2\xe0\xed\xee\xe2"}`, 'latin1');
const COOKIE = { accessFrom: 'cookie', accessPath: 'SID' };

/** Each answer by its path. */
const ANSWERS: Record<string, LogIn> = {
	'/refused': { body: 'LOGIN_FAILED' },
	'/deleted': { headers: { 'Set-Cookie': 'SID=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT' } },
	'/access/ticket': { headers: JSON_TYPE, body: '{"data":{"ticket":"PVE:ticket-marked-secret","NeedTFA":1}}' },
	'/xml': { body: '<answer><token>token-marked-secret1</token></answer>' },
	'/words': { status: 401, headers: JSON_TYPE, body: '{"errors":[{"message":"Invalid user credentials."}]}' },
	'/old': { body: cp1251 },
	'/denied': { body: 'WRONG_PASSWORD' },
	'/code': { headers: JSON_TYPE, body: '{"errorCode":12,"token":"token-marked-secret"}' },
	'/asks': { headers: JSON_TYPE, body: '{"status":"MFA_REQUIRED","token":"token-marked-secret"}' },
	'/form': { status: 302, headers: { Location: '/home', 'Set-Cookie': `SID=${TOKEN}; Path=/` } },
};

let server: Server;
let url: string;
beforeAll(async () => {
	server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		const answer = ANSWERS[pathname];
		const isKnown = JSON.stringify(request.headers).includes(TOKEN);
		const {
			status = 200,
			headers = {},
			body = '',
		} = answer ?? { status: isKnown ? 200 : 401, headers: JSON_TYPE, body: '{}' };
		response.writeHead(status, headers);
		request.resume().on('end', () => response.end(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => await new Promise((resolve) => server.close(resolve)));

const enter = async (fields: object) =>
	await createCredential(client, 'loginSessionApi', {
		...{ service: 'custom', baseUrl: url, username: 'anna', password: PASSWORD, testUrl: '/me', ...fields },
	});

it.each([
	['a text that is no token', { logInUrl: '/refused' }, 'no token'],
	['a cookie that is deleted', { logInUrl: '/deleted', ...COOKIE }, 'no token'],
	['a second factor', { service: 'proxmox' }, 'second factor'],
	['XML', { logInUrl: '/xml' }, 'no token'],
	['words where the whole body is the token', { logInUrl: '/denied', accessFrom: 'wholeBody' }, 'words that say no'],
	['a code of an error beside a token', { logInUrl: '/code' }, 'refused the log-in'],
	['a status that asks for a second factor', { logInUrl: '/asks' }, 'second factor'],
	['words in a list', { logInUrl: '/words' }, 'Invalid user credentials.'],
	[
		'a name that a header can not hold',
		{ logInUrl: '/old', moreSettings: true, logInHeaders: '{"X-User": "{username}"}', username: 'Иванов' },
		'can not be sent',
	],
])('says no to %s, without what is secret', async (_, fields, message) => {
	const outcome = await client.testCredential((await enter(fields)).id);
	expect(outcome).toMatchObject({ status: 'Error', message: expect.stringContaining(message) });
	expect(outcome.message).not.toContain('marked');
	expect(outcome.message).not.toContain('LOGIN_FAILED');
});

it.each([
	['windows-1251 that nobody declares', { logInUrl: '/old' }],
	['a form that is answered with 302 and a cookie', { logInUrl: '/form', logInSendAs: 'form', ...COOKIE }],
])('is green for %s, and a request is served', async (_, fields) => {
	const credential = await enter(fields);
	expect(await client.testCredential(credential.id)).toMatchObject({ status: 'OK' });
	expect(outputOf(await runWorkflow(client, manual(send('Send', credential))), 'Send')).toHaveLength(1);
});
