import { SAGI_ACCOUNT, SAGI_IDS, SAGI_LICENSED } from '../../../sandbox/sagi';
import { bearer, fieldsOf, lastReason, plain, useSandbox, type Answer } from './plain';

const held = useSandbox();
const DAY = 24 * 60 * 60 * 1000;
const credentials = { phone: SAGI_ACCOUNT.login, password: SAGI_ACCOUNT.password };
const http = () => plain(held.sandbox.sagi.url);
const logIn = (body: object = credentials): Promise<Answer> => http().post('/api/v1/auth/business', body);
const refresh = (token: string): Promise<Answer> => http().post('/api/v1/auth/refresh_token', undefined, bearer(token));
const branch = (token: string, id: string = SAGI_IDS.branch): Promise<Answer> =>
	http().get(`/api/v1/branches/${id}`, bearer(token));
const tokenOf = async (): Promise<string> => (await logIn()).json().data.access_token;

test('the documented log-in is answered with the documented fields', async () => {
	const answer = await logIn({ phone: 'business_user@example.com', password: 'secure_password' });
	expect(answer.status).toBe(200);
	expect(fieldsOf(answer.json().data)).toEqual(
		[
			'access_token',
			'expire',
			'muted',
			'organization.branches[]',
			'organization.branches_details[].id',
			'organization.branches_details[].name',
			'organization.branches_details[].subscription_active',
			'organization.id',
			'organization.role',
		].sort(),
	);
	const { access_token, expire } = answer.json().data;
	expect(expire).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
	const left = Date.parse(expire) - held.sandbox.clock.now();
	expect(Math.abs(left - 30 * DAY)).toBeLessThan(5000);
	expect(JSON.parse(Buffer.from(access_token.split('.')[1], 'base64url').toString()).exp).toBe(
		Date.parse(expire) / 1000,
	);
});

test('ids of 19 digits are JSON numbers, digit for digit', async () => {
	const answer = await logIn();
	expect(answer.data).toContain(`"branches":[${SAGI_IDS.branch},${SAGI_IDS.secondBranch}]`);
	const token = answer.json().data.access_token;
	const got = await branch(token, '9876543210987654321');
	expect(got.status).toBe(200);
	expect(got.data).toContain('"id":9876543210987654321,');
	expect(got.data).toMatch(/"group_id":\d{19},/);
	expect((await branch(token, String(Number(SAGI_IDS.secondBranch)))).status).toBe(404);
});

test('the branch has the fields that bonuses need', async () => {
	const answer = await branch(await tokenOf());
	expect(fieldsOf(answer.json().data)).toEqual([
		'configuration.award.enabled',
		'configuration.award.stamp_count',
		'description',
		'group_id',
		'id',
		'name',
		'rule.cashback_percentage',
	]);
});

test('refresh takes a valid or an expired token, with an empty body, until 365 days after log-in', async () => {
	const { clock, sagi } = held.sandbox;
	const first = await tokenOf();
	const second = await refresh(first);
	expect(fieldsOf(second.json().data)).toEqual(['access_token', 'expire']);
	expect(second.json().data.access_token).not.toBe(first);
	clock.advance(31 * DAY);
	expect((await branch(first)).status).toBe(401);
	const third = await refresh(first);
	expect(third.status).toBe(200);
	expect((await branch(third.json().data.access_token)).status).toBe(200);
	clock.advance(335 * DAY);
	expect((await refresh(third.json().data.access_token)).status).toBe(401);
	expect(sagi.counters()).toMatchObject({
		logIns: 1,
		refreshes: 3,
		refreshesRefused: 1,
		expiredTokens: 1,
		rejectedTokens: 1,
	});
	sagi.setSettings({ refreshWindowFrom: 'issue' });
	expect((await refresh(third.json().data.access_token)).status).toBe(200);
});

test('a refresh with a body, even an empty object, is not documented', async () => {
	const token = await tokenOf();
	expect((await http().post('/api/v1/auth/refresh_token', {}, bearer(token))).status).toBe(400);
	expect(lastReason(held.sandbox.sagi)).toMatch(/body/);
});

test('wrong secrets and licence keys are refused with 401', async () => {
	expect((await logIn({ ...credentials, password: 'x' })).json()).toEqual({
		code: 401,
		message: 'invalid login or password',
	});
	const licensed = { phone: SAGI_LICENSED.login, password: SAGI_LICENSED.password };
	expect((await logIn(licensed)).json()).toEqual({ code: 401, message: 'invalid license' });
	expect((await logIn({ ...licensed, license_key: SAGI_LICENSED.licenseKey })).status).toBe(200);
	expect(held.sandbox.sagi.counters()).toMatchObject({ logIns: 3, logInsRefused: 2, served: 1, refusedByDocument: 0 });
});

test.each([
	['a number for a text', { phone: 1, password: 'x' }, /phone must be string/],
	['an unknown field', { ...credentials, login: 'x' }, /"login"/],
	['a missing password', { phone: 'x' }, /'password'/],
	['no body', undefined, /content-type|body/],
])('the log-in refuses %s', async (_name, body, reason) => {
	expect((await http().post('/api/v1/auth/business', body)).status).toBe(400);
	expect(lastReason(held.sandbox.sagi)).toMatch(reason);
	expect(held.sandbox.sagi.counters().refusedByDocument).toBe(1);
});

test('answers are wrapped unless auth.html is followed to the letter', async () => {
	expect((await logIn()).json()).toMatchObject({ code: 200, message: 'OK' });
	held.sandbox.sagi.setSettings({ envelope: 'bare' });
	expect((await logIn()).json()).toMatchObject({ muted: false });
});

describe('customers of public pages and public client code', () => {
	const find = async (query: string) =>
		await http().get(`/api/v1/promoters/find?${query}&branch_id=${SAGI_IDS.branch}`, bearer(await tokenOf()));

	test.each(['phone=%2B77010000001', 'phone=77010000001', 'phone=+77010000001', 'code=123%20456'])(
		'are found by %s',
		async (query) => {
			const found = await find(query);
			expect(found.data).toContain(`"id":${SAGI_IDS.promoter},`);
			expect(found.json().data).toMatchObject({ first_name: 'Айгерим', last_name: 'Садыкова', birthday: '02-10-1995' });
		},
	);

	test.each([
		['code=123456', 400, 427],
		['code=999%20999', 404, 428],
	])('%s is refused', async (query, status, code) => {
		const answer = await find(query);
		expect([answer.status, answer.json().code]).toEqual([status, code]);
	});
});

test.each([
	['0', 0],
	['a word', 'abc'],
	['a text', '1799999999'],
])('the expiry can be made %s, or left out', async (_name, lifetimeField) => {
	held.sandbox.sagi.setSettings({ lifetimeField });
	expect((await logIn()).json().data.expire).toBe(lifetimeField);
	held.sandbox.sagi.setSettings({ lifetimeField: null });
	expect((await logIn()).json().data).not.toHaveProperty('expire');
	held.sandbox.sagi.setSettings({ lifetimeField: undefined });
	expect((await logIn()).json().data.expire).toMatch(/Z$/);
});
