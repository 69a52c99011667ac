import type { IDataObject } from 'n8n-workflow';

import { SAGI_IDS } from '../../sandbox/sagi';
import { runSagi, sagiCredential } from '../support/sagi';
import { sentTo, useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const BRANCH = `/api/v1/branches/${SAGI_IDS.branch}`;
const find = { resource: 'customer', operation: 'find', phone: SAGI_IDS.phone, withBalance: false };
const award = (operation: string, rest: IDataObject = {}) => ({
	resource: 'award',
	operation,
	customerId: SAGI_IDS.promoter,
	...rest,
});
const run = async (parameters: IDataObject) => (await runSagi(sagiCredential(sandbox()), parameters))[0];
const sent = () => sentTo(sandbox().sagi);
const paths = () => sent().map(({ method, path }) => `${method} ${path}`);
const WRAPPED = ['code0', 'code200', 'bare'] as const;

describe('S1 GET /api/v1/promoters/find', () => {
	it('sends the phone with its plus escaped, and the branch', async () => {
		await run({ ...find, phone: '+7 (701) 000-00-01' });
		expect(paths()).toEqual([`GET /api/v1/promoters/find?phone=%2B77010000001&branch_id=${SAGI_IDS.branch}`]);
		expect(sent()[0]).toMatchObject({ refusedByDocument: null, body: '' });
	});

	it.each(['123456', '123 456', ' 123456 '])('sends the code %j with a space in the middle', async (appCode) => {
		expect(await run({ ...find, findBy: 'code', appCode })).toMatchObject({ registered: true, id: SAGI_IDS.promoter });
		expect(paths()).toEqual([`GET /api/v1/promoters/find?code=123%20456&branch_id=${SAGI_IDS.branch}`]);
	});

	it.each(WRAPPED)('gives the customer, answers being %s', async (envelope) => {
		sandbox().sagi.setSettings({ envelope });
		const simple = { id: SAGI_IDS.promoter, first_name: 'Айгерим', last_name: 'Садыкова', phone: SAGI_IDS.phone };
		expect(await run(find)).toEqual({ registered: true, ...simple, branch_id: SAGI_IDS.branch });
		expect(await run({ ...find, simplify: false })).toEqual({
			registered: true,
			...simple,
			username: 'u0999',
			birthday: '02-10-1995',
			gender: 'female',
			avatar: 'https://sagi.example/avatar.png',
			branch_id: SAGI_IDS.branch,
		});
	});

	it.each(WRAPPED.flatMap((envelope) => ([200, 400, 401, 404] as const).map((status) => [envelope, status] as const)))(
		'takes code 100 for "not registered": answers %s, HTTP %i',
		async (envelope, notRegisteredStatus) => {
			sandbox().sagi.setSettings({ envelope, notRegisteredStatus });
			expect(await run({ ...find, phone: '+77019999999', withBalance: true, withAward: true })).toEqual({
				registered: false,
				phone: '+77019999999',
				branch_id: SAGI_IDS.branch,
			});
			// A session that was accepted is not renewed for it.
			expect(sent()).toHaveLength(1);
			expect(sandbox().sagi.counters()).toMatchObject({ logIns: 1, refreshes: 0 });
		},
	);

	it.each([
		[428, 404, 'user not found by code'],
		[427, 400, 'wrong code length'],
	])('fails with code %i in its own words', async (code, status, message) => {
		sandbox().sagi.addFault({ match: { operation: 'S1 findPromoter' }, status, body: { code, message } });
		await expect(run({ ...find, findBy: 'code', appCode: '999999' })).rejects.toThrow(
			`Sagi refused the request: "${message}" (HTTP ${status}, code ${code})`,
		);
	});

	it.each([
		['no answer of a customer', { data: 5, code: 0, message: 'OK' }],
		['a customer without an ID', { first_name: 'A' }],
	])('fails with %s', async (_, body) => {
		sandbox().sagi.addFault({ match: { operation: 'S1 findPromoter' }, status: 200, body });
		await expect(run(find)).rejects.toThrow('Sagi answered without a customer');
	});

	it('sends each further request only where it is wanted', async () => {
		await run(find);
		expect(sent()).toHaveLength(1);
		await run({ ...find, withCashback: true });
		expect(sent()).toHaveLength(3);
		await run({ ...find, withBalance: true, withCashback: true, withAward: true });
		expect(sent()).toHaveLength(8);
	});

	it('reads the branch once, whatever the number of items', async () => {
		const items = Array.from({ length: 20 }, () => ({ json: {} }));
		await runSagi(sagiCredential(sandbox()), { ...find, withBalance: true }, { items });
		expect(sent().filter(({ operation }) => operation === 'SA3 getBranch')).toHaveLength(1);
		expect(sent().filter(({ operation }) => operation === 'S4 getBalance')).toHaveLength(20);
	});
});

describe('S4 GET /api/v1/branches/{branch_id}/private/balance', () => {
	it("sends the customer and the branch's group", async () => {
		await run({ ...find, withBalance: true });
		const query = `user_id=${SAGI_IDS.promoter}&group_id=${SAGI_IDS.group}`;
		expect(paths().at(-1)).toBe(`GET ${BRANCH}/private/balance?${query}`);
	});

	it.each(WRAPPED)('reads a bare number, answers being %s', async (envelope) => {
		sandbox().sagi.setSettings({ envelope });
		const told = { group_id: SAGI_IDS.group, balance: 1250 };
		expect(await run({ ...find, withBalance: true })).toMatchObject(told);
		expect(await run({ ...find, withBalance: true, phone: '+77010000003' })).toMatchObject({ balance: 87.5 });
	});

	it('keeps every digit of a long balance', async () => {
		const text = '{"code":0,"message":"","data":12345678901234567890}';
		const body = { match: { operation: 'S4 getBalance' }, status: 200, body: text, contentType: 'application/json' };
		sandbox().sagi.addFault(body);
		expect(await run({ ...find, withBalance: true })).toMatchObject({ balance: '12345678901234567890' });
	});

	it.each([[{ balance: 1 }], [null], ['many']])('fails with %j in its place', async (data) => {
		const fault = { match: { operation: 'S4 getBalance' }, status: 200, body: { code: 0, message: 'OK', data } };
		sandbox().sagi.addFault(fault);
		await expect(run({ ...find, withBalance: true })).rejects.toThrow('without a number for the balance');
	});
});

describe('S5 GET /api/v1/branches/{branch_id}/cashback', () => {
	it('sends the customer', async () => {
		await run({ ...find, withCashback: true });
		expect(paths().at(-1)).toBe(`GET ${BRANCH}/cashback?user_id=${SAGI_IDS.promoter}`);
	});

	it.each(WRAPPED)('reads a bare number, answers being %s', async (envelope) => {
		sandbox().sagi.setSettings({ envelope });
		expect(await run({ ...find, withCashback: true })).toMatchObject({ cashback_percentage: 5 });
	});
});

describe('S6 GET /api/v1/branches/{branch_id}/customers/{user_id}/award', () => {
	const CARD = { id: SAGI_IDS.award, received_stamp_count: 6, stamp_count: 6, can_be_given: true };

	it('sends branch and customer in the path', async () => {
		await run(award('get'));
		expect(paths()).toEqual([`GET ${BRANCH}/customers/${SAGI_IDS.promoter}/award`]);
	});

	it.each(WRAPPED)('gives the card, answers being %s', async (envelope) => {
		sandbox().sagi.setSettings({ envelope });
		const who = { customer_id: SAGI_IDS.promoter, branch_id: SAGI_IDS.branch };
		expect(await run(award('get'))).toEqual({ has_card: true, ...who, ...CARD });
		expect(await run({ ...find, withAward: true })).toMatchObject({ award: CARD });
	});

	it.each([
		[404, 404],
		[200, 404],
		[400, 3010],
		[404, 100],
	])('takes HTTP %i with code %i for "no card yet"', async (status, code) => {
		const fault = { match: { operation: 'S6 getAward' }, status, body: { code, message: 'no award' } };
		sandbox().sagi.setFaults([fault]);
		expect(await run(award('get'))).toMatchObject({ has_card: false });
		expect(await run({ ...find, withAward: true })).toMatchObject({ award: null });
	});

	it.each([
		[500, 'Sagi could not answer', {}],
		[429, 'Sagi asks to slow down', { 'Retry-After': '120' }],
	])('does not take HTTP %i for "no card yet"', async (status, message, headers) => {
		sandbox().sagi.setFaults([{ match: { operation: 'S6 getAward' }, status, headers }]);
		await expect(run(award('get'))).rejects.toThrow(message);
	});

	it.each([
		[6, 6, true],
		[5, 6, false],
		[0, 0, false],
	])('%i of %i stamps: can be given is %s', async (received_stamp_count, stamp_count, can_be_given) => {
		const data = { id: '1', received_stamp_count, stamp_count };
		sandbox().sagi.addFault({ match: { operation: 'S6 getAward' }, status: 200, body: { code: 0, message: '', data } });
		expect(await run(award('get'))).toMatchObject({ can_be_given });
	});
});

describe('S7 POST /api/v1/branches/{branch_id}/awards/{award_id}/give', () => {
	const give = award('give', { awardId: SAGI_IDS.award, stamps: 6 });

	it('sends the customer, every digit, and the stamps', async () => {
		await run(give);
		expect(sent()[0]).toMatchObject({ path: `${BRANCH}/awards/${SAGI_IDS.award}/give`, refusedByDocument: null });
		expect(sent()[0]?.body).toBe(`{"user_id":${SAGI_IDS.promoter},"stamp_count":6}`);
	});

	it.each((['nothing', 'order'] as const).flatMap((unread) => WRAPPED.map((envelope) => [unread, envelope] as const)))(
		'says that it was given, where the answer holds %s and is %s',
		async (unreadAnswers, envelope) => {
			sandbox().sagi.setSettings({ unreadAnswers, envelope });
			const output = { given: true, award_id: SAGI_IDS.award, customer_id: SAGI_IDS.promoter };
			expect(await run(give)).toMatchObject(output);
		},
	);

	it('takes the stamps from the card, once', async () => {
		await run(give);
		expect(await run(award('get'))).toMatchObject({ received_stamp_count: 0 });
		await expect(run(give)).rejects.toThrow('"not enough stamps" (HTTP 400, code 3010)');
	});

	it('says that nothing has changed where Sagi refuses', async () => {
		await expect(run({ ...give, stamps: 5 })).rejects.toMatchObject({
			message: 'Sagi refused the request: "not enough stamps" (HTTP 400, code 3010)',
			description: expect.stringContaining('Sent and refused: nothing has changed.'),
		});
		expect(sent()).toHaveLength(1);
	});
});

describe('bad input: nothing is sent', () => {
	it.each([
		['an empty phone', { ...find, phone: ' ' }, 'Phone is empty'],
		['letters', { ...find, phone: '+7701CALLME' }, 'is not a phone in full'],
		['no country code', { ...find, phone: '7010000001' }, 'is not a phone in full'],
		['8 in front', { ...find, phone: '8 701 000 00 01' }, 'is not a phone in full'],
		['too many digits', { ...find, phone: '+7701000000177777' }, 'is not a phone in full'],
		['five digits of the app', { ...find, findBy: 'code', appCode: '12345' }, 'are not the six digits of the app'],
		['letters of the app', { ...find, findBy: 'code', appCode: 'abcdef' }, 'are not the six digits of the app'],
		['no customer', award('get', { customerId: '' }), 'Customer ID is empty'],
		['customer 0', award('get', { customerId: '0' }), 'is not a Customer ID'],
		['a customer of 20 digits', award('get', { customerId: '1'.repeat(20) }), 'is not a Customer ID'],
		['a rounded customer', award('get', { customerId: '={{ 1988850967616950999 }}' }), 'was rounded'],
		['a path', award('give', { awardId: '1/../2', stamps: 6 }), 'is not a Award ID'],
		['0 stamps', award('give', { awardId: '1', stamps: 0 }), 'is not a whole number of 1 or more'],
		['half a stamp', award('give', { awardId: '1', stamps: 1.5 }), 'is not a whole number of 1 or more'],
	])('%s', async (_, parameters, message) => {
		await expect(run(parameters)).rejects.toMatchObject({ message: expect.stringContaining(message) });
		expect(sandbox().sagi.requests()).toEqual([]);
	});
});
