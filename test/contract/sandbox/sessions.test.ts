import { PLUSOFON_ACCOUNT } from '../../../sandbox/plusofon';
import { SAGI_ACCOUNT, SAGI_IDS } from '../../../sandbox/sagi';
import { bearer, plain, useSandbox } from './plain';

const held = useSandbox();
const HEADERS = { 'content-type': 'application/json', accept: 'application/json', client: '10553' };
const plusofon = () => plain(held.sandbox.plusofon.url, HEADERS);
const sagi = () => plain(held.sandbox.sagi.url);
const logIn = async () =>
	(
		await plusofon().post('/api/v1/login', { email: PLUSOFON_ACCOUNT.login, password: PLUSOFON_ACCOUNT.password })
	).json();
const refresh = (token: string) => plusofon().post('/api/v1/refresh', { token });
const alive = async (token: string) => (await plusofon().get('/api/v1/manager', bearer(token))).status === 200;

test('a refresh token can be used twice unless one-time is on', async () => {
	const { refresh_token } = await logIn();
	expect((await refresh(refresh_token)).status).toBe(200);
	expect((await refresh(refresh_token)).status).toBe(200);
	held.sandbox.plusofon.setSettings({ oneTimeRefresh: true });
	expect((await refresh(refresh_token)).status).toBe(401);
});

test('one-time refresh: of ten at once, one is served', async () => {
	held.sandbox.plusofon.setSettings({ oneTimeRefresh: true });
	const { refresh_token } = await logIn();
	const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await refresh(refresh_token)).status));
	expect(statuses.filter((status) => status === 200)).toHaveLength(1);
	expect(held.sandbox.plusofon.counters()).toMatchObject({ refreshes: 10, refreshesRefused: 9 });
});

test('a second use can end the whole family, and no other', async () => {
	held.sandbox.plusofon.setSettings({ oneTimeRefresh: true, killFamilyOnReuse: true });
	const other = await logIn();
	const first = await logIn();
	const second = (await refresh(first.refresh_token)).json();
	expect(await alive(second.token)).toBe(true);
	expect((await refresh(first.refresh_token)).status).toBe(401);
	expect([await alive(first.token), await alive(second.token), await alive(other.token)]).toEqual([false, false, true]);
	expect((await refresh(second.refresh_token)).status).toBe(401);
});

test('a refresh can leave the refresh token out; the old one stays good', async () => {
	held.sandbox.plusofon.setSettings({ oneTimeRefresh: true, keepOldRefreshToken: true });
	const { refresh_token } = await logIn();
	const answer = (await refresh(refresh_token)).json();
	expect(Object.keys(answer).sort()).toEqual(['token', 'token_expire']);
	expect((await refresh(refresh_token)).status).toBe(200);
});

test('a refresh can end the access token before it', async () => {
	held.sandbox.plusofon.setSettings({ revokeAccessOnRefresh: true });
	const first = await logIn();
	const second = (await refresh(first.refresh_token)).json();
	expect([await alive(first.token), await alive(second.token)]).toEqual([false, true]);
});

test('one session an account: a log-in ends the earlier ones', async () => {
	held.sandbox.plusofon.setSettings({ oneSessionPerAccount: true });
	const [first, second] = [await logIn(), await logIn()];
	expect([await alive(first.token), await alive(second.token)]).toEqual([false, true]);
	expect((await refresh(first.refresh_token)).status).toBe(401);
});

test('the next n sessions can be revoked as they are issued', async () => {
	held.sandbox.plusofon.setSettings({ revokeOnIssue: 2 });
	const tokens = [await logIn(), await logIn(), await logIn()];
	expect(await Promise.all(tokens.map(({ token }) => alive(token)))).toEqual([false, false, true]);
	expect(held.sandbox.plusofon.settings.revokeOnIssue).toBe(0);
});

test('live tokens are revoked on order', async () => {
	const [one, two] = [await logIn(), await logIn()];
	expect(held.sandbox.plusofon.revoke()).toBe(2);
	expect([await alive(one.token), await alive(two.token)]).toEqual([false, false]);
	expect((await refresh(one.refresh_token)).status).toBe(200);
	expect(held.sandbox.plusofon.revoke({ kinds: ['refresh'], account: 'nobody' })).toBe(0);
	expect(held.sandbox.plusofon.revoke({ kinds: ['access', 'refresh'], account: PLUSOFON_ACCOUNT.login })).toBe(4);
	expect((await refresh(two.refresh_token)).status).toBe(401);
});

test('Sagi: a token that refreshed once may not refresh again, if so set', async () => {
	held.sandbox.sagi.setSettings({ oneTimeRefresh: true });
	const body = { phone: SAGI_ACCOUNT.login, password: SAGI_ACCOUNT.password };
	const first = (await sagi().post('/api/v1/auth/business', body)).json().data.access_token;
	const again = () => sagi().post('/api/v1/auth/refresh_token', undefined, bearer(first));
	expect([(await again()).status, (await again()).status]).toEqual([200, 401]);
});

const made = bearer('made-up');
const cases = [
	['sagi', `/api/v1/branches/${SAGI_IDS.branch}`, made, { code: 401 }],
	['plusofon', '/api/v1/manager', { ...HEADERS, ...made }, { success: false, code: 401, message: 'Unauthenticated.' }],
	[
		'gigma',
		'/counterparty',
		{ token: 'sandbox-application-token', ...made },
		{ success: false, message: 'Unauthenticated.' },
	],
	[
		'smartSatu',
		'/api/v1/orders',
		{ country: 'ru', authorization: `Basic ${Buffer.from('made-up:').toString('base64')}` },
		{ success: false, name: 'Unauthorized', status: 401 },
	],
] as const;

test.each(cases)('%s tells a bad token with 401, 403, or in the body of a 200', async (key, path, headers, body) => {
	const service = held.sandbox[key];
	const told = async (rejection: '401' | '403' | '200') => {
		service.setSettings({ rejection });
		return plain(service.url).get(path, headers as Record<string, string>);
	};
	expect((await told('401')).status).toBe(401);
	expect((await told('403')).status).toBe(403);
	const hidden = await told('200');
	expect(hidden.status).toBe(200);
	expect(hidden.json()).toMatchObject(body);
	expect(service.counters()).toMatchObject({ rejectedTokens: 3, expiredTokens: 0, served: 0, refusedByDocument: 0 });
	expect(service.requests().map(({ tokenState }) => tokenState)).toEqual(['unknown', 'unknown', 'unknown']);
});
