import { GIGMA_ACCOUNT, GIGMA_SECOND } from '../../../../sandbox/gigma';
import { gigmaToken } from './accounts';
import type { Ground, Items, OperationCase } from './types';

const tokens = async ({ sandbox }: Ground): Promise<Items> => [
	{ token: await gigmaToken(sandbox, GIGMA_ACCOUNT.login, GIGMA_ACCOUNT.password), order: '1001', shop: '1' },
	{ token: await gigmaToken(sandbox, GIGMA_ACCOUNT.login, GIGMA_ACCOUNT.password), order: '1002', shop: '1' },
];
const ofBoth = async ({ sandbox }: Ground): Promise<Items> => [
	{ token: await gigmaToken(sandbox, GIGMA_ACCOUNT.login, GIGMA_ACCOUNT.password) },
	{ token: await gigmaToken(sandbox, GIGMA_SECOND.login, GIGMA_SECOND.password) },
];
const OF_ITEM = { accountFrom: 'item', accessToken: '={{ $json.token }}' };
const productList = '={{ [{ id: $json.product ?? 1, quantity: $json.quantity ?? 2 }] }}';
const rejected = { values: { token: '1|unknown' }, error: 'Gigma did not accept the session' };

/** Customers, orders and products of the Gigma node. */
export const store: OperationCase[] = [
	{
		resource: 'customer',
		operation: 'get',
		parameters: OF_ITEM,
		items: ofBoth,
		outputs: [{ id: 1 }, { id: 2, phone_1: GIGMA_SECOND.login }],
		serves: ['GC1 getCounterparty', 'GC1 getCounterparty'],
		failing: { item: 1, ...rejected },
	},
	{
		resource: 'order',
		operation: 'getAll',
		parameters: { ...OF_ITEM, limit: 1 },
		items: tokens,
		outputs: [[{ id: 1001, price: '4900.00' }], [{ id: 1001, status: 'Оплачен' }]],
		serves: ['GC2 listOrders', 'GC2 listOrders'],
		failing: { item: 0, ...rejected },
	},
	{
		resource: 'order',
		operation: 'get',
		parameters: { ...OF_ITEM, orderId: '={{ $json.order }}' },
		items: tokens,
		outputs: [{ id: 1001 }, { id: 1002, price: '4900.00' }],
		serves: ['GC5 getOrder', 'GC5 getOrder'],
		failing: { item: 1, values: { order: '42' }, error: 'Order not found.' },
	},
	{
		resource: 'order',
		operation: 'calculate',
		parameters: { productsFrom: 'json', productList, promoCode: '={{ $json.code }}' },
		items: [
			{ product: 1, quantity: 2, code: '' },
			{ product: 1, quantity: 2, code: 'SALE10' },
		],
		outputs: [
			{ price: 201, discount: 0, total: 201 },
			{ discount: 20.1, total: 180.9 },
		],
		serves: ['GC3 precalculateOrder', 'GC3 precalculateOrder'],
		failing: { item: 0, values: { quantity: 0 }, error: 'is not a whole number of 1 or more' },
	},
	{
		resource: 'order',
		operation: 'create',
		parameters: {
			...OF_ITEM,
			productsFrom: 'json',
			productList,
			deliveryType: { __rl: true, mode: 'id', value: '1' },
			shopId: '={{ $json.shop }}',
		},
		items: tokens,
		outputs: [
			{ price: '201.00', status_id: 2 },
			{ price: '201.00', shop: 'Магазин на Новогодней' },
		],
		serves: ['GC4 createOrder', 'GC4 createOrder'],
		failing: { item: 1, values: { shop: '99' }, error: 'The shop_id field is required.' },
	},
	{
		resource: 'product',
		operation: 'getAll',
		parameters: { limit: '={{ $json.limit }}', filters: { sort: 'price_desc', categories: '={{ $json.category }}' } },
		items: [
			{ limit: 1, category: ['3'] },
			{ limit: 2, category: ['1'] },
		],
		outputs: [[{ id: 45 }], [{ id: 43 }, { id: 40 }]],
		serves: ['GC10 listProducts', 'GC10 listProducts'],
		failing: { item: 0, values: { category: ['tea'] }, error: 'is not a Category' },
	},
	{
		resource: 'product',
		operation: 'get',
		parameters: { product: { __rl: true, mode: 'id', value: '={{ $json.product }}' } },
		items: [{ product: 1 }, { product: '7' }],
		outputs: [{ id: 1 }, { id: 7, price: '106.50' }],
		serves: ['GC11 getProduct', 'GC11 getProduct'],
		failing: { item: 1, values: { product: '99' }, error: 'Product not found.' },
	},
];
