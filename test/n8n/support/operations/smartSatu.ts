import { SmartSatu } from '../../../../nodes/SmartSatu/SmartSatu.node';
import { SMART_SATU_ACCOUNT, SMART_SATU_SECOND } from '../../../../sandbox/smartSatu';
import { nextSerial } from '../serial';
import type { NodeCases, OperationCase } from './types';

const byLimit = { returnAll: false, limit: '={{ $json.limit }}' };
const chosen = (mode: string, value: string) => ({ __rl: true, mode, value });

/** Orders, shops and offers: requests that people need after the log-in. */
const business: OperationCase[] = [
	{
		resource: 'order',
		operation: 'getAll',
		parameters: { ...byLimit, filters: { status: '={{ $json.status }}' } },
		items: [
			{ status: '1', limit: 2 },
			{ status: 2, limit: 1 },
		],
		outputs: [[{ id: 50001, status: 1 }, { id: 50004 }], [{ id: 50002, status: 2 }]],
		serves: ['SS1 logIn', 'listOrders', 'listOrders'],
		failing: { item: 1, values: { status: 'new' }, error: 'The status "new" is not a number' },
	},
	{
		resource: 'order',
		operation: 'update',
		parameters: { orderId: chosen('id', '={{ $json.id }}'), changes: '={{ { status: $json.to } }}' },
		items: [
			{ id: '50001', to: 2 },
			{ id: 50002, to: 3 },
		],
		outputs: [
			{ id: 50001, status: 2 },
			{ id: 50002, status: 3 },
		],
		serves: ['SS1 logIn', 'updateOrder', 'updateOrder'],
		failing: { item: 1, values: { id: '1' }, error: 'Заказ не найден.' },
	},
	{
		resource: 'shop',
		operation: 'getAll',
		parameters: { ...byLimit, filters: { updatedFrom: '={{ $json.since }}' } },
		items: [
			{ since: '2020-01-01', limit: 1 },
			{ since: '2020-01-01T08:00:00+05:00', limit: 2 },
		],
		outputs: [[{ id: 700 }], [{ id: 700 }, { id: 701 }]],
		serves: ['SS1 logIn', 'listCounterparties', 'listCounterparties'],
		failing: { item: 1, values: { since: 'long ago' }, error: '"Updated From" is not a moment: long ago' },
	},
	{
		resource: 'offer',
		operation: 'getAll',
		parameters: byLimit,
		items: [{ limit: 1 }, { limit: 2 }],
		outputs: [[{ sku: 'SKU-1001' }], [{ sku: 'SKU-1001' }, { sku: 'SKU-1002' }]],
		serves: ['SS1 logIn', 'listOffers', 'listOffers'],
		failing: { item: 0, values: { limit: 0 }, error: 'The limit "0"' },
	},
	{
		resource: 'offer',
		operation: 'update',
		parameters: { sku: chosen('sku', '={{ $json.sku }}'), changes: '={{ { price: $json.price } }}' },
		items: [
			{ sku: 'CAB-3/2.5', price: '990.50' },
			{ sku: 'SKU-1001', price: 20 },
		],
		outputs: [
			{ sku: 'CAB-3/2.5', price: 990.5 },
			{ sku: 'SKU-1001', price: 20 },
		],
		serves: ['SS1 logIn', 'updateOffer', 'updateOffer'],
		failing: { item: 1, values: { price: 0.1 + 0.2 }, error: '"price" is no amount of money: 0.30000000000000004' },
	},
	{
		resource: 'offer',
		operation: 'delete',
		parameters: { sku: chosen('sku', '={{ $json.sku }}') },
		items: [{ sku: 'CAB-3/2.5' }, { sku: 'SKU-1001' }],
		outputs: [
			{ deleted: true, sku: 'CAB-3/2.5' },
			{ deleted: true, sku: 'SKU-1001' },
		],
		serves: ['SS1 logIn', 'deleteOffer', 'deleteOffer'],
		failing: { item: 0, values: { sku: 'NONE' }, error: 'Предложение не найдено.' },
	},
	{
		resource: 'offer',
		operation: 'import',
		items: [
			{ sku: 'NEW-1', price: '10.50' },
			{ sku: 'NEW-2', price: 20 },
		],
		outputs: [
			{ offers: 1, deleted_others: false },
			{ offers: 1, deleted_others: false },
		],
		serves: ['SS1 logIn', 'importOffers', 'importOffers'],
		failing: { item: 1, values: { price: 0 }, error: 'Smart Satu did not take the offer: "Неверная цена: NEW-2."' },
	},
];

const cases: OperationCase[] = [
	...business,
	{
		resource: 'session',
		operation: 'logIn',
		parameters: {
			accountFrom: 'item',
			username: '={{ $json.login }}',
			password: '={{ $json.password }}',
			direction: '={{ $json.direction }}',
		},
		items: [SMART_SATU_ACCOUNT, SMART_SATU_SECOND],
		outputs: [
			{ id: 132, username: SMART_SATU_ACCOUNT.login },
			{ id: 133, username: SMART_SATU_SECOND.login },
		],
		serves: ['SS1 logIn', 'SS1 logIn'],
		failing: { item: 1, values: { password: 'wrong' }, error: 'Неверный логин или пароль.' },
	},
	{
		resource: 'session',
		operation: 'logIn',
		variant: 'of the credential',
		outputs: [{ company_id: 84 }, { company_id: 84 }],
		serves: ['SS1 logIn'],
		failing: { item: 'both', credential: { password: 'wrong' }, error: 'Smart Satu refused the log-in' },
	},
	{
		resource: 'session',
		operation: 'getStatus',
		before: { resource: 'session', operation: 'logIn' },
		outputs: [
			{ logged_in: true, due: false },
			{ logged_in: true, due: false },
		],
		serves: [],
		failing: { item: 'both', credential: { loginUrl: 'not an address' }, error: 'Login URL' },
	},
	{
		resource: 'apiRequest',
		operation: 'send',
		parameters: {
			path: '={{ $json.path }}',
			paging: 'pageNumber',
			returnAll: false,
			limit: '={{ $json.limit }}',
		},
		items: [
			{ path: '/v1/orders', limit: 2 },
			{ path: '/counterparties', limit: 1 },
		],
		outputs: [[{ id: 50001, status: 1 }, { id: 50002 }], [{ id: 700, name: 'Магазин 1' }]],
		serves: ['SS1 logIn', 'listCounterparties', 'listOrders'],
		failing: { item: 0, values: { path: '/v1/nowhere' }, error: 'Smart Satu refused the request' },
	},
];

/** Every operation of the Smart Satu node. */
export const smartSatu: NodeCases = {
	node: new SmartSatu(),
	provider: 'smartSatu',
	credentialType: 'smartSatuApi',
	async credential({ smartSatu: service }) {
		const serial = nextSerial();
		const username = `supplier-of-case-${serial}`;
		const { password } = SMART_SATU_ACCOUNT;
		const { accounts } = await service.getSettings();
		await service.setSettings({
			accounts: [...accounts, { ...SMART_SATU_ACCOUNT, login: username, id: 1000 + serial }],
		});
		return { loginAddress: 'custom', loginUrl: `${service.url}/api/users/login`, username, password };
	},
	cases,
};
