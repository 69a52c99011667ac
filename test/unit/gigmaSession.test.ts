import { api, DIGITS, gigmaCredential, runGigma, SECOND, session } from '../support/gigma';
import { passTime, useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const counters = () => sandbox().gigma.counters();
const me = api('/counterparty');
const many = (count: number) => ({ items: Array.from({ length: count }, () => ({ json: {} })) });

describe("the credential's session", () => {
	it('is born of phone and digits by one log-in, and used by the next run', async () => {
		const credential = gigmaCredential(sandbox(), DIGITS);
		await runGigma(credential, me);
		passTime(365 * 24 * 3_600_000);
		expect(await runGigma(credential, me, many(50))).toHaveLength(50);
		expect(await runGigma(credential, me)).toMatchObject([{ counterparty: { phone_1: DIGITS.phone } }]);
		expect(counters()).toMatchObject({ logIns: 1, phoneCalls: 0, rejectedTokens: 0 });
		expect(credential.writes).toBe(1);
	});

	it.each(['401', '403', '200'] as const)(
		'once rejected with %s asks for a person, and calls no phone',
		async (rejection) => {
			sandbox().gigma.setSettings({ rejection });
			const credential = gigmaCredential(sandbox(), DIGITS);
			await runGigma(credential, me);
			passTime(60_000);
			sandbox().gigma.revoke();
			const run = runGigma(credential, me, many(20));
			await expect(run).rejects.toMatchObject({
				message: expect.stringContaining('Gigma did not accept the session: "'),
				description: expect.stringMatching(/"My Gigma API".*Session → Log In With Code.*digits.*Session → Send Code/s),
			});
			await expect(runGigma(credential, me)).rejects.toThrow();
			expect(counters()).toMatchObject({ logIns: 1, phoneCalls: 0 });
		},
	);

	it('is got anew with digits that a person enters after that', async () => {
		const credential = gigmaCredential(sandbox(), DIGITS);
		await runGigma(credential, me);
		sandbox().gigma.revoke();
		passTime(60_000);
		await expect(runGigma(credential, me)).rejects.toThrow('did not accept the session');
		sandbox().gigma.setSettings({ accounts: [{ login: DIGITS.phone, password: '0815', id: 1 }] });
		credential.data.codeDigits = '0815';
		await expect(runGigma(credential, me)).resolves.toHaveLength(1);
		expect(counters()).toMatchObject({ logIns: 2, logInsRefused: 0, phoneCalls: 0 });
	});

	it('does not come from digits that Gigma refuses: one try for 200 items, no secret told', async () => {
		const run = runGigma(gigmaCredential(sandbox(), { ...DIGITS, codeDigits: '9876' }), me, many(200));
		await expect(run).rejects.toMatchObject({
			message: '"My Gigma API": Gigma refused the log-in of 799•••90: "Wrong password." (HTTP 401)',
			description: expect.stringContaining('A code works once.'),
		});
		expect(counters()).toMatchObject({ logIns: 1, phoneCalls: 0 });
		const error: Error = await run.catch((thrown) => thrown);
		expect(JSON.stringify({ ...error, stack: error.stack })).not.toMatch(/9876|79999999990/);
	});

	it('is not missed where there is none: the application token goes alone', async () => {
		const credential = gigmaCredential(sandbox());
		expect(await runGigma(credential, api('/counterparty/prices'))).toEqual([{ min_price: 100.5, max_price: 144.5 }]);
		await expect(runGigma(credential, me)).rejects.toMatchObject({
			message: expect.stringContaining('HTTP 401'),
			description: expect.stringMatching(/^The request went out without a session\..*Session → Log In/s),
		});
		expect(counters()).toMatchObject({ requests: 2, logIns: 0, phoneCalls: 0 });
	});
});

describe('Keep in Credential', () => {
	const keep = session('logIn', { ...SECOND, keepInCredential: true });

	it.each([
		['without a phone', ''],
		['with the same phone, written otherwise', `+${SECOND.phone.slice(0, 1)} ${SECOND.phone.slice(1)}`],
	])('stores the session in a credential %s, and not the digits, which are used up', async (_, phone) => {
		const credential = gigmaCredential(sandbox(), { phone, codeDigits: '' });
		await runGigma(credential, keep);
		expect(credential.data).toMatchObject({ phone: SECOND.phone, codeDigits: '' });
		passTime(60_000);
		expect(await runGigma(credential, me)).toMatchObject([{ counterparty: { phone_1: SECOND.phone } }]);
		expect(counters()).toMatchObject({ logIns: 1, phoneCalls: 0 });
		sandbox().gigma.revoke();
		await expect(runGigma(credential, me)).rejects.toThrow('Gigma did not accept the session');
	});

	it('is refused for another phone than the credential’s, before anything is sent', async () => {
		const credential = gigmaCredential(sandbox(), DIGITS);
		await expect(runGigma(credential, keep)).rejects.toMatchObject({
			message: 'This is not the phone of the credential',
			description: expect.stringContaining('Nothing has been sent'),
		});
		expect(counters()).toMatchObject({ requests: 0 });
		expect(credential.writes).toBe(0);
	});
});

describe('Log Out', () => {
	it("ends the credential's session once for 20 items, and forgets it with its digits", async () => {
		const credential = gigmaCredential(sandbox(), DIGITS);
		await runGigma(credential, me);
		const output = await runGigma(credential, session('logOut'), many(20));
		expect(output).toHaveLength(20);
		expect(output[0]).toEqual({ message: 'User successfully logout' });
		expect(credential.data).toMatchObject({ phone: DIGITS.phone, codeDigits: '', session: 'ended' });
		passTime(60_000);
		await expect(runGigma(credential, me)).rejects.toThrow('HTTP 401');
		expect(counters()).toMatchObject({ logIns: 1, logOuts: 1, phoneCalls: 0 });
	});

	it('has nothing to do without a session, and logs nobody in for it', async () => {
		const run = runGigma(gigmaCredential(sandbox(), DIGITS), session('logOut'));
		await expect(run).rejects.toThrow('The credential keeps no session');
		expect(counters().requests).toBe(0);
	});
});
