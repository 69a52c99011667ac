import type { SmartSatuSettings } from '../../../sandbox/smartSatu';
import { lastReason, plain, useSandbox } from './plain';

const held = useSandbox();
const satu = () => held.sandbox.smartSatu;
const http = () => plain(satu().url);
const TYPE = 'application/json; charset=utf-8';
let auth: Record<string, string>;

beforeEach(async () => {
	const account = { username: 'supplier', password: 'qwerty', direction: 'food' };
	const answer = await http().post('/api/users/login', account, { 'content-type': TYPE, country: 'ru' });
	const token = Buffer.from(`${answer.json().access_token}:`).toString('base64');
	auth = { country: 'ru', authorization: `Basic ${token}`, 'content-type': TYPE };
});

const set = (patch: Partial<SmartSatuSettings>) => satu().setSettings(patch);
const get = async (path: string) => (await http().get(path, auth)).json();
const put = async (path: string, body: object) => await http().put(path, body, auth);
const offer = (sku: string, price: number | string = 100) => ({ sku, price });
const offers = async () => (await get('/api/offers')) as Array<{ sku: string; price: number }>;
const part = async (query: string, list: unknown) => await http().post(`/api/offers/import?${query}`, list, auth);

describe('orders', () => {
	it('come all at once, by status, and a time changes nothing', async () => {
		expect(await get('/api/v1/orders')).toHaveLength(45);
		expect(await get('/api/v1/orders?page=2')).toHaveLength(45);
		expect(await get('/api/v1/orders?status=1')).toHaveLength(15);
		expect(await get('/api/v1/orders?updated_from=2030-01-01T00:00:00')).toHaveLength(45);
		expect((await http().get('/api/v1/orders?status=new', auth)).status).toBe(400);
		expect((await put('/api/orders/1', { status: 3 })).status).toBe(404);
		const types = (await get('/api/v1/orders')).map((one: { payment_type: number }) => one.payment_type);
		expect([...new Set(types)].sort()).toEqual([0, 1, 2, 3, 4]);
	});
});

it('counterparties come 20 a page, and since a moment', async () => {
	expect(await get('/api/counterparties?page=2')).toHaveLength(3);
	const [first] = await get('/api/counterparties?page=2');
	expect(await get(`/api/counterparties?updated_from=${first.updated_at}`)).toHaveLength(3);
});

describe('offers', () => {
	it('are taken by their SKU, at a price, in an import that runs', async () => {
		expect((await put('/api/offers/NONE', { price: 1 })).status).toBe(404);
		expect((await put('/api/offers/SKU-1001', { price: 0.30000000000000004 })).status).toBe(422);
		expect((await part('id=none', [offer('NEW-1')])).status).toBe(404);
		const { offers: taken } = (await part('start=1', [offer('NEW-1', 0)])).json();
		expect(taken).toEqual([{ sku: 'NEW-1', comment: 'Неверная цена: NEW-1.' }]);
	});

	it('that were there before go with delete=1, which stands beside end=1 alone', async () => {
		const { id } = (await part('start=1', [offer('NEW-1')])).json();
		expect((await part(`id=${id}&delete=1`, [])).status).toBe(400);
		expect(lastReason(satu())).toContain('delete without end');
		await part(`id=${id}&end=1&delete=1`, []);
		expect((await offers()).map(({ sku }) => sku)).toEqual(['NEW-1']);
	});

	it('are 1000 a part at most, and in the body that was agreed', async () => {
		const list = (count: number) => Array.from({ length: count }, (_, at) => offer(`NEW-${at}`));
		expect((await part('start=1', list(1000))).status).toBe(200);
		expect((await part('start=1', list(1001))).status).toBe(400);
		expect((await part('start=1', { offers: list(1) })).status).toBe(400);
		set({ importBody: 'object' });
		expect((await part('start=1', { offers: list(1) })).status).toBe(200);
		expect((await part('start=1', list(1))).status).toBe(400);
		set({ importBody: 'list', emptyImportPart: false });
		expect((await part('start=1', [])).status).toBe(400);
	});
});
