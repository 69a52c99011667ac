import type { IDataObject } from 'n8n-workflow';

import { SmartSatu } from '../../nodes/SmartSatu/SmartSatu.node';
import type { FaultRule } from '../../sandbox';
import { failureOf } from '../support/failure';
import { sentTo, useSandbox } from '../support/sandbox';
import { runSmartSatu, smartSatuCredential } from '../support/smartSatu';

const sandbox = useSandbox();
const service = () => sandbox().smartSatu;
const of =
	(resource: string, operation: string) =>
	async (parameters: IDataObject = {}) =>
		await runSmartSatu(smartSatuCredential(sandbox()), { resource, operation, ...parameters });
const all = { returnAll: true };
const chosen = (value: unknown) => ({ __rl: true, mode: 'id', value });
const sent = () => sentTo(service());
const paths = () => sent().map(({ method, path }) => `${method} ${path}`);
const fault = (rule: FaultRule) => service().addFault(rule);
const told = async (run: Promise<unknown>) => {
	const { message, description } = await failureOf(run);
	return `${message} ${description}`;
};

const OPEN = [{}, { pagedLists: true }, { listWrapper: true }, { pagedLists: true, listWrapper: true }];

describe('listOrders GET /api/v1/orders', () => {
	const getOrders = of('order', 'getAll');

	it('sends the status alone, and no body', async () => {
		const orders = await getOrders({ ...all, filters: { status: '1' } });
		expect(orders).toHaveLength(15);
		expect(orders[0]).toMatchObject({ id: 50001, status: 1, payment_type: 0 });
		expect(paths()).toEqual(['GET /api/v1/orders?status=1']);
		expect(sent()[0]).toMatchObject({ body: '', headers: { country: 'ru' }, refusedByDocument: null });
	});

	it.each(OPEN)('gives each order once, whether the list is whole or in pages: %j', async (settings) => {
		service().setSettings(settings);
		const ids = (await getOrders(all)).map(({ id }) => id);
		expect(ids).toEqual(Array.from({ length: 45 }, (_, at) => 50001 + at));
	});

	it('asks for another page only where the list may go on', async () => {
		await getOrders(all);
		expect(paths()).toEqual(['GET /api/v1/orders']);
		service().setSettings({ pagedLists: true });
		await getOrders(all);
		expect(paths().slice(1)).toEqual(['GET /api/v1/orders', 'GET /api/v1/orders?page=2', 'GET /api/v1/orders?page=3']);
	});

	it('takes a whole list of a round number for whole once it comes again', async () => {
		const orders = Array.from({ length: 40 }, (_, at) => ({ id: at + 1, at }));
		fault({ match: { operation: 'listOrders' }, status: 200, body: orders });
		expect(await getOrders(all)).toHaveLength(40);
		expect(paths()).toHaveLength(2);
	});

	it('reads no further than the limit', async () => {
		service().setSettings({ pagedLists: true });
		expect(await getOrders({ limit: 3 })).toHaveLength(3);
		expect(paths()).toHaveLength(1);
	});

	it.each([
		['an object', {}],
		['text', '"orders"'],
	])('says so where the answer is %s', async (_, body) => {
		fault({ match: { operation: 'listOrders' }, status: 200, body });
		await expect(getOrders(all)).rejects.toThrow('Smart Satu answered without a list of orders');
	});

	it.each(['new', '-1', '1.5'])('does not send a status of %s', async (status) => {
		await expect(getOrders({ filters: { status } })).rejects.toThrow(`The status "${status}" is not a number`);
		expect(service().counters().requests).toBe(0);
	});
});

describe('updateOrder PUT /api/orders/{id}', () => {
	const update = async (orderId: unknown, changes: unknown) =>
		await of('order', 'update')({ orderId: chosen(orderId), changes } as IDataObject);

	it('sends the changes as they were written, to an address without v1', async () => {
		const text = '{ "status": 2, "external_id": 1988850967616950272 }';
		expect(await update('50001', text)).toMatchObject([{ id: 50001, status: 2 }]);
		expect(sent()[0]).toMatchObject({ method: 'PUT', path: '/api/orders/50001', body: text, refusedByDocument: null });
	});

	it('serves an answer without a body', async () => {
		service().setSettings({ emptyAnswers: true });
		expect(await update(50001, '{ "status": 2 }')).toEqual([{ id: '50001', success: true }]);
	});

	it.each([
		['', 'The order ID is empty'],
		['..', `can't stand in an address`],
		[2 ** 60, 'was rounded'],
	])('sends nothing for the ID %p', async (id, message) => {
		expect(await told(update(id, '{ "status": 2 }'))).toMatch(new RegExp(`${message}.*Nothing has been sent`));
		expect(service().counters().requests).toBe(0);
	});

	it.each([
		['', 'Changes is empty'],
		['{', 'Changes is not valid JSON'],
		['{}', 'Changes has no fields'],
		['7', 'Changes is no JSON object'],
		['[{ "status": 1 }, { "status": 2 }]', 'Changes is a list of 2'],
		['{ "products": [{ "sku": "A", "quantity": -1 }] }', '"quantity" is no quantity: -1'],
		['{ "total": "4 900,50" }', '"total" is no amount of money'],
	])('sends nothing for the changes %s', async (changes, message) => {
		expect(await told(update('50001', changes))).toMatch(message);
		expect(service().counters().requests).toBe(0);
	});

	it('sends a quantity of 0, which a correction may mean', async () => {
		const changes = '{ "products": [{ "sku": "SKU-1001", "quantity": 0, "price": "10.00" }] }';
		expect(await update('50001', changes)).toMatchObject([{ id: 50001 }]);
	});
});

describe('listCounterparties GET /api/counterparties', () => {
	const getShops = of('shop', 'getAll');

	it('sends page after page of 20', async () => {
		expect(await getShops(all)).toHaveLength(23);
		expect(paths()).toEqual(['GET /api/counterparties?page=1', 'GET /api/counterparties?page=2']);
	});

	it.each([
		['2026-01-31', '2026-01-31T00:00:00'],
		['2026-01-31 08:30', '2026-01-31T08:30:00'],
		['2026-01-31T08:30:05.120', '2026-01-31T08:30:05'],
		['2026-01-31T08:30:00+05:00', '2026-01-31T03:30:00'],
		['2026-01-31T08:30:00Z', '2026-01-31T08:30:00'],
		['={{ new Date(Date.UTC(2026, 0, 31, 8)) }}', '2026-01-31T08:00:00'],
		['={{ DateTime.fromISO("2026-01-31T08:00:00Z") }}', '2026-01-31T08:00:00'],
	])('sends %s as %s', async (updatedFrom, expected) => {
		await getShops({ ...all, filters: { updatedFrom } });
		const [first = ''] = paths();
		expect(new URLSearchParams(first.split('?')[1]).get('updated_from')).toBe(expected);
	});

	it.each(['soon', '2026-02-31', '31.01.2026', '={{ [] }}', '={{ 5 }}'])('does not send %s', async (updatedFrom) => {
		await expect(getShops({ filters: { updatedFrom } })).rejects.toThrow('"Updated From" is not a moment');
		expect(service().counters().requests).toBe(0);
	});
});

describe('listOffers GET /api/offers', () => {
	it.each(OPEN)('sends no parameters at first, and gives every offer: %j', async (settings) => {
		service().setSettings({ ...settings, amountsAsText: true });
		const offers = await of('offer', 'getAll')(all);
		expect(offers.map(({ sku }) => sku)).toHaveLength(45);
		expect(offers[0]).toMatchObject({ sku: 'SKU-1001', price: '1000.00' });
		expect(paths()[0]).toBe('GET /api/offers');
	});

	it('keeps the offers of one SKU for several shops', async () => {
		const body = [1, 2, 3].map((shop) => ({ sku: 'A', price: 1, counterparty_id: shop }));
		fault({ match: { operation: 'listOffers' }, status: 200, body });
		expect(await of('offer', 'getAll')(all)).toEqual(body);
	});
});

describe('updateOffer PUT /api/offers/{sku}', () => {
	const update = of('offer', 'update');

	it('sends the SKU escaped, and the price as it was written', async () => {
		const changes = '{ "price": "990.50" }';
		expect(await update({ sku: chosen('CAB-3/2.5'), changes })).toMatchObject([{ sku: 'CAB-3/2.5', price: 990.5 }]);
		expect(sent()[0]).toMatchObject({ path: '/api/offers/CAB-3%2F2.5', body: changes, refusedByDocument: null });
	});

	it.each(['A/../B', '.', 'x'.repeat(256), 'a\u0000b'])('sends nothing for the SKU %j', async (sku) => {
		expect(await told(update({ sku: chosen(sku), changes: '{ "price": 1 }' }))).toContain('Nothing has been sent');
		expect(service().counters().requests).toBe(0);
	});
});

describe('deleteOffer DELETE /api/offers/{sku}', () => {
	const remove = of('offer', 'delete');

	it.each([{ emptyAnswers: false }, { emptyAnswers: true }])('sends no body: %j', async (settings) => {
		service().setSettings(settings);
		expect(await remove({ sku: chosen('CAB-3/2.5') })).toEqual([{ deleted: true, sku: 'CAB-3/2.5' }]);
		expect(sent()[0]).toMatchObject({ method: 'DELETE', path: '/api/offers/CAB-3%2F2.5', body: '' });
	});

	it.each([
		[{ status: 422, body: { comment: 'нельзя' } }, 'нельзя', 'Sent and refused: nothing has changed'],
		[{ status: 429 }, 'asks to slow down', 'Sent and refused: nothing has changed'],
		[{ status: 502 }, 'could not answer', 'It may have been sent and carried out'],
		[{ closeAfterEffect: true }, 'Smart Satu', 'It may have been sent and carried out'],
	])('says what it has done where it fails, and is not repeated: %j', async (rule, words, state) => {
		fault({ match: { operation: 'deleteOffer' }, ...rule });
		const requestOptions = { waitWhenAsked: false };
		const error = await told(remove({ sku: chosen('SKU-1001'), requestOptions }));
		expect(error).toContain(words);
		expect(error).toContain(state);
		// Once is enough.
		expect(error).not.toContain('Look first');
		expect(sent()).toHaveLength(1);
	});

	it('says that nothing was sent where the log-in fails', async () => {
		fault({ match: { operation: 'logIn' }, status: 401 });
		const error = await told(remove({ sku: chosen('SKU-1001') }));
		expect(error).toContain('Not sent: nothing has changed.');
		expect(sent()).toEqual([]);
	});
});

describe('the lists of the panel', () => {
	const search = async (method: 'searchOrders' | 'searchOffers', filter?: string) => {
		const credential = smartSatuCredential(sandbox());
		const { contextOf } = await import('../support/n8nInProcess');
		const node = new SmartSatu();
		const context = contextOf({ node, credential, parameters: { resource: 'order', operation: 'getAll' } });
		return (await node.methods.listSearch[method].call(context as never, filter)).results;
	};

	it('name orders and offers, and are searched', async () => {
		expect((await search('searchOrders'))[0]).toEqual({ name: '50001 (status 1, total 10000)', value: '50001' });
		expect(await search('searchOffers', 'cab')).toEqual([{ name: 'CAB-3/2.5 (price 1075)', value: 'CAB-3/2.5' }]);
	});
});
