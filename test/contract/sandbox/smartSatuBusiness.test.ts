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
const remove = async (path: string) => await http().delete(path, auth);
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
		const types = (await get('/api/v1/orders')).map((one: { payment_type: number }) => one.payment_type);
		expect([...new Set(types)].sort()).toEqual([0, 1, 2, 3, 4]);
	});

	it('in the other readings: pages of 20, since a moment, inside data, amounts as text', async () => {
		set({ pagedLists: true, ordersByTime: true });
		const pages = [];
		for (const page of [1, 2, 3, 4]) pages.push(await get(`/api/v1/orders?page=${page}`));
		expect(pages.map(({ length }) => length)).toEqual([20, 20, 5, 0]);
		expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(45);
		expect(await get(`/api/v1/orders?updated_from=${pages[2][0].updated_at}`)).toHaveLength(5);
		set({ listWrapper: true, amountsAsText: true });
		expect((await get('/api/v1/orders')).data[0]).toMatchObject({ total: '10000.00' });
	});

	it('are changed by number, at an address without v1', async () => {
		expect((await put('/api/orders/50002', { status: 3 })).json()).toMatchObject({ id: 50002, status: 3 });
		expect(await get('/api/v1/orders?status=3')).toHaveLength(16);
		expect((await put('/api/orders/1', { status: 3 })).status).toBe(404);
		expect((await put('/api/orders/50002', {})).status).toBe(400);
		expect((await put('/api/v1/orders/50002', { status: 3 })).status).toBe(404);
		set({ emptyAnswers: true });
		const empty = await put('/api/orders/50002', { status: 1 });
		expect([empty.status, empty.data]).toEqual([204, '']);
	});
});

it('counterparties come 20 a page, and since a moment', async () => {
	expect(await get('/api/counterparties?page=2')).toHaveLength(3);
	const [first] = await get('/api/counterparties?page=2');
	expect(await get(`/api/counterparties?updated_from=${first.updated_at}`)).toHaveLength(3);
});

describe('offers', () => {
	it('are listed, changed and deleted by SKU, one with a slash as well', async () => {
		expect(await offers()).toHaveLength(45);
		const path = `/api/offers/${encodeURIComponent('CAB-3/2.5')}`;
		expect((await put(path, { price: '990.50' })).json()).toMatchObject({ sku: 'CAB-3/2.5', price: 990.5 });
		expect((await put(path, { price: 0.30000000000000004 })).status).toBe(422);
		expect((await remove(path)).json()).toEqual({ success: true });
		expect((await remove(path)).status).toBe(404);
		expect(await offers()).toHaveLength(44);
	});

	it('are imported in parts, which count once the import has ended', async () => {
		const begun = (await part('start=1', [offer('NEW-1')])).json();
		expect(begun.id).toMatch(/^[\da-f]{23}$/);
		await part(`id=${begun.id}`, [offer('NEW-2', '20.50')]);
		expect(await offers()).toHaveLength(45);
		await part(`id=${begun.id}&end=1`, [offer('SKU-1001', 5)]);
		const after = await offers();
		expect(after).toHaveLength(47);
		expect(after.find(({ sku }) => sku === 'SKU-1001')?.price).toBe(5);
		expect((await part(`id=${begun.id}`, [offer('NEW-3')])).status).toBe(404);
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

	it('that are not taken have a comment, in each of its readings', async () => {
		set({ unknownSkus: ['X'] });
		const list = [offer('NEW-1'), offer('X'), offer('NEW-2', 0)];
		expect((await part('start=1', list)).json().offers).toEqual([
			{ sku: 'NEW-1', comment: '' },
			{ sku: 'X', comment: 'Нет такого sku: X.' },
			{ sku: 'NEW-2', comment: 'Неверная цена: NEW-2.' },
		]);
		set({ importComments: 'whole' });
		expect((await part('start=1', list)).json().comment).toBe('Нет такого sku: X. Неверная цена: NEW-2.');
		set({ importRefusal: '422' });
		const refused = await part('start=1', list);
		expect([refused.status, refused.json()]).toEqual([422, { comment: 'Нет такого sku: X.' }]);
	});
});
