import { LoggerProxy, type IDataObject } from 'n8n-workflow';

import { api, DIGITS, gigmaCredential, runGigma, SECOND, session } from '../support/gigma';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const me = api('/counterparty');
const items = (...entries: IDataObject[]) => ({ items: entries.map((json) => ({ json })) });

/** Logs a customer in as a bot would, and gives the access token. */
async function tokenOf(account = DIGITS): Promise<string> {
	const [output] = await runGigma(gigmaCredential(sandbox()), session('logIn', { ...account, returnTokens: true }));
	return output?.access_token as string;
}

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
});

describe('secrets', () => {
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
