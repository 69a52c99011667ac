import { digits } from '../machinery/json';
import type { Operation } from '../machinery/provider';
import { decimal, exactly, text } from '../machinery/schema';
import type { SagiData, SagiOrder, SagiSettings } from './accounts';
import { balanceOf, branchOf, idIn, promoterOf, refusal, stampsOf, type SagiCall } from './calls';

/** The first order's ID; the next ones follow it. */
const FIRST_ORDER = 1988850967616960001n;

function orderOf({ data, params }: SagiCall): SagiOrder {
	const order = data.orders.find(({ id }) => id === params.order_id);
	if (!order) throw refusal(404, 3001, 'order not found');
	return order;
}

/** The fields of an order that entities.html lists and that a sale is about. */
const shown = (order: SagiOrder) => ({
	id: digits(order.id),
	status: order.status,
	order_total_amount: order.amount,
	paid_from_private_balance: order.spent,
	payment_method: order.paymentMethod,
	comment: order.comment,
});

function addStamps(call: SagiCall, count: number): void {
	const customer = call.settings.promoters.find(({ id }) => id === idIn(call, 'user_id'));
	if (customer) call.data.stamps.set(customer.id, (stampsOf(call, customer) ?? 0) + count);
}

/** A sale in two writes, and its way back: the iiko plugin. None of them is idempotent. */
export const orders: Array<Operation<SagiSettings, SagiData>> = [
	{
		id: 'S8 createOrder',
		method: 'POST',
		path: '/api/v1/branches/:branch_id/cash/order',
		origin: 'public client code',
		sureness: 'B',
		source: 'The iiko plugin. A customer who is not registered: `user_id` 0 and the phone.',
		auth: 'session',
		params: { branch_id: decimal() },
		body: exactly({
			user_id: { type: 'integer' },
			amount: { type: 'integer', minimum: 1 },
			comment: text(),
			user_phone: text(),
			add_stamp: { type: 'boolean' },
			stamp_count: { type: 'integer', minimum: 0 },
			give_award: { type: 'boolean' },
		}),
		example: { id: digits('1988850967616960001') },
		handle(call) {
			const { id: branchId } = branchOf(call);
			const { amount, comment, user_phone: phone, add_stamp, stamp_count } = call.body;
			const userId = idIn(call, 'user_id');
			if (userId !== '0') promoterOf(call, (one) => one.id === userId);
			else if (phone === '') throw refusal(400, 100, 'user not registered');
			const id = String(FIRST_ORDER + BigInt(call.data.orders.length));
			const rest = { status: 'CREATED', spent: 0, paymentMethod: null } as const;
			call.data.orders.push({ id, branchId, userId, phone, amount, comment, ...rest });
			if (add_stamp) addStamps(call, stamp_count);
			return { id: digits(id) };
		},
	},
	{
		id: 'S9 completeOrder',
		method: 'POST',
		path: '/api/v1/orders/:order_id/cash/complete',
		origin: 'public client code',
		sureness: 'B',
		source: 'The iiko plugin, which does not read the answer.',
		auth: 'session',
		params: { order_id: decimal() },
		body: exactly({
			use_balance: { type: 'boolean' },
			amount: { type: 'integer', minimum: 0 },
			payment_method: text(),
		}),
		example: { id: digits('1988850967616960001'), status: 'COMPLETED' },
		handle(call) {
			const order = orderOf(call);
			const { use_balance, amount, payment_method } = call.body;
			if (order.status !== 'CREATED') throw refusal(400, 3002, 'order is not open');
			const customer = call.settings.promoters.find(({ id }) => id === order.userId);
			const spent = use_balance ? amount : 0;
			if (spent > (customer ? balanceOf(call, customer) : 0)) throw refusal(400, 3005, 'not enough bonus');
			if (customer) call.data.spent.set(customer.id, (call.data.spent.get(customer.id) ?? 0) + spent);
			Object.assign(order, { status: 'COMPLETED', spent, paymentMethod: payment_method });
			return call.settings.unreadAnswers === 'nothing' ? undefined : shown(order);
		},
	},
	{
		id: 'S10 revertOrder',
		method: 'POST',
		path: '/api/v1/orders/:order_id/revert-transaction',
		origin: 'public client code',
		sureness: 'B',
		source: 'The iiko plugin: no body, and only `code` and `message` in the answer.',
		auth: 'session',
		params: { order_id: decimal() },
		strictlyEmpty: true,
		example: {},
		handle(call) {
			const order = orderOf(call);
			if (order.status === 'DECLINED') throw refusal(400, 3003, 'order is reverted already');
			call.data.spent.set(order.userId, (call.data.spent.get(order.userId) ?? 0) - order.spent);
			Object.assign(order, { status: 'DECLINED', spent: 0 });
			return undefined;
		},
	},
];
