import type { Operation } from '../../../../transport/execution/router';
import { forOperation, notice } from '../../../shared/panel';
import { sendOnce } from '../../../shared/sendOnce';
import { orderIdField, orderIdOf } from '../../orderId';

const fields = [
	notice(
		'revertNotice',
		'Takes the order back, with the bonus that it spent and earned. It can\'t be undone. It is sent once; leave "Retry On Fail" off.',
	),
	orderIdField,
];

/** Order → Revert. POST /api/v1/orders/{id}/revert-transaction, without a body (iiko plugin). Sent once. */
export const revert: Operation = {
	description: forOperation('order', 'revert', fields),
	async execute(context) {
		const { client } = context;
		const id = orderIdOf(context);
		const path = `/api/v1/orders/${id}/revert-transaction`;
		await sendOnce(async () => await client.request({ method: 'POST', path }), `It is about the order ${id}.`);
		return { reverted: true, order_id: id };
	},
};
