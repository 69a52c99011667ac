import type { IDataObject } from 'n8n-workflow';

import { Gigma } from '../../nodes/Gigma/Gigma.node';
import { GIGMA_APP_TOKEN } from '../../sandbox/gigma';
import { contextOf } from '../support/n8nInProcess';
import { DIGITS, gigmaCredential, runGigma } from '../support/gigma';
import { sentTo, useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const run = async (parameters: IDataObject) => await runGigma(gigmaCredential(sandbox(), DIGITS), parameters);
const sent = () => sentTo(sandbox().gigma);
const last = () => sent().at(-1);
const lines = (...all: Array<[id: unknown, quantity: unknown]>) => ({
	products: { lines: all.map(([id, quantity]) => ({ id, quantity })) } as IDataObject,
});
const order = (operation: string, rest: IDataObject = {}) => ({ resource: 'order', operation, ...rest });
const id = (value: unknown) => ({ __rl: true, mode: 'id', value }) as IDataObject;
const calculate = order('calculate', lines(['1', 2]));
const create = order('create', { ...lines(['1', 2]), deliveryType: id('1'), shopId: '1' });
const product = (operation: string, rest: IDataObject = {}) => ({ resource: 'product', operation, ...rest });

describe('GC1 GET /counterparty', () => {
	const get = { resource: 'customer', operation: 'get' };

	it('sends application token and bearer', async () => {
		await run(get);
		expect(last()).toMatchObject({ method: 'GET', path: '/counterparty', refusedByDocument: null });
		expect(last()?.headers).toMatchObject({ token: GIGMA_APP_TOKEN, authorization: expect.stringMatching(/^Bearer /) });
	});

	it('gives the documented customer, all of it without Simplify, and never a token', async () => {
		const [simple] = await run(get);
		const told = { id: 1, first_name: 'Алексей', last_name: 'Петров', phone_1: '79999999990' };
		expect(simple).toEqual({ ...told, email: 'support@itecho.ru' });
		const counterparty = { ...told, birthday: '1980-04-02', access_token: { value: 'x' } };
		sandbox().gigma.addFault({ match: { operation: 'GC1 getCounterparty' }, status: 200, body: { counterparty } });
		expect(await run({ ...get, simplify: false })).toEqual([{ ...told, birthday: '1980-04-02' }]);
	});

	it('takes the customer whose access token the item brings', async () => {
		const logIn = {
			resource: 'session',
			operation: 'logIn',
			phone: '79999999991',
			codeDigits: '0042',
			returnTokens: true,
		};
		const [session] = await run(logIn);
		expect(await run({ ...get, accountFrom: 'item', accessToken: session?.access_token as string })).toMatchObject([
			{ id: 2, phone_1: '79999999991' },
		]);
	});
});

describe('GC2 GET /counterparty/orders', () => {
	it('sends no parameters: there are no pages', async () => {
		await run(order('getAll', { returnAll: true }));
		expect(sent().map(({ path }) => path)).toEqual(['/counterparty/orders']);
	});

	it('gives the documented orders, prices as the text that they are', async () => {
		expect(await run(order('getAll', { limit: 2 }))).toHaveLength(2);
		const [first, ...others] = await run(order('getAll', { returnAll: true }));
		expect(others).toHaveLength(2);
		expect(first).toEqual({
			id: 1001,
			status_id: 22,
			status: 'Оплачен',
			price: '4900.00',
			delivery_type: 'Самовывоз',
			shop: 'Магазин на Новогодней',
			products: [{ id: 1, name: 'Кофе № 1', price: '2450.00', quantity: 2 }],
			created_at: expect.any(String),
		});
		const [whole] = await run(order('getAll', { limit: 1, simplify: false }));
		expect(whole).toMatchObject({ delivery_type: { price: '0.00', is_active: 1 }, shop: { schedule: '09:00–21:00' } });
	});

	it.each([[{ data: [{ id: 5 }] }], [[{ id: 5 }]], [{ orders: { data: [{ id: 5 }] } }]])(
		'reads %j as well',
		async (body) => {
			sandbox().gigma.addFault({ match: { operation: 'GC2 listOrders' }, status: 200, body });
			expect(await run(order('getAll'))).toMatchObject([{ id: 5, status: null, products: [] }]);
		},
	);

	it('fails where there is no list', async () => {
		sandbox().gigma.addFault({ match: { operation: 'GC2 listOrders' }, status: 200, body: { ok: true } });
		await expect(run(order('getAll'))).rejects.toThrow('Gigma answered without orders');
	});
});

describe('GC3 POST /counterparty/orders/precalculate', () => {
	it('sends products, and the promo code only where there is one', async () => {
		await run(calculate);
		expect(last()).toMatchObject({ body: '{"products":[{"id":1,"quantity":2}]}', refusedByDocument: null });
		await run({ ...calculate, promoCode: 'SALE10' });
		expect(last()?.body).toBe('{"products":[{"id":1,"quantity":2}],"promo_code":"SALE10"}');
	});

	it('takes a list, with IDs digit for digit', async () => {
		const productList = '[{ "id": 1988850967616950272, "quantity": "3" }]';
		await run(order('calculate', { productsFrom: 'json', productList })).catch(() => undefined);
		expect(last()?.body).toBe('{"products":[{"id":1988850967616950272,"quantity":3}]}');
	});

	it('gives price, discount and total as they come', async () => {
		expect(await run(calculate)).toEqual([{ price: 201, discount: 0, total: 201 }]);
		expect(await run({ ...calculate, promoCode: 'SALE10' })).toEqual([{ price: 201, discount: 20.1, total: 180.9 }]);
		expect(await run({ ...calculate, promoCode: 'WRONG' })).toMatchObject([{ discount_error: 'Promo code not found' }]);
	});
});

describe('GC4 POST /counterparty/orders', () => {
	it('sends a pick-up', async () => {
		await run(create);
		const body = '{"delivery_type_id":1,"shop_id":1,"products":[{"id":1,"quantity":2}]}';
		expect(last()).toMatchObject({ method: 'POST', path: '/counterparty/orders', body, refusedByDocument: null });
	});

	it('sends a delivery to an address, paid by card, with a promo code', async () => {
		const more = {
			deliveryType: id(2),
			shopId: '',
			address: 'Новогодняя, 20',
			paymentType: id('2'),
			promoCode: 'SALE10',
		};
		const [made] = await run({ ...create, ...more });
		expect(JSON.parse(last()?.body ?? '')).toEqual({
			delivery_type_id: 2,
			delivery_subtype_id: 2,
			address: 'Новогодняя, 20',
			products: [{ id: 1, quantity: 2 }],
			payment_type_id: 2,
			promo_code: 'SALE10',
		});
		expect(made).toMatchObject({ id: 1004, status_id: 2, price: '201.00', payment_link: 'https://pay.example/1004' });
	});

	it.each(['named', 'bare'] as const)('gives the order, the answer being %s', async (single) => {
		sandbox().gigma.setSettings({ single });
		expect(await run(create)).toMatchObject([{ id: 1004, status: 'Ожидает оплаты', shop: 'Магазин на Новогодней' }]);
		expect(await run(order('get', { orderId: '1004' }))).toMatchObject([{ id: 1004, price: '201.00' }]);
	});

	it('says that it was sent where the answer tells nothing', async () => {
		sandbox().gigma.addFault({ match: { operation: 'GC4 createOrder' }, status: 201, emptyBody: true });
		await expect(run(create)).rejects.toMatchObject({ description: expect.stringContaining('It was sent') });
	});
});

describe('GC5 GET /counterparty/orders/{order_id}', () => {
	it('sends the ID in the path', async () => {
		await run(order('get', { orderId: '1002' }));
		expect(last()).toMatchObject({ path: '/counterparty/orders/1002', refusedByDocument: null });
	});

	it.each(['named', 'bare'] as const)('gives the order, the answer being %s', async (single) => {
		sandbox().gigma.setSettings({ single });
		expect(await run(order('get', { orderId: '1002' }))).toMatchObject([{ id: 1002, status: 'Оплачен' }]);
		expect(await run(order('get', { orderId: '1002', simplify: false }))).toMatchObject([{ status: { id: 22 } }]);
	});
});

describe('GC10 GET /counterparty/products', () => {
	it('sends filters and pages, each ID by itself', async () => {
		const filters = {
			query: 'Чай',
			categories: ['2', '3'],
			brands: ['1'],
			countries: ['1'],
			sale: true,
			available: 'online',
			priceFrom: '100.50',
			priceTo: 200,
			sort: 'price_desc',
		};
		await run(product('getAll', { returnAll: true, filters }));
		const query = new URLSearchParams(last()?.path.split('?')[1]);
		expect(query.getAll('category_id[]')).toEqual(['2', '3']);
		expect(Object.fromEntries(query)).toMatchObject({
			query: 'Чай',
			'brand_id[]': '1',
			'country_id[]': '1',
			sale: 'true',
			available: 'online',
			price_from: '100.50',
			price_to: '200',
			order_by: 'price_desc',
		});
		expect(last()?.refusedByDocument).toBeNull();
	});

	it.each(['named', 'laravel'] as const)('gives all products, the pages being %s', async (productList) => {
		sandbox().gigma.setSettings({ productList });
		const all = await run(product('getAll', { returnAll: true }));
		expect(all.map((one) => one.id)).toEqual(Array.from({ length: 45 }, (_, at) => at + 1));
		expect(all[0]).toMatchObject({ price: '100.50', old_price: '200.00' });
		expect(sent()).toHaveLength(4);
		expect(await run(product('getAll', { limit: 3 }))).toHaveLength(3);
		expect(sent()).toHaveLength(5);
	});
});

describe('GC11 GET /counterparty/products/{product_id}', () => {
	it('sends the ID in the path', async () => {
		await run(product('get', { product: id('7') }));
		expect(last()).toMatchObject({ path: '/counterparty/products/7', refusedByDocument: null });
	});

	it.each(['named', 'bare'] as const)('gives the product, the answer being %s', async (single) => {
		sandbox().gigma.setSettings({ single });
		expect(await run(product('get', { product: id('7') }))).toMatchObject([{ id: 7, price: '106.50' }]);
	});

	it('fails with the words of Gigma', async () => {
		await expect(run(product('get', { product: id('99') }))).rejects.toThrow('"Product not found." (HTTP 404)');
	});
});

describe('the lists to choose from', () => {
	const node = new Gigma();
	const context = () => contextOf({ node, credential: gigmaCredential(sandbox()), parameters: create }) as never;
	const { listSearch, loadOptions } = node.methods;

	it.each([
		['getCategories', ['Кофе', 'Чай', 'Посуда']],
		['getBrands', ['Северный', 'Южный']],
		['getCountries', ['Россия', 'Эфиопия']],
	] as const)('%s, with the application token alone', async (name, wanted) => {
		const options = await loadOptions[name].call(context());
		expect(options.map((option) => option.name)).toEqual(wanted);
		expect(last()?.headers.authorization).toBeUndefined();
	});

	it.each([
		['searchDeliveryTypes', 'дост', [{ name: 'Доставка', value: '2' }]],
		[
			'searchPaymentTypes',
			'',
			[
				{ name: 'Наличные', value: '1' },
				{ name: 'Карта', value: '2' },
			],
		],
		['searchProducts', '№ 45', [{ name: 'Чашка № 45', value: '45' }]],
	] as const)('%s for "%s"', async (name, filter, results) => {
		expect(await listSearch[name].call(context(), filter)).toEqual({ results });
	});
});

describe('bad input: nothing is sent', () => {
	it.each([
		['an empty basket', order('calculate'), 'There is no product in the order'],
		['an empty list', order('create', { ...create, productsFrom: 'json', productList: '[]' }), 'There is no product'],
		['no list', order('calculate', { productsFrom: 'json', productList: '{"id":1}' }), 'is not a list of products'],
		['no JSON', order('calculate', { productsFrom: 'json', productList: 'coffee' }), 'is not a list of products'],
		['quantity 0', order('calculate', lines(['1', 0])), 'quantity of the product "1"'],
		['half of one', order('calculate', lines(['1', 0.5])), 'quantity of the product "1"'],
		['a quantity beyond measure', order('calculate', lines(['1', 1e9])), 'quantity of the product "1"'],
		['no product', order('calculate', lines(['', 1])), 'Product ID is empty'],
		['an SKU', order('calculate', lines(['a/b', 1])), '"a/b" is not a Product ID'],
		['no delivery type', { ...create, deliveryType: id('') }, 'Delivery Type is empty'],
		['a pick-up without a shop', { ...create, shopId: '' }, 'This delivery type needs the shop'],
		['a delivery to nowhere', { ...create, deliveryType: id('2'), shopId: '' }, 'This delivery type needs the address'],
		['a payment type of letters', { ...create, paymentType: id('cash') }, 'is not a Payment Type'],
		['an order of letters', order('get', { orderId: '../1' }), 'is not a Order ID'],
		['a rounded order', order('get', { orderId: '={{ 1988850967616960001 }}' }), 'was rounded'],
		[
			'a price of three digits',
			product('getAll', { filters: { priceFrom: '1.005' } }),
			'"Price From" is not an amount',
		],
		['a price of words', product('getAll', { filters: { priceTo: 'much' } }), '"Price To" is not an amount'],
		['a category of letters', product('getAll', { filters: { categories: ['tea'] } }), 'is not a Category'],
		['limit 0', product('getAll', { limit: 0 }), 'The limit "0"'],
	])('%s', async (_, parameters, message) => {
		await expect(run(parameters)).rejects.toMatchObject({ message: expect.stringContaining(message) });
		expect(sandbox().gigma.requests()).toEqual([]);
	});
});
