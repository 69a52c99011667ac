import type { IDataObject } from 'n8n-workflow';

import type { GigmaAccount } from '../../../../providers/gigma';
import type { Operation } from '../../../../transport/execution/router';
import { digitsId } from '../../../shared/ids';
import { forOperation } from '../../../shared/panel';
import { simplify } from '../../../shared/simplify';
import { textField } from '../../../shared/textFields';
import { isOn } from '../../../shared/values';
import { entryIn } from '../../answers';
import { asCustomer, customerFields } from '../../asCustomer';
import { simpleOrder } from './simpleOrder';

const orderId = textField({
	displayName: 'Order ID',
	name: 'orderId',
	placeholder: 'e.g. 1001',
	description: 'After a payment ask no more than once in 5 seconds: status 2 awaits payment, 22 is paid, 6 cancelled',
});

/** Order → Get. GET /counterparty/orders/{id} (public client rules, which show no answer: bare or in `order`) */
export const get: Operation<GigmaAccount> = {
	description: forOperation('order', 'get', [...customerFields, orderId, simplify]),
	readsOnly: () => true,
	async execute(context) {
		const isSimple = isOn(context, 'simplify');
		const id = digitsId(context.parameter<unknown>('orderId', ''), 'orderId', 'Order ID');
		const { body } = await asCustomer(context)({ method: 'GET', path: `/counterparty/orders/${id}` });
		const order = entryIn(body, 'order');
		return isSimple ? simpleOrder(order) : (order as IDataObject);
	},
};
