import type { Operation } from '../machinery/provider';
import { Refusal } from '../machinery/refusal';
import { decimal } from '../machinery/schema';
import { dateT, type Data, type Order, type SmartSatuSettings } from './accounts';
import { amount, answered, isSince, pageOf, updatedFrom, wholeOrPage, type SmartSatuCall } from './lists';

const shown = (call: SmartSatuCall, order: Order): object => ({
	...order,
	total: amount(call, order.total),
	products: order.products.map((one) => ({ ...one, price: amount(call, one.price) })),
});

const EXAMPLE: Order = {
	id: 1,
	status: 1,
	payment_type: 0,
	total: 100,
	counterparty_id: 1,
	created_at: '',
	updated_at: '',
	products: [{ sku: '', quantity: 1, price: 100 }],
};

/** What the wiki's pages API_Orders and API_Counterparties name. Fields of orders and shops are assumed. */
export const orderOperations: Array<Operation<SmartSatuSettings, Data>> = [
	{
		id: 'listOrders',
		method: 'GET',
		path: '/api/v1/orders',
		origin: 'public client code',
		source:
			'docs.smartsatu.com, API_Orders, current revision: all orders in one list, `status` a number, `payment_type` 0 to 4. Other fields, pages and a filter by time are not known.',
		sureness: 'B',
		auth: 'session',
		query: { page: decimal(), status: decimal(), updated_from: updatedFrom },
		example: [EXAMPLE],
		handle(call) {
			const { data, query, settings } = call;
			const wanted = data.orders.filter(
				({ status, updated_at: at }) =>
					(query.status === undefined || status === Number(query.status)) &&
					(!settings.ordersByTime || isSince(call, at)),
			);
			const orders = wanted.map((order) => shown(call, order));
			return wholeOrPage(call, orders);
		},
	},
	{
		id: 'updateOrder',
		method: 'PUT',
		path: '/api/orders/:id',
		origin: 'public client code',
		source: 'docs.smartsatu.com, API_Orders: named alone. Neither the fields of its body nor its answer are known.',
		sureness: 'C',
		auth: 'session',
		params: { id: decimal() },
		body: { type: 'object', minProperties: 1 },
		example: EXAMPLE,
		handle(call) {
			const order = call.data.orders.find(({ id }) => id === Number(call.params.id));
			if (!order) throw new Refusal('business', 404, 'Заказ не найден.');
			Object.assign(order, call.body, { id: order.id, updated_at: dateT(call.service.clock.now()) });
			return answered(call, shown(call, order));
		},
	},
	{
		id: 'listCounterparties',
		method: 'GET',
		path: '/api/counterparties',
		origin: 'public client code',
		source:
			'docs.smartsatu.com, API_Counterparties, revision 1690: `page` from 1, 20 a page, `updated_from`. The fields of a shop are not known.',
		sureness: 'B',
		auth: 'session',
		query: { page: decimal(), updated_from: updatedFrom },
		example: [{ id: 1, name: '', bin: '', updated_at: '' }],
		handle: (call) =>
			pageOf(
				call,
				call.data.counterparties.filter((one) => isSince(call, one.updated_at)),
			),
	},
];
