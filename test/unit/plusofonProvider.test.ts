import { phoneDigits, plusofon } from '../../providers/plusofon';
import type { CredentialFields, ProviderFault } from '../../providers/types';
import { prepared, reading, sessionWith } from '../support/provider';

const MAIL = { email: 'user@mail.ru', password: ' pass word ' };

describe('the account', () => {
	it('is at the documented address unless a custom one is chosen', () => {
		expect(plusofon.account(MAIL).baseUrl).toBe('https://restapi.plusofon.ru');
		const custom = { ...MAIL, environment: 'custom', baseUrl: 'http://127.0.0.1:5603/' };
		expect(plusofon.account(custom).baseUrl).toBe('http://127.0.0.1:5603');
		expect(plusofon.account({ ...MAIL, baseUrl: 'https://elsewhere.example' }).baseUrl).toContain('plusofon.ru');
	});

	it('logs in with email and password by default, and keeps the spaces of a password', () => {
		expect(plusofon.account(MAIL)).toMatchObject({
			logInWith: 'emailPassword',
			login: 'user@mail.ru',
			clientCode: '10553',
			logInBody: { email: 'user@mail.ru', password: ' pass word ' },
			renewBeforeMs: 300_000,
		});
	});

	it.each([
		[{ email: 'user@mail.ru' }, 'The credential has no Password', 'password'],
		[{ password: 'x' }, 'The credential has no Email', 'email'],
		[{ logInWith: 'apiToken', ...MAIL }, 'The credential has no API Token', 'apiToken'],
		[{ logInWith: 'phonePin', pin: '1234' }, 'The credential has no Phone', 'phone'],
		[{ logInWith: 'phonePin', phone: 'Ivan' }, 'The phone is not a phone number', 'phone'],
		[{ logInWith: 'phonePin', phone: '123456789' }, 'The phone is not a phone number', 'phone'],
		[{ logInWith: 'phonePin', phone: '1234567890123456' }, 'The phone is not a phone number', 'phone'],
		[{ ...MAIL, clientCode: 'lk' }, 'The client code is not a number', 'clientCode'],
		[{ ...MAIL, clientCode: 'x1' }, 'The client code is not a number', 'clientCode'],
		[{ ...MAIL, clientCode: '1x' }, 'The client code is not a number', 'clientCode'],
		[{ logInWith: 'apiToken', apiToken: 'ключ' }, '"API Token" holds characters that can not be sent', 'apiToken'],
		[
			{ ...MAIL, environment: 'custom', baseUrl: 'http://a.example' },
			'"Base URL" has no encryption: everybody on the way could read the password',
			'baseUrl',
		],
		[
			{ ...MAIL, environment: 'custom', baseUrl: 'http://a.example', allowHttp: 1 },
			'"Base URL" has no encryption: everybody on the way could read the password',
			'baseUrl',
		],
		[{ ...MAIL, environment: 'custom' }, 'The credential has no Base URL', 'baseUrl'],
	])('%j: %s', (fields, message, field) => {
		expect(() => plusofon.account(fields)).toThrow(expect.objectContaining({ message, field }));
	});

	it('may be anywhere where that is allowed', () => {
		const own = { ...MAIL, environment: 'custom', baseUrl: 'http://a.example', allowHttp: true };
		expect(plusofon.account(own).baseUrl).toBe('http://a.example');
	});

	it.each(['abc', ' abc ', 'Bearer abc', 'bearer  abc'])('takes the token from %j', (apiToken) => {
		expect(plusofon.account({ logInWith: 'apiToken', apiToken })).toMatchObject({ apiToken: 'abc' });
	});

	it('takes a token that holds the word as it is', () => {
		expect(plusofon.account({ logInWith: 'apiToken', apiToken: 'xBearer abc' }).apiToken).toBe('xBearer abc');
	});

	it('keeps out of messages what it logs in with', () => {
		const secrets = (fields: CredentialFields) => plusofon.secrets!(plusofon.account(fields));
		expect(secrets({ ...MAIL, email: ' a@b.ru ' })).toEqual(['', 'a@b.ru', ' pass word ']);
		expect(secrets({ logInWith: 'apiToken', apiToken: 'abc' })).toEqual(['abc']);
	});

	it('logs in again after a session with the password, and not with a PIN', () => {
		const logIn = (fields: CredentialFields, ended = false) =>
			plusofon.logIn(plusofon.account(fields), ended ? sessionWith('abc') : undefined);
		const phone = { logInWith: 'phonePin', phone: '79993332210' };
		expect(logIn(MAIL, true)).toEqual({ method: 'POST', path: '/api/v1/login', body: MAIL });
		expect(logIn({ ...phone, pin: '1' })).toMatchObject({ body: { phone: '79993332210', pin: '1' } });
		expect([
			logIn({ ...phone, pin: '1' }, true),
			logIn(phone),
			logIn({ logInWith: 'apiToken', apiToken: 'a' }),
		]).toEqual([undefined, undefined, undefined]);
	});

	it('is another as soon as anything of it is edited', () => {
		const phone = { logInWith: 'phonePin', phone: '79993332210' };
		const edited = [
			MAIL,
			{ ...MAIL, email: 'other@mail.ru' },
			{ ...MAIL, password: 'other' },
			{ ...MAIL, clientCode: '2224' },
			{ ...MAIL, environment: 'custom', baseUrl: 'https://example.com' },
			{ logInWith: 'apiToken', apiToken: 'a' },
			{ logInWith: 'apiToken', apiToken: 'b' },
			phone,
			{ ...phone, pin: '1234' },
			{ ...phone, pin: '4321' },
		].map((fields) => JSON.stringify(plusofon.account(fields).identity));
		expect(new Set(edited).size).toBe(edited.length);
	});

	it('names a permanent token by its end alone', () => {
		expect(plusofon.account({ logInWith: 'apiToken', apiToken: 'KeyringSandboxPermanentToken42' }).login).toBe(
			'API token en42',
		);
	});
});

it.each(['+7 (999) 333-22-10', ' 7 999 333 22 10\n', 79993332210])('reads the phone %s', (value) => {
	expect(phoneDigits(value, 'phone')).toBe('79993332210');
	// An 8 in front is not guessed to be a 7.
	expect(phoneDigits('8 (999) 333-22-10', 'phone')).toBe('89993332210');
});

it('adds the headers of the document to every request, and the session to nothing else', () => {
	const account = plusofon.account({ ...MAIL, clientCode: '2224' });
	const request = {
		method: 'GET',
		path: '/api/v1/call',
		headers: { client: '1', accept: 'text/csv', 'X-A': 'b' },
	} as const;
	expect(prepared(plusofon, account, request)?.headers).toEqual({
		'Content-Type': 'application/json',
		accept: 'text/csv',
		'X-A': 'b',
		Client: '2224',
	});
	const withSession = plusofon.authorizeRequest(account, { method: 'GET', path: '/' }, sessionWith('abc'));
	expect(withSession.headers).toMatchObject({ Authorization: 'Bearer abc', Accept: 'application/json' });
	expect(plusofon.isAllowedUrl(account, new URL('http://localhost/api/v1/tokens?page=2'))).toBe(false);
});

describe('errors, by HTTP status or by the body', () => {
	const validation = { message: { message: 'The token field is required.', field: 'token' }, code: 400 };
	const business = { message: 'Password not right.', code: 400 };
	const noAccess = { success: false, message: 'Нет доступа', code: 500 };
	const advice =
		'Plusofon answers 500 when the account has no access, or when what the request names does not exist: then another try changes nothing.';
	const cases: Array<[string, number, unknown, ProviderFault | undefined]> = [
		[
			'validation',
			400,
			validation,
			{ message: validation.message.message, field: 'token', code: '400', kind: 'refused' },
		],
		[
			'validation',
			200,
			validation,
			{ message: validation.message.message, field: 'token', code: '400', kind: 'refused' },
		],
		['business', 400, business, { message: business.message, code: '400', kind: 'refused' }],
		['business', 200, business, { message: business.message, code: '400', kind: 'refused' }],
		['business, code as text', 200, { message: 'x', code: '400' }, { message: 'x', code: '400', kind: 'refused' }],
		['not found', 404, { error: 'No such call' }, { message: 'No such call', kind: 'refused' }],
		['not found', 200, { error: 'No', code: 404 }, { message: 'No', code: '404', kind: 'refused' }],
		['no access', 500, noAccess, { message: 'Нет доступа', code: '500', kind: 'refused', advice }],
		['no access', 200, noAccess, { message: 'Нет доступа', code: '500', kind: 'refused', advice }],
		['no access in words of a page', 500, '<html>', { kind: 'refused', advice }],
		['session', 401, { message: 'Unauthenticated.' }, { message: 'Unauthenticated.', kind: 'session' }],
		['session', 200, { message: 'x', code: 401 }, { message: 'x', code: '401', kind: 'session' }],
		['rights', 403, { message: 'Недостаточно прав' }, { message: 'Недостаточно прав', kind: 'session' }],
		['no reason given', 200, { success: false }, { kind: 'refused' }],
		['bad gateway', 502, '<html>', { kind: 'transient' }],
		['too many', 429, { message: 'slow down' }, { message: 'slow down', kind: 'transient' }],
		['a code of words', 200, { message: 'x', code: 'E400' }, undefined],
		['a code of more digits', 200, { message: 'x', code: 4000 }, undefined],
		['a code of more digits before', 200, { message: 'x', code: 1400 }, undefined],
		['a success that has a code', 200, { success: true, code: 495 }, undefined],
		['a code of no error', 200, { code: 200, message: 'ok' }, undefined],
		['no `success`', 200, { token: 'a', token_expire: 1 }, undefined],
		['a list', 200, [{ code: 400 }], undefined],
	];
	it.each(cases)('%s with HTTP %i', (_name, status, body, fault) => {
		const read = plusofon.parseError({ status, headers: {}, body: body as never });
		expect(read && JSON.parse(JSON.stringify(read))).toEqual(fault);
	});
});

it('takes the field from the text where the text names one, and only at its begin', () => {
	const field = (message: string) =>
		reading(plusofon, { message: { message, field: 'token' }, code: 400 }).fault?.field;
	expect(field('The current_password field is required.')).toBe('current_password');
	expect(field('See: The x field is required.')).toBe('token');
});

it('says so where a phone is empty', () => {
	expect(() => phoneDigits(' ', 'phone')).toThrow('The phone is empty');
	expect(() => phoneDigits(undefined, 'phone')).toThrow('The phone is empty');
});
