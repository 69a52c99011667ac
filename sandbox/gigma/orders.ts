import type { Operation } from '../machinery/provider';
import { Refusal } from '../machinery/refusal';
import { decimal, exactly, text, type Schema } from '../machinery/schema';
import { isoMicro, type Data, type GigmaSettings } from './accounts';
import { invalid, one, own, type GigmaCall } from './calls';
import { DELIVERY_TYPES, ORDER, PRODUCTS, SHOP, type Order } from './store';

const RULES = 'Gigma_skiils, frontend-api-rules: `Token` and Bearer.';
const id: Schema = { type: 'integer', minimum: 1 };
const products: Schema = {
	type: 'array',
	minItems: 1,
	items: exactly({ id, quantity: { type: 'integer', minimum: 1 } }),
};

interface Line {
	id: number;
	quantity: number;
}

/** The goods of a basket with their quantities, or 422 with the field that names none. */
const basket = ({ body }: GigmaCall) =>
	(body.products as Line[]).map(({ id: wanted, quantity }, at) => {
		const product = PRODUCTS.find((each) => each.id === wanted);
		if (!product) throw invalid(`products.${at}.id`, 'CODE_INVENTORY_NOT_FOUND');
		return { id: product.id, old_price: product.old_price, price: product.price, name: product.name, quantity };
	});

/** Roubles with two digits. */
const round = (sum: number): number => Math.round(sum * 100) / 100;
const sumOf = (lines: ReturnType<typeof basket>): number =>
	round(lines.reduce((sum, { price, quantity }) => sum + Number(price) * quantity, 0));

const shown = (order: Order & { owner: number }): object => ({ ...order, owner: undefined });

/** Orders of a counterparty. */
export const orders: Array<Operation<GigmaSettings, Data>> = [
	{
		id: 'GC2 listOrders',
		method: 'GET',
		path: '/counterparty/orders',
		origin: 'document',
		sureness: 'A†',
		source: 'docs.gigma.ru/E-Commerce, «Заказы»: no parameters, no pages. The stored page is cut within the order.',
		auth: 'session',
		example: { orders: [ORDER] },
		handle(call) {
			const { id: owner } = own(call);
			return { orders: call.data.orders.filter((order) => order.owner === owner).map(shown) };
		},
	},
	{
		id: 'GC3 precalculateOrder',
		method: 'POST',
		path: '/counterparty/orders/precalculate',
		origin: 'document',
		sureness: 'A',
		source:
			'docs.gigma.ru/E-Commerce, «Заказы»; `promo_code` and the codes of refusals from Gigma_skiils. `Token` alone.',
		auth: 'none',
		body: exactly({ products, promo_code: text() }, ['products']),
		example: { price: 1952.4, discount: 195.24, total: 1757.16 },
		handle(call) {
			const price = sumOf(basket(call));
			const { promo_code: code } = call.body;
			const discount = code === 'SALE10' ? round(price / 10) : 0;
			const refused = code !== undefined && code !== 'SALE10' ? { discount_error: 'Promo code not found' } : {};
			return { price, discount, total: round(price - discount), ...refused };
		},
	},
	{
		id: 'GC4 createOrder',
		method: 'POST',
		path: '/counterparty/orders',
		origin: 'public client code',
		sureness: 'B',
		source: `${RULES} Not idempotent, answers 201; \`phone\` and \`comment\` are not accepted.`,
		auth: 'session',
		body: exactly(
			{
				delivery_type_id: id,
				products,
				payment_type_id: id,
				promo_code: text(),
				delivery_subtype_id: id,
				address: text(),
				shop_id: id,
			},
			['delivery_type_id', 'products'],
		),
		example: { order: { ...ORDER, payment_link: 'https://pay.example/1001' } },
		handle(call) {
			const { delivery_type_id, payment_type_id, shop_id, address, delivery_subtype_id } = call.body;
			const delivery_type = DELIVERY_TYPES.find((type) => type.id === delivery_type_id);
			if (!delivery_type) throw invalid('delivery_type_id', 'The delivery_type_id field is invalid.');
			if (delivery_type_id === 1 && shop_id !== SHOP.id) throw invalid('shop_id', 'The shop_id field is required.');
			if (delivery_type_id === 2 && (delivery_subtype_id !== 2 || !address))
				throw invalid('address', 'The address field is required.');
			const lines = basket(call);
			const isByCard = payment_type_id === 2;
			const number = (call.data.orders.at(-1)?.id ?? 1000) + 1;
			const order: Order = {
				id: number,
				status: { ...ORDER.status, id: 2, name: 'Ожидает оплаты' },
				price: sumOf(lines).toFixed(2),
				delivery_type,
				shop: delivery_type_id === 1 ? SHOP : null,
				products: lines,
				created_at: isoMicro(call.service.clock.now()),
			};
			call.data.orders.push({ ...order, owner: own(call).id });
			call.status(201);
			return one(call, 'order', { ...order, ...(isByCard && { payment_link: `https://pay.example/${number}` }) });
		},
	},
	{
		id: 'GC5 getOrder',
		method: 'GET',
		path: '/counterparty/orders/:order_id',
		origin: 'public client code',
		sureness: 'B',
		source: `${RULES} The answer is not told: bare or in \`order\`. Status 2 awaits payment, 22 paid, 6 cancelled.`,
		auth: 'session',
		params: { order_id: decimal() },
		example: { order: ORDER },
		handle(call) {
			const { id: owner } = own(call);
			const order = call.data.orders.find((each) => String(each.id) === call.params.order_id && each.owner === owner);
			if (!order) throw new Refusal('business', 404, 'Order not found.');
			return one(call, 'order', shown(order));
		},
	},
];
