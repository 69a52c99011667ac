import { useSandbox, passTime } from '../support/sandbox';
import { DIGITS, gigmaCredential, runGigma, session } from '../support/gigma';
import { run, usePlusofon } from '../support/plusofon';
import { PLUSOFON_ACCOUNT } from '../../sandbox/plusofon';

const sandbox = useSandbox();
const pf = usePlusofon();

describe('a field that holds an expression, which n8n does not overwrite', () => {
	it('S17: the PIN stays, the session is kept all the same, and the output says what was not', async () => {
		const credential = pf.byPhone({ pin: '={{ $secrets.pin }}' });
		credential.expressions = { pin: '1234' };
		const { phone } = PLUSOFON_ACCOUNT;
		const logIn = { accountFrom: 'item', logInWith: 'phonePin', phone, pin: '1234', keepInCredential: true };
		expect(await run(credential, 'session.logIn', logIn)).toMatchObject([{ not_kept: ['pin'] }]);
		expect(credential.data.pin).toBe('={{ $secrets.pin }}');
		passTime(60_000);
		await run(credential, 'account.getManager');
		expect(pf.service().counters()).toMatchObject({ logIns: 1, rejectedTokens: 0 });
	});

	it('S17: a changed password stays where it comes from, the session is kept, and it is said', async () => {
		const credential = pf.byEmail({ password: '={{ $secrets.password }}' });
		credential.expressions = { password: 'password' };
		const change = { currentPassword: 'password', newPassword: 'another_password' };
		expect(await run(credential, 'password.update', change)).toMatchObject([{ success: true, not_kept: ['password'] }]);
		passTime(60_000);
		await run(credential, 'account.getManager');
		expect(pf.service().counters()).toMatchObject({ logIns: 1, rejectedTokens: 0 });
	});

	it('S17: a value that differs each time keeps no session: an error says so, and nothing else is lost', async () => {
		const credential = gigmaCredential(sandbox(), { phone: DIGITS.phone, codeDigits: '={{ Math.random() }}' });
		let serial = 1000;
		Object.defineProperty(credential.expressions, 'codeDigits', { enumerable: true, get: () => String(serial++) });
		const run = runGigma(credential, session('logIn', { ...DIGITS, keepInCredential: true }));
		await expect(run).rejects.toMatchObject({
			message: 'n8n could not keep the session in "My Gigma API"',
			description: expect.stringContaining('expressions'),
		});
	});

	it('is not mentioned where there is none', async () => {
		const credential = pf.byEmail();
		const change = { currentPassword: 'password', newPassword: 'another_password' };
		const [output] = await run(credential, 'password.update', change);
		expect(output).not.toHaveProperty('not_kept');
		expect(credential.data.password).toBe('another_password');
	});
});
