import { LoggerProxy } from 'n8n-workflow';

import { gigmaCredential, runGigma, session as gigmaSession } from '../support/gigma';
import { runSagi, sagiCredential } from '../support/sagi';
import { useSandbox } from '../support/sandbox';
import { runSmartSatu, smartSatuCredential } from '../support/smartSatu';

const sandbox = useSandbox();
const get = { resource: 'branch', operation: 'get' };
const api = (path: string) => ({ resource: 'apiRequest', operation: 'send', path });
const session = (operation: string, rest: object = {}) => ({
	resource: 'session',
	operation,
	accountFrom: 'item',
	...rest,
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
