import { gigma } from '../../providers/gigma';
import { GIGMA_APP_TOKEN } from '../../sandbox/gigma';
import { gigmaCredential, runGigma } from '../support/gigma';
import { reading } from '../support/provider';
import { useSandbox } from '../support/sandbox';

// Examples of gigma.ru.txt, word for word.
const TOKEN = '2|k8InFzsVIDB3sumslYax1hWJcZDglKptEgIWzxWo21bdb3d6';
const COUNTERPARTY = {
	id: 1,
	type: { id: 2, name: 'Розница', created_at: '2024-03-23T10:27:06.000000Z' },
	manager: { id: 1, first_name: 'Артём', last_name: 'Полищук', middle_name: 'Николаевич', name: 'Полищук Артём' },
	avatar: null,
	first_name: 'Алексей',
	last_name: 'Петров',
	middle_name: 'Викторович',
	birthday: '1980-04-02',
	address: '630073, Новосибирская область, город Новосибирск, Новогодняя ул., д. 20/1, кв. 26',
	phone_1: '79999999990',
	phone_2: '78888888888',
	email: 'support@itecho.ru',
	created_at: '2024-03-22T14:01:37.000000Z',
	updated_at: '2024-03-23T10:48:33.000000Z',
};
const LOG_IN_ANSWER = { counterparty: { ...COUNTERPARTY, access_token: { value: TOKEN } } };

const sandbox = useSandbox();
const session = (operation: string, rest: object = {}) => ({ resource: 'session', operation, ...rest });
const sent = () => sandbox().gigma.requests().at(-1);
/** Headers that Gigma's document names or that its answers depend on. */
const headers = () => {
	const { token, authorization, accept, 'content-type': contentType } = sent()?.headers ?? {};
	return { token, authorization, accept, contentType };
};
const JSON_HEADERS = { token: GIGMA_APP_TOKEN, accept: 'application/json', contentType: 'application/json' };

describe('G1 POST /counterparty/send_password', () => {
	const sendCode = session('sendCode', { phone: '79999999990' });

	it('sends the documented example, with Token and without a session', async () => {
		await runGigma(gigmaCredential(sandbox()), sendCode);
		expect(sent()).toMatchObject({ method: 'POST', path: '/counterparty/send_password', refusedByDocument: null });
		expect(sent()?.body).toBe('{"phone":"79999999990"}');
		expect(headers()).toEqual({ ...JSON_HEADERS, authorization: undefined });
	});

	it('gives the documented answer', async () => {
		const output = await runGigma(gigmaCredential(sandbox()), sendCode);
		expect(output).toEqual([{ message: 'Password successfully send' }]);
	});
});

describe('G2 POST /counterparty/login', () => {
	const logIn = session('logIn', { phone: '79999999990', codeDigits: '1111' });

	it('sends the documented example, with Token and without a session', async () => {
		await runGigma(gigmaCredential(sandbox()), logIn);
		expect(sent()).toMatchObject({ method: 'POST', path: '/counterparty/login', refusedByDocument: null });
		expect(sent()?.body).toBe('{"phone":"79999999990","password":"1111"}');
		expect(headers()).toEqual({ ...JSON_HEADERS, authorization: undefined });
	});

	it('reads the documented answer: the whole token, the counterparty without it, no expiry', () => {
		expect(reading(gigma, LOG_IN_ANSWER)).toEqual({
			grant: { accessToken: TOKEN, profile: COUNTERPARTY },
			fault: undefined,
		});
	});

	it('gives the documented counterparty, and the token only when it is switched on', async () => {
		sandbox().gigma.addFault({ match: { operation: 'logIn' }, status: 200, body: LOG_IN_ANSWER });
		const unknown = { expires_at: null, seconds_left: null, renews_at: null, refresh_expires_at: null };
		const credential = gigmaCredential(sandbox());
		const whole = { ...logIn, simplify: false };
		expect(await runGigma(credential, whole)).toEqual([{ ...COUNTERPARTY, ...unknown }]);
		expect(await runGigma(credential, { ...whole, returnTokens: true })).toEqual([
			{ ...COUNTERPARTY, ...unknown, access_token: TOKEN },
		]);
		const { id, first_name, last_name, phone_1, email } = COUNTERPARTY;
		expect(await runGigma(credential, logIn)).toEqual([{ id, first_name, last_name, phone_1, email, ...unknown }]);
	});

	it('sends `device` of the public client rules only when it is filled in', async () => {
		await runGigma(gigmaCredential(sandbox()), { ...logIn, options: { device: 'bot' } });
		expect(sent()?.body).toBe('{"phone":"79999999990","password":"1111","device":"bot"}');
	});

	it('takes an e-mail address for a phone, as public client rules do', () => {
		const account = gigma.account({ applicationToken: 't', phone: 'a@example.com', codeDigits: '1234' });
		expect(gigma.logIn(account)?.body).toEqual({ phone: 'a@example.com', password: '1234' });
	});
});

describe('G3 POST /counterparty/logout', () => {
	const logOut = session('logOut', { accountFrom: 'item', fromAllDevices: true });

	async function logInWithToken(): Promise<unknown> {
		const logIn = session('logIn', { phone: '79999999990', codeDigits: '1111', returnTokens: true });
		return (await runGigma(gigmaCredential(sandbox()), logIn))[0]?.access_token;
	}

	it('sends the documented example with Token and bearer, and gives the documented answer', async () => {
		const accessToken = await logInWithToken();
		const output = await runGigma(gigmaCredential(sandbox()), { ...logOut, accessToken: accessToken as string });
		expect(sent()).toMatchObject({ method: 'POST', path: '/counterparty/logout', refusedByDocument: null });
		expect(sent()?.body).toBe('{"from_all_devices":true}');
		expect(headers()).toEqual({ ...JSON_HEADERS, authorization: `Bearer ${accessToken}` });
		expect(output).toEqual([{ message: 'User successfully logout from all devices' }]);
	});

	it('sends `from_all_devices` also when it is off', async () => {
		const accessToken = (await logInWithToken()) as string;
		await runGigma(gigmaCredential(sandbox()), { ...logOut, accessToken, fromAllDevices: false });
		expect(sent()?.body).toBe('{"from_all_devices":false}');
	});
});

describe('where the document is silent', () => {
	it("reads Laravel's errors: 401, and 422 with the field", () => {
		expect(reading(gigma, { message: 'Unauthenticated.' }, 401).fault).toMatchObject({
			kind: 'session',
			message: 'Unauthenticated.',
		});
		const invalid = { message: 'The phone field is required.', errors: { 'items.0.id': ['is required'] } };
		expect(reading(gigma, invalid, 422).fault).toMatchObject({ kind: 'refused', field: 'items.0.id' });
		expect(reading(gigma, { message: 'Too Many Attempts.' }, 429).fault).toMatchObject({ kind: 'transient' });
	});
});
