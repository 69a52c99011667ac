import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { GigmaAccount } from '../../../../providers/gigma';
import { InputError } from '../../../../providers/types';
import { jsonNumber, toJsonText } from '../../../../http/json';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { digitsId } from '../../../shared/ids';
import { forOperation, notice } from '../../../shared/panel';
import { sendOnce } from '../../../shared/sendOnce';
import { simplify } from '../../../shared/simplify';
import { entered, isOn } from '../../../shared/values';
import { entryOrNone } from '../../answers';
import { asCustomer, customerFields } from '../../asCustomer';
import { basketFields, basketOf } from '../../basket';
import { locator } from '../../lists';
import { promoCode } from './calculate.operation';
import { simpleOrder } from './simpleOrder';

/** As the public client rules number them. */
const [PICK_UP, TO_ADDRESS] = ['1', '2'];

const fields: INodeProperties[] = [
	notice(
		'createNotice',
		'Places a real order for the customer. It is sent once: sent twice, it would be two orders. Leave "Retry On Fail" off.',
	),
	...customerFields,
	...basketFields,
	locator(
		{
			displayName: 'Delivery Type',
			name: 'deliveryType',
			required: true,
			description: 'Pick-up (1) needs a shop, delivery to an address (2) an address',
		},
		'searchDeliveryTypes',
		'1',
	),
	{
		displayName: 'Shop ID',
		name: 'shopId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1',
		description: 'Where the customer picks the order up: the ID of a shop as orders tell it',
	},
	{
		displayName: 'Address',
		name: 'address',
		type: 'string',
		default: '',
		placeholder: 'e.g. Новосибирск, Новогодняя ул., д. 20/1',
		description: 'Where the order is delivered to',
	},
	locator(
		{ displayName: 'Payment Type', name: 'paymentType', description: 'By the rules 1 is cash, 2 a card' },
		'searchPaymentTypes',
		'1',
	),
	promoCode,
	simplify,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Delivery Subtype ID',
				name: 'deliverySubtype',
				type: 'string',
				default: '2',
				placeholder: 'e.g. 2',
				description: 'Of a delivery to an address; 2 unless the store has others',
			},
		],
	},
];

/**
 * Order → Create. POST /counterparty/orders (public client rules). Not idempotent, so sent once.
 * Shape: the order, with `payment_link` where Gigma gives one
 */
export const create: Operation<GigmaAccount> = {
	description: forOperation('order', 'create', fields),
	async execute(context) {
		const isSimple = isOn(context, 'simplify');
		const products = basketOf(context);
		const send = asCustomer(context);
		const code = entered(context, 'promoCode').trim();
		const request = {
			method: 'POST' as const,
			path: '/counterparty/orders',
			body: toJsonText({
				...deliveryOf(context),
				products,
				...paymentOf(context),
				...(code !== '' && { promo_code: code }),
			}),
		};
		const { body } = await sendOnce(async () => await send(request));
		const order = entryOrNone(body, 'order');
		if (!order) {
			throw new InputError(
				'Gigma took the order and told nothing of it',
				'operation',
				'It was sent: look at Order → Get Many before you send it again.',
			);
		}
		return isSimple ? simpleOrder(order) : (order as IDataObject);
	},
};

const idOf = ({ parameter }: OperationContext<GigmaAccount>, name: string, label: string) =>
	digitsId(parameter<unknown>(name, '', { extractValue: true }), name, label);

/** @throws InputError where pick-up has no shop, or a delivery no address */
function deliveryOf(context: OperationContext<GigmaAccount>): object {
	const type = idOf(context, 'deliveryType', 'Delivery Type');
	const [shop, address] = [entered(context, 'shopId').trim(), entered(context, 'address').trim()];
	const { deliverySubtype = '2' } = context.parameter<{ deliverySubtype?: unknown }>('options', {});
	const missing = (what: string, name: string, label: string) =>
		new InputError(`This delivery type needs the ${what}`, name, `Fill in "${label}". Nothing has been sent.`);
	if (type === PICK_UP && shop === '') throw missing('shop', 'shopId', 'Shop ID');
	if (type === TO_ADDRESS && address === '') throw missing('address', 'address', 'Address');
	return {
		delivery_type_id: jsonNumber(type),
		...(shop !== '' && { shop_id: jsonNumber(digitsId(shop, 'shopId', 'Shop ID')) }),
		...(address !== '' && {
			delivery_subtype_id: jsonNumber(digitsId(deliverySubtype, 'options', 'Delivery Subtype ID')),
			address,
		}),
	};
}

function paymentOf(context: OperationContext<GigmaAccount>): object {
	const chosen = context.parameter<unknown>('paymentType', '', { extractValue: true });
	if (String(chosen ?? '').trim() === '') return {};
	return { payment_type_id: jsonNumber(digitsId(chosen, 'paymentType', 'Payment Type')) };
}
