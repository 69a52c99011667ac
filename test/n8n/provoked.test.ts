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
