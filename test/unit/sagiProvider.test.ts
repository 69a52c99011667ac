import { branchesOf, sagi } from '../../providers/sagi';
import type { Json } from '../../providers/types';
import { prepared, reading, sessionWith } from '../support/provider';

const DAY_MS = 86_400_000;
const FIELDS = { login: ' b@example.com ', password: ' p ' };
const account = sagi.account(FIELDS);

describe('the account', () => {
	it('is at the address of its environment', () => {
		const base = (fields: object) => sagi.account({ ...FIELDS, ...fields }).baseUrl;
		expect(base({})).toBe('https://gateway.sagi.kz');
		expect(base({ environment: 'test', baseUrl: 'https://elsewhere.example' })).toBe('https://test.sagi.kz');
		expect(base({ environment: 'custom', baseUrl: 'https://a.example/' })).toBe('https://a.example');
		expect(base({ environment: 'custom', baseUrl: 'http://a.example', allowHttp: true })).toBe('http://a.example');
		expect(() => base({ environment: 'custom', baseUrl: 'http://a.example', allowHttp: 1 })).toThrow('no encryption');
		expect(() => base({ environment: 'custom' })).toThrow('The credential has no Base URL');
		expect(() => base({ environment: 'staging' })).toThrow('is not a web address');
	});

	it('needs a login and a password, whose spaces stay', () => {
		expect(account).toMatchObject({ login: 'b@example.com', password: ' p ', licenseKey: '' });
		expect(() => sagi.account({ password: 'p' })).toThrow('The credential has no Login');
		expect(() => sagi.account({ login: 'b' })).toThrow('The credential has no Password');
		expect(sagi.needsSession(account)).toBe(true);
	});

	it('is renewed two days before its end, or one to five by choice', () => {
		const days = (renewBeforeDays: unknown) => sagi.account({ ...FIELDS, renewBeforeDays }).renewBeforeMs / DAY_MS;
		expect([undefined, '', 'x', 0, -1, 1, '3', 5, 6].map(days)).toEqual([2, 2, 2, 2, 1, 1, 3, 5, 5]);
	});

	it('is another as soon as anything of it is edited', () => {
		const edited = [{}, { login: 'c' }, { password: 'p' }, { licenseKey: 'k' }, { environment: 'test' }];
		const identities = edited.map((fields) => JSON.stringify(sagi.account({ ...FIELDS, ...fields }).identity));
		expect(new Set(identities).size).toBe(edited.length);
		expect(sagi.account({ ...FIELDS, renewBeforeDays: 5 }).identity).toEqual(account.identity);
	});

	it('keeps password and licence key out of messages', () => {
		expect(sagi.secrets!(sagi.account({ ...FIELDS, licenseKey: ' k ' }))).toEqual([' p ', 'k']);
	});
});

describe('what is sent', () => {
	it('is a log-in in JSON', () => {
		expect(sagi.logIn(account)).toMatchObject({ headers: { 'Content-Type': 'application/json' } });
	});

	it('has the session, and what is its own before that, and nothing where there is no session', () => {
		const request = { method: 'GET', path: '/x', headers: { accept: 'text/csv', authorization: 'mine' } } as const;
		expect(sagi.authorizeRequest(account, request, sessionWith('abc'))).toEqual({
			...{ method: 'GET', path: '/x' },
			headers: { accept: 'text/csv', Authorization: 'Bearer abc' },
		});
		expect(sagi.authorizeRequest(account, { method: 'GET', path: '/' }, sessionWith('abc')).headers).toMatchObject({
			Accept: 'application/json',
		});
		expect(prepared(sagi, account, request)).toBe(request);
	});

	it('names the main branch where the document writes {branch_id}', () => {
		const session = sessionWith('abc', { profile: { organization: { branches: ['1/2', '3'] } } });
		const path = (written: string, of = session) =>
			sagi.authorizeRequest(account, { method: 'GET', path: written }, of).path;
		expect(path('/b/{branch_id}/c/{branch_id}')).toBe('/b/1%2F2/c/1%2F2');
		expect(path('/b/{branch}')).toBe('/b/{branch}');
		expect(path('/b/{branch_id}', sessionWith('abc'))).toBe('/b/{branch_id}');
	});

	it('goes to its own address alone', () => {
		expect(sagi.isAllowedUrl(account, new URL('https://gateway.sagi.kz/api'))).toBe(true);
		expect(sagi.isAllowedUrl(account, new URL('https://test.sagi.kz/api'))).toBe(false);
	});
});

describe('what a log-in or refresh grants', () => {
	const organization = { branches: ['1'] };

	it('lives 30 days unless it tells more, and refreshes for 365', () => {
		expect(reading(sagi, { access_token: 'abc', expire: '2026-02-01T00:00:00Z' }).grant).toEqual({
			...{ accessToken: 'abc', expiresAt: Date.UTC(2026, 1, 1) },
			...{ lifetimeMs: 30 * DAY_MS, refreshWindowMs: 365 * DAY_MS },
		});
		const claims = Buffer.from(JSON.stringify({ exp: 1_767_225_600 })).toString('base64url');
		expect(reading(sagi, { access_token: `h.${claims}.s`, expire: 'soon' }).grant).toMatchObject({
			expiresAt: Date.UTC(2026, 0, 1),
		});
		expect(reading(sagi, { access_token: 'opaque' }).grant).toMatchObject({ expiresAt: undefined });
	});

	it('has an organization after a log-in, and leaves it alone after a refresh', () => {
		const profile = { muted: true, organization };
		expect(reading(sagi, { access_token: 'abc', ...profile }).grant).toMatchObject({ profile });
		expect(reading(sagi, { access_token: 'abc', organization }).grant).toMatchObject({
			profile: { muted: null, organization },
		});
		expect(reading(sagi, { access_token: 'abc', muted: true, organization: [] }).grant).not.toHaveProperty('profile');
	});

	it('may come in an envelope', () => {
		const data = { access_token: 'abc' };
		expect(reading(sagi, { code: 0, message: 'ok', data }).grant).toMatchObject({ accessToken: 'abc' });
		expect(reading(sagi, { code: '200', data }).grant).toMatchObject({ accessToken: 'abc' });
		expect(reading(sagi, { code: 200, access_token: 'abc', data: { access_token: 'def' } }).grant).toMatchObject({
			accessToken: 'abc',
		});
	});

	it.each([{}, { access_token: '' }, { access_token: { value: 'abc' } }, [], 'abc', undefined, { data: {} }])(
		'is nothing in %j',
		(body) => expect(reading(sagi, body).grant).toBeUndefined(),
	);
});

it('takes an answer out of its envelope', () => {
	expect(sagi.unwrap({ code: 0, data: { a: 1 } })).toEqual({ a: 1 });
	expect(sagi.unwrap({ code: '7', data: null })).toBeNull();
});

it.each([
	...[{ code: 0, message: 'ok' }, { data: 1 }, { code: 0, data: 1, access_token: 'a' }, [{ code: 0, data: 1 }], 'text'],
	...['x', '1x', 'x1'].map((code) => ({ code, data: 1 })),
] as Json[])('%j has no envelope', (body) => expect(sagi.unwrap(body)).toBe(body));

it.each([
	[199, 'refused'],
	[300, 'refused'],
	[401, 'session'],
	[503, 'transient'],
])('the code %i in a 200 is %s, beside a message or data', (code, kind) => {
	const fault = { code: String(code), kind };
	expect(reading(sagi, { code, message: 'no' }).fault).toEqual({ message: 'no', field: undefined, ...fault });
	expect(reading(sagi, { code, data: null }).fault).toMatchObject(fault);
});

it('advises what to do for a customer who is not registered, and nothing for another code of its own', () => {
	const faultOf = (code: number) => reading(sagi, { code, message: 'no' }).fault!;
	expect(faultOf(100).advice).toContain('Sagi knows no such customer');
	expect(faultOf(3000)).not.toHaveProperty('advice');
});

it.each([
	...[
		{ code: 0, message: 'ok' },
		{ code: 200, message: 'ok' },
		{ code: 299, data: {} },
	],
	...[{ code: 503 }, { code: 'E5', message: 'no' }],
])('%j in a 200 is no error', (body) => expect(reading(sagi, body).fault).toBeUndefined());

describe('the branches of a session', () => {
	it('are the listed ones first, each once, with what is told of them', () => {
		const organization = {
			branches: ['2', 1, null, '2'],
			branches_details: [
				{ id: 1, name: 'One', subscription_active: true },
				{ id: '3', name: 7, subscription_active: 'true' },
				{ id: null, name: 'None' },
				'rubbish',
				null,
				{ name: 'Nameless' },
			],
		};
		expect(branchesOf({ organization })).toEqual([
			{ id: '2' },
			{ id: '1', name: 'One', subscription_active: true },
			{ id: '3', name: '7', subscription_active: false },
		]);
	});

	it('have no name where none is told', () => {
		expect(branchesOf({ organization: { branches_details: [{ id: 1 }] } })).toEqual([
			{ id: '1', name: '', subscription_active: false },
		]);
	});

	it.each([{}, { organization: [] }, { organization: {} }, { organization: { branches: 'x', branches_details: 7 } }])(
		'are none in %j',
		(profile) => expect(branchesOf(profile)).toEqual([]),
	);
});
