import { LoggerProxy } from 'n8n-workflow';

import { PLUSOFON_ACCOUNT, PLUSOFON_API_TOKEN, PLUSOFON_SECOND } from '../../sandbox/plusofon';
import { run, usePlusofon } from '../support/plusofon';
import { passTime } from '../support/sandbox';

const pf = usePlusofon();
const HOUR_MS = 60 * 60 * 1000;

describe('phone and PIN', () => {
	const byPin = { accountFrom: 'item', logInWith: 'phonePin', phone: PLUSOFON_ACCOUNT.phone, pin: '1234' };

	it('renews itself with the refresh token, and asks for a person when that has ended', async () => {
		const credential = pf.byPhone();
		await run(credential, 'account.getManager');
		passTime(2 * HOUR_MS);
		await run(credential, 'account.getManager');
		expect(pf.service().counters()).toMatchObject({ logIns: 1, refreshes: 1, rejectedTokens: 0 });
		passTime(25 * HOUR_MS);
		await expect(run(credential, 'account.getManager')).rejects.toMatchObject({
			message: '"My Plusofon API": Plusofon needs a person to log in again',
			description: expect.stringContaining('Run Plusofon → Session → Log In With Code'),
		});
		expect(pf.service().counters()).toMatchObject({ logIns: 1, phoneCalls: 0 });
	});

	it('tries a new PIN that the person enters', async () => {
		const credential = pf.byPhone();
		await run(credential, 'account.getManager');
		pf.service().setSettings({ pin: '7777' });
		credential.data.pin = '7777';
		await run(credential, 'account.getManager');
		expect(pf.service().counters()).toMatchObject({ logIns: 2, logInsRefused: 0 });
	});

	it('keeps a session of the item in the credential, without the PIN that is used up', async () => {
		const credential = pf.byPhone({ pin: '' });
		await run(credential, 'session.logIn', { ...byPin, keepInCredential: true });
		expect(credential.data.pin).toBe('');
		await run(credential, 'account.getManager');
		expect(pf.service().counters()).toMatchObject({ logIns: 1, rejectedTokens: 0 });
	});

	it.each([
		["of another phone than the credential's", { phone: PLUSOFON_SECOND.phone }, 'byPhone', 'not the phone'],
		['in a credential that logs in otherwise', {}, 'byEmail', 'does not log in by phone'],
	] as const)('keeps no session %s', async (_name, more, credential, words) => {
		const login = run(pf[credential](), 'session.logIn', { ...byPin, ...more, keepInCredential: true });
		await expect(login).rejects.toThrow(words);
		expect(pf.service().counters()).toMatchObject({ requests: 0 });
	});

	it('keeps a session of the item nowhere unless told to', async () => {
		const credential = pf.byEmail();
		const item = {
			accountFrom: 'item',
			logInWith: 'emailPassword',
			email: PLUSOFON_SECOND.login,
			password: 'password2',
		};
		const [output] = await run(credential, 'session.logIn', item);
		expect(output).toMatchObject({ user: { id: 83 } });
		expect(credential.writes).toBe(0);
	});

	it('forgets the used PIN at a log-out, so that it is not tried again', async () => {
		const credential = pf.byPhone();
		await run(credential, 'account.getManager');
		await run(credential, 'session.logOut');
		expect(credential.data).toMatchObject({ pin: '', session: 'ended' });
		await expect(run(credential, 'account.getManager')).rejects.toThrow('needs a person');
		expect(pf.service().counters()).toMatchObject({ logIns: 1, logOuts: 1 });
	});
});

describe('a permanent API token', () => {
	it.each([
		['session.logIn', 'there is nothing to log in with'],
		['session.refresh', 'is not refreshed'],
		['session.logOut', 'there is no session to end'],
	])('%s says that there is no session to renew or end', async (operation, words) => {
		await expect(run(pf.byToken(), operation)).rejects.toThrow(words);
		expect(pf.service().counters()).toMatchObject({ requests: 0 });
	});

	it('is named by its end in the status, and never expires', async () => {
		const credential = pf.byToken();
		await run(credential, 'account.getManager');
		const [status] = await run(credential, 'session.getStatus');
		expect(status).toMatchObject({ logged_in: true, account: 'API•••42', due: false, expires_at: null });
	});

	it('is not sent over and over where it is refused', async () => {
		pf.service().setSettings({ permanentTokenScope: 'api' });
		await expect(run(pf.byToken(), 'account.get')).rejects.toMatchObject({
			description: expect.stringContaining('which some methods may not accept'),
		});
		expect(pf.service().counters()).toMatchObject({ requests: 1, logIns: 0, refreshes: 0 });
	});

	it("is not replaced by the new pair of Password → Update, which is a session's", async () => {
		const credential = pf.byToken();
		await run(credential, 'account.getManager');
		await run(credential, 'password.update', { currentPassword: 'password', newPassword: 'newpassword' });
		expect(credential.session?.accessToken).toBe(PLUSOFON_API_TOKEN);
		expect(credential.data).not.toHaveProperty('password');
	});
});

it('ends the session once for several items', async () => {
	const credential = pf.byEmail();
	await run(credential, 'account.getManager');
	const output = await run(credential, 'session.logOut', {}, { items: [{ json: {} }, { json: {} }] });
	expect(output.map(({ was_logged_in }) => was_logged_in)).toEqual([true, false]);
	expect(pf.service().counters()).toMatchObject({ logOuts: 1 });
});

it.each([
	['account.register', { email: 'a@b.ru', phone: '79993332210', password: '', pin: '1' }, 'Password is empty'],
	['password.update', { currentPassword: 'x', newPassword: ' ' }, 'New Password is empty'],
	['session.refresh', { accountFrom: 'item', refreshToken: '' }, 'Refresh Token is empty'],
	['session.logOut', { accountFrom: 'item', accessToken: '' }, 'Access Token is empty'],
	['flashCall.send', { phone: '' }, 'The phone is empty'],
])('%s sends nothing when a field is empty', async (operation, parameters, message) => {
	await expect(run(pf.byEmail(), operation, parameters)).rejects.toThrow(message);
	expect(pf.service().requests()).toEqual([]);
});

it('writes a line without secrets for every log-in, call and log-out', async () => {
	const lines: unknown[] = [];
	for (const level of ['info', 'warn'] as const) {
		jest.spyOn(LoggerProxy, level).mockImplementation((...line) => void lines.push(line));
	}
	const credential = pf.byEmail();
	await run(credential, 'flashCall.send', { phone: '79993332210' });
	await run(credential, 'flashCall.sendToMe');
	await run(credential, 'session.logOut');
	pf.service().addFault({ match: { operation: 'PF5 sendFlashCall' }, status: 400, body: { message: 'no', code: 400 } });
	await expect(run(credential, 'flashCall.send', { phone: '79993332210' })).rejects.toThrow();
	expect(lines.map((line) => (line as string[])[0])).toEqual([
		'Keyring: Plusofon send code of 799•••10 done',
		'Keyring: Plusofon log-in of u•••@mail.ru granted',
		'Keyring: Plusofon send code of u•••@mail.ru done',
		'Keyring: Plusofon log-out of u•••@mail.ru done',
		'Keyring: Plusofon send code of 799•••10 refused',
	]);
	jest.restoreAllMocks();
});
