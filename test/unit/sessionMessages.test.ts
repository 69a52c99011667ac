import { LoggerProxy } from 'n8n-workflow';

import { Sagi } from '../../nodes/Sagi/Sagi.node';
import { SAGI_IDS } from '../../sandbox/sagi';
import { gigmaCredential, runGigma, session as gigmaSession } from '../support/gigma';
import { contextOf } from '../support/n8nInProcess';
import { run, usePlusofon } from '../support/plusofon';
import { runSagi, sagiCredential } from '../support/sagi';
import { passTime, useSandbox } from '../support/sandbox';
import { runSmartSatu, smartSatuCredential } from '../support/smartSatu';

const sandbox = useSandbox();
const pf = usePlusofon();
const get = { resource: 'branch', operation: 'get' };
const api = (path: string) => ({ resource: 'apiRequest', operation: 'send', path });
const session = (operation: string, rest: object = {}) => ({
	resource: 'session',
	operation,
	accountFrom: 'item',
	...rest,
});

describe('what a rejected session says was tried', () => {
	const forbidden = { match: { path: '/__echo' }, status: 403, body: { code: 403, message: 'forbidden' } };

	it('a renewal, and when it was', async () => {
		sandbox().sagi.addFault(forbidden);
		const time = new Date().toISOString().slice(11, 19);
		await expect(runSagi(sagiCredential(sandbox()), api('/__echo'))).rejects.toMatchObject({
			message: 'Sagi did not accept the session: "forbidden" (HTTP 403)',
			description: expect.stringContaining(
				`The session of "My Sagi API" was rejected, also after its renewal at ${time} UTC. Check that its account may do this.`,
			),
		});
	});

	it('that none was tried, because the last one did not help, and when the next will be', async () => {
		const credential = sagiCredential(sandbox());
		sandbox().sagi.addFault(forbidden);
		await runSagi(credential, api('/__echo')).catch(() => undefined);
		const renewed = new Date().toISOString().slice(11, 19);
		passTime(12_000);
		sandbox().sagi.resetCounters();
		await expect(runSagi(credential, api('/__echo'))).rejects.toMatchObject({
			description: expect.stringMatching(
				new RegExp(`was rejected, and so it was after its renewal at ${renewed} UTC. The next renewal is tried after `),
			),
		});
		expect(sandbox().sagi.counters()).toMatchObject({ logIns: 0, refreshes: 0 });
	});

	it('nothing of a renewal where the item brought the token, or where there was no session', async () => {
		const item = session('logOut', { accessToken: 'unknown' });
		await expect(run(pf.byEmail(), 'session.logOut', item)).rejects.toMatchObject({
			description: expect.stringMatching(
				/^Check the access token that the item brings\. Check that its account may do this/,
			),
		});
		const wrong = gigmaCredential(sandbox(), { applicationToken: 'wrong' });
		await expect(runGigma(wrong, gigmaSession('sendCode', { phone: '79999999990' }))).rejects.toMatchObject({
			description: expect.stringMatching(/^The request went out without a session\. Check "My Gigma API"\./),
		});
	});
});

describe('what an item has not brought', () => {
	it.each([
		['Login', { login: '', password: 'x' }],
		['Password', { login: 'a@b.kz', password: '' }],
	])('Sagi, Log In: "%s" is told of the field, not of the credential', async (label, fields) => {
		const run = runSagi(sagiCredential(sandbox()), session('logIn', fields));
		await expect(run).rejects.toMatchObject({
			message: `${label} is empty`,
			description: `Fill in "${label}". Nothing has been sent.`,
		});
	});

	it('Smart Satu, Log In: the same', async () => {
		const run = runSmartSatu(smartSatuCredential(sandbox()), session('logIn', { username: 'supplier', password: ' ' }));
		await expect(run).rejects.toThrow('Password is empty');
		expect(sandbox().smartSatu.requests()).toEqual([]);
	});

	it('Sagi, Refresh: an access token', async () => {
		await expect(runSagi(sagiCredential(sandbox()), session('refresh', { accessToken: ' ' }))).rejects.toThrow(
			'Access Token is empty',
		);
	});
});

it('Sagi, Refresh From Item takes a token with "Bearer" before it, and its audit line does not name the credential', async () => {
	const lines: string[] = [];
	jest.spyOn(LoggerProxy, 'info').mockImplementation((line) => void lines.push(line));
	const credential = sagiCredential(sandbox());
	await runSagi(credential, get);
	const { accessToken } = credential.session!;
	await runSagi(credential, session('refresh', { accessToken: `Bearer ${accessToken}` }));
	expect(lines).toEqual([
		'Keyring: Sagi log-in of b•••@example.com granted',
		'Keyring: Sagi refresh of (none) granted',
	]);
});

it('Gigma, Log Out ends the credential’s session once, in the way that the first item says', async () => {
	const credential = gigmaCredential(sandbox(), { phone: '79999999990', codeDigits: '1111' });
	await runGigma(credential, api('/counterparty'));
	const items = [{ json: { all: true } }, { json: { all: false } }];
	await runGigma(credential, gigmaSession('logOut', { fromAllDevices: '={{ $json.all }}' }), { items });
	const bodies = sandbox()
		.gigma.requests()
		.filter(({ path }) => path === '/counterparty/logout')
		.map(({ body }) => JSON.parse(body) as unknown);
	expect(bodies).toEqual([{ from_all_devices: true }]);
});

it('a token that stands in the query of n8n’s HTTP Request node is refused before anything is sent', async () => {
	const credential = sagiCredential(sandbox());
	await runSagi(credential, get);
	const context = contextOf({ node: new Sagi(), credential, parameters: get });
	const qs = { token: credential.session!.accessToken };
	const url = `${sandbox().sagi.url}/api/v1/branches/${SAGI_IDS.branch}`;
	sandbox().sagi.resetCounters();
	const send = context.helpers.httpRequestWithAuthentication.call(context, 'sagiApi', { url, qs });
	await expect(send).rejects.toThrow('The address holds the access token');
	expect(sandbox().sagi.counters().requests).toBe(0);
});

it.each(['abc', 0, -1])('Get Many takes a limit of %p for bad input, before anything is sent', async (limit) => {
	const parameters = { returnAll: false, limit: `={{ ${JSON.stringify(limit)} }}` };
	const branches = runSagi(sagiCredential(sandbox()), { resource: 'branch', operation: 'getAll', ...parameters });
	await expect(branches).rejects.toThrow(`The limit "${limit}" is not a whole number of 1 or more`);
	await expect(run(pf.byEmail(), 'token.getAll', parameters)).rejects.toThrow('is not a whole number');
	expect([sandbox().sagi.requests(), pf.service().requests()]).toEqual([[], []]);
});
