import { loginSession } from '../../../providers/loginSession';
import type { Json } from '../../../providers/types';

const FIELDS = {
	...{ baseUrl: 'https://a.example/base', username: 'ann', password: 'p&w', logInUrl: '/login' },
	logInData: '{"user": "{username}", "pass": "{password}"}',
};
const of = (fields: object = {}) => loginSession.account({ ...FIELDS, ...fields });
const answer = (body: Json | undefined, status = 200, headers = {}) => ({ status, headers, body });

describe('how a log-in is refused', () => {
	const refusal = (body: Json | undefined, status = 200) => loginSession.readRefusal!(answer(body, status), of());

	it.each([
		[409, 'transient'],
		[423, 'transient'],
		[429, 'transient'],
		[503, 'transient'],
		[400, 'refused'],
		[403, 'refused'],
		[401, 'session'],
	])('HTTP %i: %s', (status, kind) =>
		expect(refusal({ message: 'no' }, status)).toMatchObject({ message: 'no', kind }),
	);

	it('by a code of its own in a 200, which is held back like any refusal', () => {
		const body = { code: 10003, error: 'wrong password' };
		const refusal = loginSession.readRefusal!(answer(body), of({ errorField: 'error' }));
		expect(refusal).toMatchObject({ message: 'wrong password', kind: 'refused', code: '10003' });
	});

	it('without a token: what there is instead is told by names alone, never by values', () => {
		const SECRET = 'the-secret-token';
		const lacking = (body: Json | undefined, fields: object = {}, headers: object = {}) => {
			const fault = loginSession.readRefusal!(answer(body, 200, headers), of(fields));
			expect(JSON.stringify(fault)).not.toContain(SECRET);
			expect(fault).toMatchObject({ kind: 'refused', lacks: 'token' });
			return fault!.holds;
		};
		expect(lacking('Fails.')).toBe('a text');
		expect(lacking(SECRET)).toBe('a text');
		expect(lacking(`${SECRET}\n`, { accessFrom: 'header' })).toBe('a text');
		expect(lacking(`<token>${SECRET}</token>`)).toBe('a page or XML');
		expect(lacking(undefined, { accessFrom: 'cookie' })).toBe('no body');
		expect(lacking([])).toBe('no fields');
		expect(lacking({ ok: true, data: { jwtString: SECRET, user: { id: 1 } } })).toBe(
			'ok, data.jwtString, data.user.id',
		);
		expect(lacking({ token: SECRET }, { accessFrom: 'cookie' })).toBe('token');
		expect(lacking({ token: SECRET }, { accessPath: 'data.token' })).toBe('token');
		expect(lacking({ a9a1f569d10d6339f23c4d122a7f5c46: true })).toBe('•••');
		const headers = { 'X-Session': SECRET, 'set-cookie': [`sid=${SECRET}`], date: 'x', 'content-type': 'x' };
		expect(lacking(undefined, {}, headers)).toBe('no body, the cookie sid, the header X-Session');
		const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`f${index}`, 1]));
		expect(lacking(many)).toBe(`${Array.from({ length: 12 }, (_, index) => `f${index}`).join(', ')}, and more`);
		expect(lacking({ token: `${SECRET} x` })).toBe('body token holds spaces or characters that no header can carry');
		expect(refusal({ token: 'abc' })).toBeUndefined();
	});

	it.each<Json>([
		{ success: false, token: 'abc' },
		{ ok: false, token: 'abc' },
		{ error: 'WrongPassword', token: 'abc' },
		{ errors: [{ message: 'no' }], token: 'abc' },
		{ status: 'error', ticket: 'abc' },
		{ authenticated: false, sessionId: 'abc' },
		{ code: 401, token: 'abc' },
		{ statusCode: '403', data: { token: 'abc' } },
		{ errorCode: 12, token: 'abc' },
		{ isSuccess: false, token: 'abc' },
		{ hasError: true, token: 'abc' },
		{ status: 'NOK', token: 'abc' },
		{ result: false, token: 'abc' },
		{ data: { success: false, token: 'abc' } },
		{ error: { code: 0, message: 'Locked' }, token: 'abc' },
		{ error: { code: 0, message: { lang: 'en', value: 'Locked' } }, token: 'abc' },
	])('in a 200 that says so in a usual way, whatever else is there: %j', (body) => {
		expect(refusal(body)).toMatchObject({ kind: 'refused' });
		expect(
			loginSession.readRefusal!(answer(body, 200, { 'set-cookie': 'sid=1' }), of({ accessFrom: 'cookie' })),
		).toBeDefined();
	});

	it.each<Json>([
		{ success: true, error: null, errors: [], token: 'abc' },
		{ error: 0, status: 'ok', token: 'abc' },
		{ error: '', errors: {}, token: 'abc' },
		{ errors: [null], ok: 1, token: 'abc' },
		{ error: { code: 0, message: 'OK' }, token: 'abc' },
		{ code: 200, errorCode: 0, status: 1, hasError: false, token: 'abc' },
		{ user: { success: false, status: 'failed' }, token: 'abc' },
	])('not where it says that all is well: %j', (body) => expect(refusal(body)).toBeUndefined());

	it('by cookies that are deleted', () => {
		const set = 'SID=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT';
		expect(
			loginSession.readRefusal!(answer('', 200, { 'set-cookie': set }), of({ accessFrom: 'cookie' })),
		).toMatchObject({ kind: 'refused', lacks: 'token' });
	});

	it.each<[Json, number]>([
		[{ mfa_required: true, token: 'abc' }, 200],
		[{ data: { NeedTFA: 1, ticket: 'abc' } }, 200],
		[{ error: 'mfa_required', error_description: 'Multifactor authentication required' }, 403],
		[{ message: 'Two-factor code required' }, 401],
		[{ requires_2fa: 'true', token: 'abc' }, 200],
		[{ is_2fa_required: true, token: 'abc' }, 200],
		[{ status: 'MFA_REQUIRED', token: 'abc' }, 200],
		[{ data: { next_step: 'totp', session_token: 'abc' } }, 200],
		[{ ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: 'abc' }, 200],
		[{ twoFactor: 'required', token: 'abc' }, 200],
		[{ mfa_required: { type: 'totp' }, token: 'abc' }, 200],
		[{ mfa: true, token: null, ticket: 'abc' }, 200],
		[{ two_factor: true }, 200],
		[{ code: 'TWO_FACTOR_REQUIRED' }, 200],
		[{ error: 'mfa_required', error_description: 'Multifactor authentication required', mfa_token: 'abc' }, 200],
		[{ message: 'Enter the code from your authenticator app' }, 200],
		[{ message: 'Требуется код двухфакторной аутентификации' }, 200],
		[{ message: 'Must specify two-factor authentication OTP code.' }, 401],
		[{ errors: [{ message: 'Invalid user OTP.', extensions: { code: 'INVALID_OTP' } }] }, 401],
		[{ message: 'Please enter your 2FA code' }, 422],
		['error=otp_required', 400],
	])('because a second factor is asked for: %j', (body, status) => {
		expect(refusal(body, status)).toMatchObject({ kind: 'refused', lacks: 'secondFactor' });
	});

	it.each<Json>([
		{ mfa_required: false, token: 'abc' },
		{ user: { mfa: { required: true } }, token: 'abc' },
		{ data: { user: { two_factor_required: true } }, token: 'abc' },
		{ mfa: true, token: 'abc' },
		{ mfaEnabled: true, status: 'ok', token: 'abc' },
		{ message: 'OTP login is off', token: 'abc' },
	])('not for a second factor that nobody asks for: %j', (body) => expect(refusal(body)).toBeUndefined());

	it('by nothing that stumbles over an object that has a toString of its own', () => {
		const odd: Json = { toString: 0 };
		const names = ['success', 'status', 'code', 'error', 'mfa', 'mfa_required', 'expires', 'result', 'errorCode'];
		for (const value of [odd, [odd]]) {
			for (const name of names) expect(() => refusal({ [name]: value, token: 'abc' })).not.toThrow();
			expect(() => loginSession.readGrant(answer({ token: 'abc', expires: value }), of())).not.toThrow();
		}
	});

	it('not as one that asks for a second factor, where there is none to be had', () => {
		expect(refusal({ message: '2FA is not enabled for this account' }, 403)).not.toHaveProperty('lacks');
	});

	it('by the fields of a form, whose text is shown nowhere in a success', () => {
		expect(refusal('access_token=abc&error=access_denied')).toEqual({ kind: 'refused', message: 'access_denied' });
		expect(refusal('error=invalid_grant&error_description=Bad+password', 400)).toMatchObject({
			message: 'Bad password',
		});
	});

	it('where the value that tells success is another', () => {
		const of200 = (body: Json, fields: object) => loginSession.readRefusal!(answer(body), of(fields))?.kind;
		const field = { successField: 'state' };
		expect(
			[{ token: 'a', state: 'in' }, { token: 'a' }, { token: 'a', state: 0 }].map((body) => of200(body as Json, field)),
		).toEqual([...[undefined, 'refused', 'refused']]);
		const value = { ...field, successValue: 'o.k' };
		expect(
			[
				{ token: 'a', state: 'o.k' },
				{ token: 'a', state: 'oxk' },
			].map((body) => of200(body, value)),
		).toEqual([...[undefined, 'refused']]);
	});

	it('not with a status that grants, e.g. a 409 whose header is the token', () => {
		const fields = { accessFrom: 'header', accessPath: 'X-Id', grantedStatuses: '409' };
		const conflict = answer('<h1>409</h1>', 409, { 'x-id': 'abc' });
		expect(loginSession.readRefusal!(conflict, of(fields))).toBeUndefined();
		expect(loginSession.readGrant(conflict, of(fields))).toMatchObject({ accessToken: 'abc' });
		expect(loginSession.readRefusal!(conflict, of({ ...fields, grantedStatuses: '' }))).toMatchObject({
			kind: 'transient',
			advice: expect.stringContaining('Granted Statuses'),
		});
	});
});

describe('a form log-in that answers with a redirect', () => {
	const COOKIE = { accessFrom: 'cookie', accessPath: 'sid' };
	const refusal = (status: number, location: string, fields: object = COOKIE, cookie = 'sid=abc') =>
		loginSession.readRefusal!(answer('', status, { location, 'set-cookie': cookie }), of(fields));

	it.each([
		[302, '/home'],
		[303, 'https://a.example/base/welcome'],
		[302, 'home'],
		[302, '/login/success?error=0'],
	])('grants with HTTP %i to %s, where it sets the cookie', (status, location) => {
		expect(refusal(status, location)).toBeUndefined();
		expect(refusal(status, location, COOKIE, 'other=1')?.kind).toBe('refused');
		expect(refusal(status, location, {})?.kind).toBe('refused');
	});

	it.each([
		...['/base/login', 'https://a.example/base/login?error=1', 'login', '/base/login/'],
		...['/sign-in?next=%2F', '/ui/Login.aspx', '/accounts/signin', '/?error', '/welcome?login_failed=1', '/?a=1&err=2'],
	])('refuses where it leads back to the log-in: %s', (location) => {
		expect(refusal(302, location)).toMatchObject({ advice: expect.stringContaining('log-in page') });
	});

	it('a request that is sent there was rejected', () => {
		const kind = (location: string) => loginSession.parseError(answer('', 302, { location }), of(COOKIE))?.kind;
		const pages = ['/base/login', '/base/other', '/login.html?from=x', '/logins', '/things?error=1'];
		expect(pages.map(kind)).toEqual(['session', 'refused', 'session', 'refused', 'refused']);
	});
});

describe('a request before the log-in', () => {
	const FORM = {
		...{ beforeUrl: '/form', beforeValues: '{"csrf": "input._token", "seen": "cookie.seen"}', logInSendAs: 'form' },
		...{ logInData: 'user={username}&_token={csrf}', accessFrom: 'cookie', accessPath: 'sid' },
	};
	const first = answer('<input name="_token" value="t0k">', 200, { 'set-cookie': ['sid=old; Path=/', 'seen=1'] });
	const prepared = (fields: object, given = first) => loginSession.prepareLogIn!(of(fields))!.read(given);
	const account = (fields: object) => {
		const read = prepared(fields);
		return 'account' in read ? read.account : undefined;
	};

	it('is there where it is described', () => {
		expect(loginSession.prepareLogIn!(of())).toBeUndefined();
		expect(loginSession.prepareLogIn!(of(FORM))?.request).toMatchObject({ method: 'GET', path: '/form' });
		const post = { ...FORM, beforeMethod: 'POST', beforeSendAs: 'basic', beforeData: 'a=1' };
		expect(loginSession.prepareLogIn!(of(post))?.request).toMatchObject({ method: 'POST', body: 'a=1' });
	});

	it('gives the log-in its values and cookies', () => {
		expect(loginSession.logIn(account(FORM)!)).toMatchObject({
			...{ body: 'user=ann&_token=t0k', headers: { Cookie: 'sid=old; seen=1' } },
		});
	});

	it('gives requests its values, and the session its cookie where the log-in makes one of it', () => {
		const of = account(FORM)!;
		const redirect = answer('', 302, { location: '/home' });
		expect(loginSession.readRefusal!(redirect, of)).toBeUndefined();
		expect(loginSession.readGrant(redirect, of)).toMatchObject({
			accessToken: 'sid=old',
			profile: { kept_csrf: 't0k', kept_seen: '1' },
		});
		const anew = answer('', 302, { location: '/home', 'set-cookie': 'sid=new; Path=/' });
		expect(loginSession.readGrant(anew, of)).toMatchObject({ accessToken: 'sid=new' });
		expect(loginSession.readRefusal!(answer('<form>wrong</form>'), of)).toMatchObject({ lacks: 'token' });
		expect(loginSession.readRefusal!(answer('', 302, { location: '/base/form' }), of)?.kind).toBe('session');
		expect(loginSession.readGrant(answer({ ok: true }), of)).toMatchObject({ accessToken: 'sid=old' });
	});

	it('refuses where its answer is an error, or lacks a value', () => {
		expect(prepared(FORM, answer({ message: 'no' }, 403))).toMatchObject({ fault: { message: 'no' } });
		expect(prepared(FORM, answer('<form></form>'))).toMatchObject({
			fault: { kind: 'refused', message: expect.stringContaining('{csrf}') },
		});
	});
});
