import { fieldsOf, lastReason, plain, useSandbox } from './plain';

const held = useSandbox();
const LOGIN = { 'content-type': 'application/json; charset=utf-8', country: 'ru' };
const EXAMPLE = { username: 'supplier', password: 'qwerty', direction: 'food' };
const http = () => plain(held.sandbox.smartSatu.url);
const logIn = (body: object = EXAMPLE, headers: Record<string, string> = LOGIN, path = '/api/users/login') =>
	http().post(path, body, headers);
const basic = (text: string) => ({ country: 'ru', authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const tokenOf = async (): Promise<string> => (await logIn()).json().access_token;

test('the documented log-in is answered with the documented fields', async () => {
	const answer = await logIn();
	expect(answer.status).toBe(200);
	const documented = [
		...['id', 'is_replacement', 'currency', 'price_decimals', 'price_radix', 'price_decimals_separator'],
		...['price_before_currency', 'price_pattern', 'cashback_enabled', 'company_id', 'access_token_expiration_time'],
		...['time_zone_offset', 'country', 'direction', 'url_api', 'access_token'],
	];
	const elided = [
		...['email', 'phone', 'username', 'first_name', 'last_name'],
		...['middle_name', 'role', 'city_id', 'is_document'],
	];
	expect(fieldsOf(answer.json())).toEqual([...documented, ...elided].sort());
	const { access_token, access_token_expiration_time: end, url_api } = answer.json();
	expect(access_token).toMatch(/^[\w-]{32}$/);
	expect(Math.abs(end - held.sandbox.clock.now() / 1000 - 86_400)).toBeLessThan(5);
	expect(url_api).toBe(`${held.sandbox.smartSatu.url}/api`);
	expect((await logIn(EXAMPLE, LOGIN, '/api/user/login')).status).toBe(200);
});

test('wrong secrets are refused with 401', async () => {
	for (const wrong of [{ password: 'x' }, { username: 'x' }, { direction: 'pharma' }]) {
		expect((await logIn({ ...EXAMPLE, ...wrong })).status).toBe(401);
	}
	expect((await logIn({ username: 'supplier', password: 'qwerty' })).status).toBe(200);
});

test.each([
	['without charset', { 'content-type': 'application/json', country: 'ru' }, 'content-type'],
	['without country', { 'content-type': 'application/json; charset=utf-8' }, 'country'],
	['with another country', { ...LOGIN, country: 'kz' }, 'country'],
])('a log-in %s is not documented', async (_name, headers, reason) => {
	expect((await logIn(EXAMPLE, headers as Record<string, string>)).status).toBe(400);
	expect(lastReason(held.sandbox.smartSatu)).toContain(reason);
});

test('the answer in its other readings', async () => {
	const { smartSatu } = held.sandbox;
	smartSatu.setSettings({ numbersAsStrings: true });
	expect((await logIn()).json()).toMatchObject({
		id: '132',
		company_id: '84',
		access_token_expiration_time: expect.stringMatching(/^\d{10}$/),
		is_replacement: false,
	});
	smartSatu.setSettings({ numbersAsStrings: false, arrayAnswer: true });
	expect((await logIn()).json()[0].id).toBe(132);
	smartSatu.setSettings({ arrayAnswer: false, dataWrapper: true, urlApi: 'https://food.smartsatu.com/api' });
	expect((await logIn()).json().data).toMatchObject({ id: 132, url_api: 'https://food.smartsatu.com/api' });
});

test.each([
	['basic-colon', (token: string) => basic(`${token}:`)],
	['basic', (token: string) => basic(token)],
	['bearer', (token: string) => ({ country: 'ru', authorization: `Bearer ${token}` })],
] as const)('token scheme %s takes its own form and no other', async (tokenScheme, headers) => {
	held.sandbox.smartSatu.setSettings({ tokenScheme });
	const token = await tokenOf();
	const get = async (form: Record<string, string>) => (await http().get('/api/v1/orders', form)).status;
	expect(await get(headers(token))).toBe(200);
	const others = [basic(`${token}:`), basic(token), { country: 'ru', authorization: `Bearer ${token}` }];
	const statuses = await Promise.all(others.map(get));
	expect(statuses.filter((status) => status === 200)).toHaveLength(1);
});

test('a token ends at its time', async () => {
	const auth = basic(`${await tokenOf()}:`);
	held.sandbox.clock.advance(24 * 60 * 60 * 1000);
	const answer = await http().get('/api/v1/orders', auth);
	expect([answer.status, answer.json()]).toEqual([
		401,
		{ name: 'Unauthorized', message: 'Your request was made with invalid credentials.', code: 0, status: 401 },
	]);
	expect(held.sandbox.smartSatu.counters()).toMatchObject({ expiredTokens: 1, rejectedTokens: 1 });
});
