import { HARMLESS_PATH, hasTestUrl, loginSession } from '../../../providers/loginSession';
import type { Json, ProviderFault } from '../../../providers/types';
import { sessionWith } from '../../support/provider';

const FIELDS = {
	...{ baseUrl: 'https://a.example/base', username: 'ann', password: 'p&w', logInUrl: '/login' },
	logInData: '{"user": "{username}", "pass": "{password}"}',
};
const of = (fields: object = {}) => loginSession.account({ ...FIELDS, ...fields });
const answer = (body: Json | undefined, status = 200, headers = {}) => ({ status, headers, body });
const REFRESH = { renewWith: 'refresh', refreshUrl: '/refresh', refreshData: '{"t": "{refreshToken}"}' };

it('logs in as described, and keeps all that was entered but the name out of messages', () => {
	const account = of({ moreValues: { values: [{ name: 'shop', secret: 's' }] } });
	expect(loginSession.needsSession(account)).toBe(true);
	expect(loginSession.logIn(account)).toMatchObject({ path: '/login', body: { user: 'ann', pass: 'p&w' } });
	const basic = Buffer.from('ann:p&w').toString('base64');
	expect(loginSession.secrets!(account).sort()).toEqual([basic, 'p&w', 's']);
	expect(loginSession.shownProfile!({ kept_a: 'x', b: 'y' })).toEqual({ b: 'y' });
	expect(loginSession.unwrap({ data: 1 })).toEqual({ data: 1 });
});

it('keeps out of messages what the session holds: tokens, cookies by their values, what was to be kept', () => {
	const session = sessionWith('sid=9f8e7d; csrftoken=c=1', {
		refreshToken: 'r',
		profile: { kept_csrf: 'k1', shown: 'x' },
	});
	const secrets = loginSession.secrets!(of(), session);
	expect(secrets).toEqual(expect.arrayContaining(['sid=9f8e7d; csrftoken=c=1', '9f8e7d', 'c=1', 'r', 'k1']));
	expect(secrets).not.toContain('x');
	expect(secrets).not.toContain('ann');
});

describe('a refresh', () => {
	const refresh = (fields: object, session = sessionWith('abc', { refreshToken: 'r' })) =>
		loginSession.refresh(of({ ...REFRESH, ...fields }), session);

	it('is there where it is described, and the session has what it sends', () => {
		const withoutToken = sessionWith('abc');
		expect(loginSession.refresh(of(), sessionWith('abc', { refreshToken: 'r' }))).toBeUndefined();
		expect(refresh({}, withoutToken)).toBeUndefined();
		expect(refresh({ refreshData: '' }, withoutToken)).toMatchObject({ path: '/refresh' });
		expect(refresh({ refreshData: '', refreshAuthorization: 'refreshToken' }, withoutToken)).toBeUndefined();
	});

	it('is authorized with nothing, the session or the refresh token', () => {
		expect(refresh({})).toEqual({ method: 'POST', path: '/refresh', headers: {}, body: { t: 'r' } });
		expect(refresh({ refreshAuthorization: 'session' })).toMatchObject({
			headers: { Authorization: 'Bearer abc' },
			body: { t: 'r' },
		});
		expect(refresh({ refreshAuthorization: 'refreshToken' })).toMatchObject({ headers: { Authorization: 'Bearer r' } });
	});
});

describe('what a log-in grants', () => {
	const grant = (body: Json, fields: object = {}) => loginSession.readGrant(answer(body), of(fields));

	it('is a token, its end, and what was told to be kept', () => {
		expect(grant({ token: 'abc', expires_in: 60, refresh_token: 'r', csrf: 'c' })).toEqual({
			...{ accessToken: 'abc', expiresAt: undefined, lifetimeMs: 60_000, refreshToken: undefined },
			profile: { token_found_at: 'body token', expiry_found_at: 'body expires_in' },
		});
		expect(
			grant({ token: 'abc', csrf: 'c', refresh: 'r' }, { ...REFRESH, keep: '{"csrf": "csrf", "x": "no"}' }),
		).toEqual({
			...{ accessToken: 'abc', expiresAt: undefined, lifetimeMs: undefined, refreshToken: 'r' },
			profile: { token_found_at: 'body token', expiry_found_at: null, kept_csrf: 'c' },
		});
		expect('kept_x' in grant({ token: 'abc' }, { keep: '{"x": "no"}' })!.profile!).toBe(false);
		const idle = { expiryFrom: 'fixed', lifetime: 5, expiryCountedFrom: 'lastUse' };
		expect(grant({ token: 'abc' }, idle)).toMatchObject({ lifetimeMs: 300_000, isIdleTimeout: true });
		const told = { toldBasePath: 'url', toldBaseHosts: 'b.example' };
		const base = (body: Json, fields: object) => grant(body, fields)?.profile?.kept_toldBaseUrl;
		expect(base({ token: 'abc', url: 'https://b.example' }, told)).toBe('https://b.example');
		expect(base({ token: 'abc' }, told)).toBeUndefined();
		expect(base({ token: 'abc', url: 'https://b.example' }, {})).toBeUndefined();
	});

	it('is nothing without a token, or without an account', () => {
		expect(grant({ nothing: 'abc' })).toBeUndefined();
		expect(loginSession.readGrant(answer({ token: 'abc' }))).toBeUndefined();
	});
});

describe('an error', () => {
	const fault = (body: Json | undefined, status: number, fields: object = {}) => {
		const read = loginSession.parseError(answer(body, status), of(fields));
		return read && (JSON.parse(JSON.stringify(read)) as ProviderFault);
	};

	it.each<[Json | undefined, number, object, Partial<ProviderFault> | undefined]>([
		[{ a: 1 }, 200, {}, undefined],
		['no', 401, {}, { message: 'no', kind: 'session' }],
		[{ message: 'no' }, 403, {}, { message: 'no', kind: 'refused' }],
		['no', 403, { rejectedStatuses: '403' }, { message: 'no', kind: 'session' }],
		['no', 401, { rejectedStatuses: '403' }, { message: 'no', kind: 'refused' }],
		['fine', 200, { rejectedStatuses: '200' }, { kind: 'session' }],
		[{ error: 'no' }, 500, {}, { message: 'no', kind: 'transient' }],
		[{ oops: 'no' }, 200, { errorField: 'oops' }, { message: 'no', kind: 'refused' }],
		[{ oops: { message: 'kind', data: 'no' } }, 200, { errorField: 'oops' }, { message: 'no', kind: 'refused' }],
		[{ errors: [{ message: 'no' }] }, 200, { errorField: 'errors' }, { message: 'no', kind: 'refused' }],
		[{ errors: [] }, 200, { errorField: 'errors' }, undefined],
		[{ oops: { data: 'no' } }, 200, { errorField: 'oops' }, { message: 'no', kind: 'refused' }],
		[{ oops: [1] }, 200, { errorField: 'oops' }, { kind: 'refused' }],
		[{ oops: 7, message: 'words' }, 200, { errorField: 'oops' }, { message: 'words', kind: 'refused' }],
		[{ oops: '' }, 200, { errorField: 'oops' }, undefined],
		[{ oops: null }, 200, { errorField: 'oops' }, undefined],
		[{ oops: false }, 200, { errorField: 'oops' }, undefined],
		[{}, 200, { errorField: 'oops' }, undefined],
		[{ oops: 'no' }, 401, { errorField: 'oops' }, { message: 'no', kind: 'session' }],
	])('%j with HTTP %i, %j: %j', (body, status, fields, expected) => {
		expect(fault(body, status, fields)).toEqual(expected);
	});

	it.each<[Json, string, boolean]>([
		['E1', '', true],
		[7, '', true],
		[true, '', true],
		[0, '', true],
		[null, '', false],
		[false, '', false],
		['', '', false],
		['E1', 'E1, E2', true],
		['E3', 'E1, E2', false],
		[7, '7', true],
		[{ a: 1 }, '{"a":1}', true],
	])('the field of a rejection holds %j, where %j say so: %j', (code, rejectedValue, expected) => {
		const is = (body: Json) => fault(body, 200, { rejectedField: 'code', rejectedValue })?.kind === 'session';
		expect([is({ code }), is({ other: code })]).toEqual([expected, false]);
	});

	it('is read without an account as any', () => {
		expect(loginSession.parseError(answer('no', 401))).toMatchObject({ kind: 'session' });
	});
});

describe('a request', () => {
	const path = (asked: string, fields: object = {}, session = sessionWith('a/c')) =>
		loginSession.authorizeRequest(of(fields), { method: 'GET', path: asked }, session).path;

	it('goes below the base URL, with what every request carries', () => {
		expect(
			loginSession.authorizeRequest(of(), { method: 'GET', path: '/x', headers: { accept: 'b' } }, sessionWith('abc')),
		).toEqual({
			...{ method: 'GET', path: 'https://a.example/base/x' },
			headers: { accept: 'b', Authorization: 'Bearer abc' },
		});
		expect(loginSession.authorizeRequest(of(), { method: 'GET', path: 'x' })).toEqual({
			...{ method: 'GET', path: 'https://a.example/base/x' },
			headers: { Accept: 'application/json' },
		});
		expect(path('')).toBe('https://a.example/base');
		expect(path('https://b.example/x')).toBe('https://b.example/x');
	});

	it('tests a credential at its test URL, or the base', () => {
		expect(path(HARMLESS_PATH)).toBe('https://a.example/base');
		const testUrl = '/users/{username}/{csrf}';
		const keep = '{"csrf": "csrf"}';
		const kept = sessionWith('abc', { profile: { kept_csrf: 'c/d' } });
		expect(path(HARMLESS_PATH, { testUrl, keep }, kept)).toBe('https://a.example/base/users/ann/c%2Fd');
		expect(loginSession.authorizeRequest(of({ testUrl, keep }), { method: 'GET', path: HARMLESS_PATH }).path).toBe(
			'https://a.example/base/users/ann/{csrf}',
		);
		expect([hasTestUrl(of()), hasTestUrl(of({ testUrl, keep }))]).toEqual([false, true]);
	});

	describe('where the log-in told another base', () => {
		const TOLD = { toldBasePath: 'url', toldBaseHosts: 'b.example, *.c.example' };
		const told = (url: unknown, fields: object = TOLD) =>
			path('/x', fields, sessionWith('abc', { profile: { kept_toldBaseUrl: url } }));

		it.each([
			['https://b.example', 'https://b.example/x'],
			['https://b.example/api//', 'https://b.example/api/x'],
			['https://eu.c.example/v1', 'https://eu.c.example/v1/x'],
		])('%s: there', (url, whole) => expect(told(url)).toBe(whole));

		it.each([
			...['https://d.example', 'http://b.example', 'https://u@b.example', 'https://:p@b.example'],
			...[
				'https://b.example/?a',
				'https://b.example/?a=1',
				'https://b.example/#a',
				'https://b.example/?',
				'nonsense',
				7,
				undefined,
			],
		])('%s: not there', (url) => expect(told(url)).toBe('https://a.example/base/x'));

		it('only where the description says so', () => {
			expect(told('https://b.example', {})).toBe('https://a.example/base/x');
		});
	});

	it.each([
		['https://a.example/base/x', true],
		['https://a.example/other', false],
		['https://b.example/', true],
		['https://eu.c.example/x', true],
		['http://b.example/', false],
		['https://d.example/', false],
		['https://a.example/in/ann', true],
		['https://a.example/in/ann?q=1', true],
		['https://a.example/in/bob', false],
		['https://a.example/r', true],
		['https://a.example/out', true],
		['https://a.example/me', true],
		['https://a.example:8443/me', false],
		['https://a.example/relative', false],
	])('to %s may have the session: %j', (address, expected) => {
		const account = of({
			...{ toldBasePath: 'url', toldBaseHosts: 'b.example, *.c.example' },
			...{ logInUrl: 'https://a.example/in/{username}', renewWith: 'refresh', refreshUrl: 'https://a.example/r' },
			...{ logOutUrl: 'https://a.example/out', testUrl: 'https://a.example/me' },
		});
		expect(loginSession.isAllowedUrl(account, new URL(address))).toBe(expected);
	});

	it('has the base alone where no address is beside it', () => {
		const owns = (address: string) => loginSession.isAllowedUrl(of({ testUrl: '/me' }), new URL(address));
		expect(['https://a.example/base', 'https://a.example/me', 'https://b.example/'].map(owns)).toEqual([
			...[true, false, false],
		]);
	});
});

it('logs out where there is a log-out', () => {
	expect(loginSession.logOut!(of(), sessionWith('abc'))).toBeUndefined();
	expect(loginSession.logOut!(of({ logOutUrl: '/out' }), sessionWith('abc'))).toEqual({
		...{ method: 'POST', path: '/out', headers: {} },
	});
});

it('takes a text with commas in it for one value', () => {
	const rejected = (data: string, rejectedValue: string) =>
		loginSession.parseError(answer({ data }), of({ rejectedField: 'data', rejectedValue }))?.kind;
	const words = 'Session terminated, re-login, please.';
	expect(rejected(words, words)).toBe('session');
	expect(rejected('re-login', words)).toBe('session');
	expect(rejected(words, JSON.stringify(['a, b', words]))).toBe('session');
	expect(rejected('a', JSON.stringify(['a, b', words]))).toBeUndefined();
});

it('logs out by what is authorized otherwise than a request: a revocation with HTTP Basic (RFC 7009)', () => {
	const session = sessionWith('abc', { refreshToken: 'r' });
	const asked = (fields: object) => {
		const account = of({ logOutUrl: '/revoke', ...fields });
		return loginSession.authorizeRequest(account, loginSession.logOut!(account, session)!, session).headers;
	};
	const basic = { logOutSendAs: 'basic', logOutData: 'token={refreshToken}' };
	expect(asked(basic)).toMatchObject({ Authorization: expect.stringMatching(/^Basic /) });
	expect(asked({ logOutHeaders: '{"authorization": "Key k"}' })).toMatchObject({ Authorization: 'Key k' });
	expect(asked({})).toMatchObject({ Authorization: 'Bearer abc' });
	expect(loginSession.logOut!(of({ logOutUrl: '/revoke', ...basic }), sessionWith('abc'))).toBeUndefined();
});

it('logs out as described: by any method, with data', () => {
	const fields = {
		...{ logOutUrl: '/revoke', logOutMethod: 'DELETE', logOutSendAs: 'form', logOutData: 'token={refreshToken}' },
		logOutHeaders: '{"X-A": "1"}',
	};
	expect(loginSession.logOut!(of(fields), sessionWith('abc', { refreshToken: 'r' }))).toMatchObject({
		...{ method: 'DELETE', path: '/revoke', body: 'token=r', headers: { 'X-A': '1' } },
	});
});
