import { GIGMA_ACCOUNT, GIGMA_APP_TOKEN } from '../../../sandbox/gigma';
import { bearer, fieldsOf, lastReason, plain, useSandbox } from './plain';

const held = useSandbox();
const http = () => plain(held.sandbox.gigma.url, { token: GIGMA_APP_TOKEN });
const logIn = (password: string = GIGMA_ACCOUNT.password) =>
	http().post('/counterparty/login', { phone: '79999999990', password });
const tokenOf = async (): Promise<string> => (await logIn()).json().counterparty.access_token.value;

test('G1 calls the phone', async () => {
	const answer = await http().post('/counterparty/send_password', { phone: '79999999990' });
	expect([answer.status, answer.json()]).toEqual([200, { message: 'Password successfully send' }]);
	expect(held.sandbox.gigma.counters()).toMatchObject({ phoneCalls: 1, served: 1 });
});

test('G2 answers with the documented counterparty', async () => {
	const answer = await logIn('1111');
	expect(answer.status).toBe(200);
	const names = [
		...['id', 'avatar', 'first_name', 'last_name', 'middle_name'],
		...['birthday', 'address', 'phone_1', 'phone_2', 'email'],
	];
	const manager = ['id', 'first_name', 'last_name', 'middle_name', 'name'].map((name) => `manager.${name}`);
	const type = ['id', 'name', 'created_at'].map((name) => `type.${name}`);
	const all = [...names, ...manager, ...type, 'created_at', 'updated_at', 'access_token.value'];
	expect(fieldsOf(answer.json())).toEqual(all.map((name) => `counterparty.${name}`).sort());
	expect(answer.json().counterparty.access_token.value).toMatch(/^\d+\|\w{48}$/);
	expect((await logIn('2222')).status).toBe(401);
});

test('G3 ends one session or all', async () => {
	const [one, two, three] = [await tokenOf(), await tokenOf(), await tokenOf()];
	const logOut = (token: string, from_all_devices: boolean) =>
		http().post('/counterparty/logout', { from_all_devices }, bearer(token));
	const alive = async (token: string) => (await http().get('/counterparty', bearer(token))).status;
	await logOut(one, false);
	expect([await alive(one), await alive(two)]).toEqual([401, 200]);
	expect((await logOut(two, true)).json()).toEqual({ message: 'User successfully logout from all devices' });
	expect(await alive(three)).toBe(401);
	expect(
		(await http().post('/counterparty/logout', { from_all_devices: 'true' }, bearer(await tokenOf()))).status,
	).toBe(422);
});

test('a code is good once and only after a call, if so set', async () => {
	held.sandbox.gigma.setSettings({ requireCall: true });
	expect((await logIn()).status).toBe(401);
	await http().post('/counterparty/send_password', { phone: '79999999990' });
	expect([(await logIn()).status, (await logIn()).status]).toEqual([200, 401]);
});

test('the application token is wanted everywhere, and never in the URL', async () => {
	const bare = plain(held.sandbox.gigma.url);
	expect((await bare.get('/counterparty/prices')).status).toBe(422);
	expect(lastReason(held.sandbox.gigma)).toContain("'token'");
	expect((await bare.get('/counterparty/prices', { token: 'wrong' })).status).toBe(401);
	expect((await http().get('/counterparty/prices')).status).toBe(200);
	expect((await http().get(`/counterparty/prices?x=${GIGMA_APP_TOKEN}`)).status).toBe(422);
	expect(lastReason(held.sandbox.gigma)).toContain('URL');
});

test('a wrong field is told as Laravel does', async () => {
	const answer = await http().post('/counterparty/login', { phone: '79999999990', password: 1111 });
	expect([answer.status, answer.json()]).toEqual([
		422,
		{ message: 'The password field is invalid.', errors: { password: ['The password field is invalid.'] } },
	]);
});

test('the range of prices follows the search', async () => {
	const range = async (query: string) => (await http().get(`/counterparty/prices${query}`)).json();
	expect(await range('')).toEqual({ min_price: 100.5, max_price: 144.5 });
	expect(await range('?category_id[]=3&price_to=110')).toEqual({ min_price: 102.5, max_price: 108.5 });
});

test.each([
	['a comment', { comment: 'до двери' }, /additional|comment/],
	['a phone', { phone: '79999999990' }, /additional|phone/],
	['quantity 0', { products: [{ id: 1, quantity: 0 }] }, /quantity/],
])('an order with %s is refused', async (_, more, reason) => {
	const order = { delivery_type_id: 1, shop_id: 1, products: [{ id: 1, quantity: 2 }], ...more };
	const answer = await http().post('/counterparty/orders', order, bearer(await tokenOf()));
	expect(answer.status).toBe(422);
	expect(lastReason(held.sandbox.gigma)).toMatch(reason);
});
