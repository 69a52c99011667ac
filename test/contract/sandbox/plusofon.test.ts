import { PLUSOFON_ACCOUNT, PLUSOFON_API_TOKEN, PLUSOFON_API_TOKEN_ID } from '../../../sandbox/plusofon';
import { bearer, fieldsOf, lastReason, plain, useSandbox } from './plain';

const held = useSandbox();
const HEADERS = { 'content-type': 'application/json', accept: 'application/json', client: '10553' };
const http = () => plain(held.sandbox.plusofon.url, HEADERS);
const EXAMPLE = { email: 'user@mail.ru', password: 'password', phone: '79993332210', pin: '1234' };
const PAIR = ['refresh_token', 'refresh_token_expire', 'token', 'token_expire'];
const SESSION = [
	...PAIR,
	'success',
	...['id', 'email', 'phone', 'first_name', 'last_name', 'middle_name', 'role.name', 'role.client_id'].map(
		(name) => `user.${name}`,
	),
].sort();
/** The document's error of a field that is missing; the example may name another field than the text. */
const required = (field: string, named = field) => ({
	message: { message: `The ${field} field is required.`, field: named },
	code: 400,
});
const NOT_RIGHT = { message: 'Password not right.', code: 400 };
const logIn = async (body: object = { email: PLUSOFON_ACCOUNT.login, password: PLUSOFON_ACCOUNT.password }) =>
	(await http().post('/api/v1/login', body)).json();

test('PF3 and PF1: a session of one hour whose refresh token outlives it by 23 hours', async () => {
	const answer = await http().post('/api/v1/login', EXAMPLE);
	expect(answer.status).toBe(200);
	const body = answer.json();
	expect(fieldsOf(body)).toEqual(SESSION);
	expect(body.user.id).toBe(82);
	expect(body.token).toMatch(/^\w{32}$/);
	expect(body.refresh_token_expire - body.token_expire).toBe(82_800);
	expect(Math.abs(body.token_expire - held.sandbox.clock.now() / 1000 - 3600)).toBeLessThan(5);
	expect((await http().get('/api/v1/authuser', bearer(body.token))).json()).toEqual(body);
	expect((await logIn({ phone: EXAMPLE.phone, pin: '1234' })).success).toBe(true);
});

test('PF3: wrong secrets', async () => {
	expect(await logIn({ email: 'user@mail.ru', password: 'x' })).toEqual(NOT_RIGHT);
	expect(await logIn({ email: 'nobody@mail.ru', password: 'x' })).toEqual({ message: 'User not found.', code: 500 });
	expect(await logIn({ email: 'user@mail.ru' })).toMatchObject(required('password'));
});

test('PF2 registers an account that can log in', async () => {
	const body = {
		...{ email: 'new@mail.ru', phone: '79993332219', password: 'secret' },
		...{ password_confirmation: 'secret', pin: '1234', promocode: 'promo' },
	};
	expect(fieldsOf((await http().post('/api/v1/register', body)).json())).toEqual(SESSION);
	expect((await logIn({ email: 'new@mail.ru', password: 'secret' })).success).toBe(true);
	expect((await http().post('/api/v1/register', { ...body, phone: '70000000000' })).status).toBe(400);
});

test('PF4 changes the password, gives a new pair and ends the old sessions', async () => {
	const { token } = await logIn();
	const change = (body: object) => http().post('/api/v1/update-password', body, bearer(token));
	const fresh = { password: 'newpassword', password_confirmation: 'newpassword' };
	expect((await change(fresh)).json()).toEqual(required('current_password', 'token'));
	expect((await change({ ...fresh, current_password: 'x' })).json()).toEqual(NOT_RIGHT);
	const pair = (await change({ ...fresh, current_password: 'password' })).json();
	expect(fieldsOf(pair)).toEqual(PAIR);
	expect((await http().get('/api/v1/manager', bearer(token))).status).toBe(401);
	expect((await http().get('/api/v1/manager', bearer(pair.token))).status).toBe(200);
	expect((await logIn({ email: 'user@mail.ru', password: 'newpassword' })).success).toBe(true);
});

test('PF5 and PF6 call a phone', async () => {
	const { token } = await logIn();
	const called = await http().post('/api/v1/flashcall', { phone: '79993332210' });
	expect(fieldsOf(called.json())).toEqual(['phone', 'success', 'token']);
	expect((await http().post('/api/v1/authuser/flashcall', undefined, bearer(token))).json().phone).toBe('79993332210');
	expect(held.sandbox.plusofon.counters().phoneCalls).toBe(2);
	held.sandbox.plusofon.setSettings({ requireCall: true });
	const byPin = { phone: EXAMPLE.phone, pin: '1234' };
	expect((await logIn(byPin)).success).toBe(true);
	expect((await logIn(byPin)).success).toBe(true);
	expect((await logIn(byPin)).code).toBe(400);
});

test('PF7 rotates both tokens and names what is missing', async () => {
	const first = await logIn();
	const second = (await http().post('/api/v1/refresh', { token: first.refresh_token })).json();
	expect(fieldsOf(second)).toEqual(PAIR);
	expect(second.refresh_token).not.toBe(first.refresh_token);
	const missing = await http().post('/api/v1/refresh', {});
	expect(missing.json()).toEqual(required('token'));
	expect((await http().post('/api/v1/refresh', { token: first.token })).status).toBe(401);
	held.sandbox.clock.advance(25 * 60 * 60 * 1000);
	expect((await http().post('/api/v1/refresh', { token: second.refresh_token })).status).toBe(401);
	expect(held.sandbox.plusofon.counters()).toMatchObject({ refreshes: 4, refreshesRefused: 3 });
});

test('PF8 and PF9 restore a password', async () => {
	const restore = (body: object) => http().post('/api/v1/restore-token', body);
	const change = (body: object) => http().post('/api/v1/change-password', body);
	expect((await restore({ email: 'user@mail.ru', url: 'https://lk.plusofon.ru/password-restore' })).json()).toEqual({
		success: true,
	});
	expect((await restore({})).json()).toEqual(required('email'));
	expect((await restore({ email: 'nobody@mail.ru' })).json()).toEqual({ message: 'User not found.', code: 500 });
	expect((await change({})).json()).toEqual(required('token'));
	const token = 'D9qT7Wf9k8PrMQ';
	const wrong = await change({ token, password: 'a', password_confirmation: 'b' });
	expect(wrong.json()).toEqual(NOT_RIGHT);
	const right = { token, password: 'newpassword', password_confirmation: 'newpassword' };
	expect((await change(right)).json()).toEqual({ success: true });
	expect((await change(right)).status).toBe(400);
});

test('PF10 ends the session and refuses a token that is none', async () => {
	const { token, refresh_token } = await logIn();
	const logOut = (named: string) => http().post('/api/v1/logout', { token: named }, bearer(token));
	expect((await logOut('EALnt6y9rKsUeW')).json()).toEqual({
		message: { message: 'Not logout user.', field: 'token' },
		code: 400,
	});
	held.sandbox.plusofon.setSettings({ logOutToken: 'access' });
	expect((await logOut(refresh_token)).status).toBe(400);
	expect((await logOut(token)).json()).toEqual({ success: true });
	expect((await http().get('/api/v1/manager', bearer(token))).status).toBe(401);
	expect((await http().post('/api/v1/refresh', { token: refresh_token })).status).toBe(401);
	expect(held.sandbox.plusofon.counters().logOuts).toBe(3);
});

test('PF11 to PF13: a paginator of 15, create, find, use, delete', async () => {
	const { token } = await logIn();
	const page = async (number?: number) =>
		(await http().get(`/api/v1/tokens${number ? `?page=${number}` : ''}`, bearer(token))).json();
	const first = await page();
	expect(Object.keys(first).sort()).toEqual(
		[
			...['current_page', 'data', 'first_page_url', 'from', 'last_page', 'last_page_url', 'next_page_url'],
			...['path', 'per_page', 'prev_page_url', 'success', 'to', 'total'],
		].sort(),
	);
	expect(first).toMatchObject({
		current_page: 1,
		last_page: 3,
		per_page: 15,
		total: 34,
		from: 1,
		to: 15,
		prev_page_url: null,
	});
	expect(first.next_page_url).toBe('http://localhost/api/v1/tokens?page=2');
	expect(first.data[0]).toEqual({ id: 5, token: expect.stringMatching(/^\w{36}$/), created_at: expect.any(String) });
	expect((await page(3)).data.at(-1)).toMatchObject({ id: PLUSOFON_API_TOKEN_ID, token: PLUSOFON_API_TOKEN });
	expect(await page(4)).toMatchObject({ data: [], from: null, to: null });

	const made = (await http().post('/api/v1/tokens', undefined, bearer(token))).json();
	expect(fieldsOf(made)).toEqual(['success', 'token']);
	const found = (await page(3)).data.at(-1);
	expect(found).toMatchObject({ id: 43, token: made.token });
	expect((await http().get('/api/v1/payment/balance', bearer(made.token))).status).toBe(200);
	expect((await http().delete(`/api/v1/tokens/${found.id}`, bearer(token))).json()).toEqual({ success: true });
	expect((await http().delete(`/api/v1/tokens/${found.id}`, bearer(token))).json()).toEqual({
		error: 'Token not found.',
		code: 404,
	});
	expect((await http().get('/api/v1/payment/balance', bearer(made.token))).status).toBe(401);
});

test('PF14, and a permanent token in both readings', async () => {
	const auth = bearer(PLUSOFON_API_TOKEN);
	expect(fieldsOf((await http().get('/api/v1/manager', auth)).json())).toEqual(['email', 'name', 'phone', 'success']);
	expect((await http().get('/api/v1/authuser', auth)).json()).toMatchObject({
		token: PLUSOFON_API_TOKEN,
		token_expire: null,
	});
	held.sandbox.plusofon.setSettings({ permanentTokenScope: 'api' });
	expect((await http().get('/api/v1/authuser', auth)).status).toBe(403);
	expect((await http().get('/api/v1/payment/balance', auth)).json()).toEqual({ balance: expect.any(Number) });
});

test.each(['content-type', 'accept', 'client'])('a request without the header %s is not documented', async (name) => {
	const headers: Record<string, string> = { ...HEADERS };
	delete headers[name];
	const bare = plain(held.sandbox.plusofon.url, { ...headers, ...(name === 'accept' ? { accept: '*/*' } : {}) });
	expect((await bare.get('/api/v1/manager', bearer(PLUSOFON_API_TOKEN))).status).toBe(400);
	expect(lastReason(held.sandbox.plusofon)).toContain(name);
});

test('errors can come with HTTP 200', async () => {
	held.sandbox.plusofon.setSettings({ errorStatus: '200' });
	const answer = await http().post('/api/v1/login', { email: 'nobody@mail.ru', password: 'x' });
	expect([answer.status, answer.json()]).toEqual([200, { success: false, message: 'User not found.', code: 500 }]);
	expect(held.sandbox.plusofon.counters()).toMatchObject({ logInsRefused: 1, served: 0 });
});

test('a recording is an address, which gives bytes; the session is wanted at its own host alone', async () => {
	const record = async (id = 'call-0') => await http().get(`/api/v1/call/${id}/record`, bearer(PLUSOFON_API_TOKEN));
	const { record: address } = (await record()).json();
	expect((await plain(address).get('', bearer(PLUSOFON_API_TOKEN))).headers['content-type']).toBe('audio/mpeg');
	expect((await plain(address).get('')).status).toBe(401);
	expect((await record('call-4')).status).toBe(404);
	held.sandbox.plusofon.setSettings({ notReady: '204', recordingsAt: 'other' });
	expect((await record('call-4')).status).toBe(204);
	const { record: elsewhere } = (await record()).json();
	expect((await plain(elsewhere).get('')).status).toBe(200);
	expect((await plain(elsewhere).get('', bearer(PLUSOFON_API_TOKEN))).status).toBe(400);
});

test('messages: filters in the query, or in the body alone, and flags in two shapes', async () => {
	const flags = async () => {
		const { data } = (await http().get('/api/v1/sms?incoming=1&limit=10', bearer(PLUSOFON_API_TOKEN))).json();
		return new Set(data.map(({ incoming }: { incoming: unknown }) => incoming));
	};
	expect(await flags()).toEqual(new Set([true]));
	held.sandbox.plusofon.setSettings({ filtersIn: 'body', messageFlags: 'text' });
	expect(await flags()).toEqual(new Set([1, 0]));
});

test('what is not of the portal is refused: a filter that nobody knows, and its token for a verification call', async () => {
	const auth = bearer(PLUSOFON_API_TOKEN);
	expect((await http().get('/api/v1/sms?from=yesterday', auth)).status).toBe(400);
	expect((await http().post('/api/v1/flash-call/send', { phone: '79993332210' }, auth)).status).toBe(403);
});
