import { LoggerProxy, type IDataObject } from 'n8n-workflow';

import { api, DIGITS, gigmaCredential, runGigma, SECOND, session } from '../support/gigma';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const counters = () => sandbox().gigma.counters();
const me = api('/counterparty');
const items = (...entries: IDataObject[]) => ({ items: entries.map((json) => ({ json })) });

/** Logs a customer in as a bot would, and gives the access token. */
async function tokenOf(account = DIGITS): Promise<string> {
	const [output] = await runGigma(gigmaCredential(sandbox()), session('logIn', { ...account, returnTokens: true }));
	return output?.access_token as string;
}

describe('Send Code', () => {
	it('calls once for every item', async () => {
		const numbers = items({ phone: DIGITS.phone }, { phone: SECOND.phone });
		await runGigma(gigmaCredential(sandbox()), session('sendCode', { phone: '={{ $json.phone }}' }), numbers);
		expect(counters()).toMatchObject({ phoneCalls: 2, requests: 2 });
	});

	it('needs a phone', async () => {
		const run = runGigma(gigmaCredential(sandbox()), session('sendCode', { phone: ' ' }));
		await expect(run).rejects.toThrow('Phone is empty');
		expect(counters().requests).toBe(0);
	});
});

describe('items', () => {
	it("send requests with sessions of their own, whatever the credential's", async () => {
		const tokens = items({ token: await tokenOf(DIGITS) }, { token: `Bearer ${await tokenOf(SECOND)}` });
		const credential = gigmaCredential(sandbox(), { ...DIGITS, codeDigits: 'unused' });
		const own = { accountFrom: 'item', accessToken: '={{ $json.token }}' };
		expect(await runGigma(credential, { ...me, ...own }, tokens)).toMatchObject([
			{ counterparty: { phone_1: DIGITS.phone } },
			{ counterparty: { phone_1: SECOND.phone } },
		]);
		expect(credential.session).toBeUndefined();
		const orders = {
			...api('/counterparty/orders', { options: { itemsField: 'orders' } }),
			...own,
		};
		expect(await runGigma(credential, orders, { items: tokens.items.slice(0, 1) })).toHaveLength(3);
	});

	it('whose session is refused are told so, without a log-in or a call', async () => {
		const accessToken = await tokenOf();
		sandbox().gigma.revoke();
		const run = runGigma(gigmaCredential(sandbox(), DIGITS), { ...me, accountFrom: 'item', accessToken });
		await expect(run).rejects.toMatchObject({
			message: 'Gigma did not accept the session: "Unauthenticated." (HTTP 401)',
			description: expect.stringContaining('Session → Send Code'),
		});
		expect(counters()).toMatchObject({ logIns: 1, phoneCalls: 0 });
	});

	it('without an access token send nothing', async () => {
		const run = runGigma(gigmaCredential(sandbox(), DIGITS), { ...me, accountFrom: 'item', accessToken: '' });
		await expect(run).rejects.toThrow('Access Token is empty');
		expect(counters().requests).toBe(0);
	});
});

describe('secrets', () => {
	it("of the provider's own headers can't be replaced", async () => {
		const headers = {
			parameters: [
				{ name: 'token', value: 'other' },
				{ name: 'authorization', value: 'other' },
			],
		};
		await expect(runGigma(gigmaCredential(sandbox(), DIGITS), { ...me, headers })).resolves.toHaveLength(1);
	});

	it('never stand in an audit line, which every attempt writes', async () => {
		const lines: string[] = [];
		const write = (message: string, meta?: object) => void lines.push(JSON.stringify([message, meta]));
		jest.spyOn(LoggerProxy, 'info').mockImplementation(write);
		jest.spyOn(LoggerProxy, 'warn').mockImplementation(write);
		const credential = gigmaCredential(sandbox());
		await runGigma(credential, session('sendCode', { phone: DIGITS.phone }));
		await runGigma(credential, session('logIn', { ...DIGITS, keepInCredential: true }));
		await runGigma(credential, session('logOut'));
		sandbox().gigma.addFault({ status: 503, times: 1 });
		await runGigma(credential, session('sendCode', { phone: DIGITS.phone })).catch(() => undefined);
		jest.restoreAllMocks();
		expect(lines.map((line) => (JSON.parse(line) as [string, IDataObject])[0])).toEqual([
			'Keyring: Gigma send code of 799•••90 done',
			'Keyring: Gigma log-in of 799•••90 granted',
			'Keyring: Gigma log-out of 799•••90 done',
			'Keyring: Gigma send code of 799•••90 failed',
		]);
		expect(lines.join()).not.toMatch(/79999999990|1111|\d+\|\w{40}/);
	});
});
