import { digitsOf, gigma, HARMLESS_PATH } from '../../providers/gigma';
import { prepared, reading, sessionWith } from '../support/provider';

const FIELDS = { applicationToken: ' app ', phone: '+7 999 333-22-10', codeDigits: '0042' };
const account = gigma.account(FIELDS);

describe('the account', () => {
	it('is at the address of its environment', () => {
		const base = (fields: object) => gigma.account({ ...FIELDS, ...fields }).baseUrl;
		expect(base({})).toBe('https://beta.api.gigma.ru');
		expect(base({ environment: 'production' })).toBe('https://api.gigma.ru/api');
		expect(base({ environment: 'custom', baseUrl: 'https://a.example/' })).toBe('https://a.example');
		expect(base({ environment: 'custom', baseUrl: 'http://a.example', allowHttp: true })).toBe('http://a.example');
		expect(() => base({ environment: 'custom', baseUrl: 'http://a.example', allowHttp: 1 })).toThrow('no encryption');
		expect(() => base({ environment: 'custom' })).toThrow('The credential has no Base URL');
		expect(() => base({ environment: 'none' })).toThrow('is not a web address');
	});

	it('has an application token that goes into a header, and a phone in digits', () => {
		expect(account).toEqual({
			...{ baseUrl: 'https://beta.api.gigma.ru', login: '79993332210', applicationToken: 'app' },
			...{ codeDigits: '0042', device: '', webhookSecret: '', renewBeforeMs: 0 },
			identity: ['https://beta.api.gigma.ru', 'app', '79993332210', '0042'],
		});
		expect(() => gigma.account({})).toThrow('The credential has no Application Token');
		expect(() => gigma.account({ applicationToken: 'ключ' })).toThrow('"Application Token" holds characters');
		expect(gigma.secrets!(account)).toEqual(['app', '0042', '']);
	});

	it.each([
		['0042', '0042'],
		[' 42 ', '42'],
		[42, '0042'],
		[0, '0000'],
		[12345, '12345'],
		[undefined, ''],
		[null, ''],
	])('reads the digits %j as %j', (written, digits) => expect(digitsOf(written)).toBe(digits));

	it('logs in by itself with phone and digits alone, once', () => {
		const logIn = (fields: object) => gigma.logIn(gigma.account({ ...FIELDS, ...fields }));
		const body = { phone: '79993332210', password: '0042' };
		expect(logIn({})).toEqual({ method: 'POST', path: '/counterparty/login', body });
		expect(logIn({ codeDigits: 42 })).toMatchObject({ body });
		expect(logIn({ device: ' till ' })).toMatchObject({ body: { ...body, device: 'till' } });
		expect([logIn({ phone: '' }), logIn({ codeDigits: '' })]).toEqual([undefined, undefined]);
		expect(gigma.logIn(account, sessionWith('abc'))).toBeUndefined();
		expect(gigma.refresh(account, sessionWith('abc'))).toBeUndefined();
		const needs = [FIELDS, { ...FIELDS, phone: '' }, { ...FIELDS, codeDigits: '' }].map((fields) =>
			gigma.needsSession(gigma.account(fields)),
		);
		expect(needs).toEqual([true, false, false]);
	});
});

it('sends the application token with every request, and the bearer where there is a session', () => {
	const request = { method: 'GET', path: '/x', headers: { token: 'mine', 'X-A': 'b' } } as const;
	expect(prepared(gigma, account, request)).toEqual({
		...{ method: 'GET', path: '/x' },
		headers: { Accept: 'application/json', Token: 'app', 'X-A': 'b' },
	});
	expect(gigma.authorizeRequest(account, { method: 'GET', path: '/x' }, sessionWith('2|abc')).headers).toEqual({
		...{ Accept: 'application/json', Token: 'app', Authorization: 'Bearer 2|abc' },
	});
	expect(gigma.isAllowedUrl(account, new URL('https://beta.api.gigma.ru/x'))).toBe(true);
	expect(gigma.isAllowedUrl(account, new URL('https://api.gigma.ru/api/x'))).toBe(false);
});

it('tests a credential by what it may ask for', () => {
	const request = { method: 'GET', path: HARMLESS_PATH } as const;
	expect(prepared(gigma, account, request)?.path).toBe('/counterparty/prices');
	expect(gigma.authorizeRequest(account, request, sessionWith('abc')).path).toBe('/counterparty');
});

it.each([
	...[{}, { message: 'ok' }, { counterparty: [] }, { counterparty: {} }, 'x', undefined],
	...[{ counterparty: { access_token: '2|k8' } }, { counterparty: { access_token: { value: '' } } }],
])('finds no token in %j', (body) => expect(reading(gigma, body).grant).toBeUndefined());
