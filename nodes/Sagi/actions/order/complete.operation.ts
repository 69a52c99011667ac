import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../../providers/fields';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { wholeAmount } from '../../../shared/money';
import { forOperation, notice } from '../../../shared/panel';
import { sendOnce } from '../../../shared/sendOnce';
import { textField } from '../../../shared/textFields';
import { entered, filledIn } from '../../../shared/values';
import { orderIdField, orderIdOf } from '../../orderId';

const OWN = 'own';

const fields: INodeProperties[] = [
	notice(
		'completeNotice',
		'Ends the sale: bonus is spent and earned. It is sent once; leave "Retry On Fail" off. Order → Revert takes it back.',
	),
	orderIdField,
	{
		displayName: 'Bonus to Spend',
		name: 'bonus',
		type: 'string',
		default: '0',
		placeholder: 'e.g. 500',
		description: "Of the customer's balance, in tenge, without a fraction; 0 to spend none",
	},
	{
		displayName: 'Payment Method',
		name: 'paymentMethod',
		type: 'options',
		options: [
			{ name: 'Card', value: 'card' },
			{ name: 'Cash', value: 'CASH' },
			{ name: 'Mixed', value: 'mixed' },
			{ name: 'Online', value: 'online' },
			{ name: 'Other', value: OWN, description: "The till's own name of it" },
		],
		default: 'CASH',
		description:
			'How the rest is paid. A till plugin that works sends CASH or its own name; card, online and mixed are words of the documentation.',
	},
	{
		...textField({ displayName: 'Name of Payment Method', name: 'paymentName', placeholder: 'e.g. KASPI' }),
		displayOptions: { show: { paymentMethod: [OWN] } },
	},
];

/**
 * Order → Complete. POST /api/v1/orders/{id}/cash/complete (iiko plugin, which does not read the answer). Sent once.
 * Shape: `{…what Sagi tells of the order, completed, order_id, bonus_spent}`
 */
export const complete: Operation = {
	description: forOperation('order', 'complete', fields),
	async execute(context) {
		const { client } = context;
		const id = orderIdOf(context);
		const amount = wholeAmount(entered(context, 'bonus').trim() || '0', 'bonus', 'Bonus to Spend');
		const payment_method = paymentOf(context);
		const { body } = await sendOnce(
			async () =>
				await client.request({
					method: 'POST',
					path: `/api/v1/orders/${id}/cash/complete`,
					body: { use_balance: amount > 0, amount, payment_method },
				}),
			`The order ${id} itself exists: complete it once you know that it is open, or run Order → Revert.`,
		);
		const told = isObject(body) && !('code' in body) ? (body as IDataObject) : {};
		return { ...told, completed: true, order_id: id, bonus_spent: amount };
	},
};

function paymentOf(context: OperationContext): string {
	const chosen = context.parameter<string>('paymentMethod', 'CASH');
	return chosen === OWN ? filledIn(context, 'paymentName', 'Name of Payment Method').trim() : chosen;
}
