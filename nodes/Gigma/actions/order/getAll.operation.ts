import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../../providers/fields';
import type { GigmaAccount } from '../../../../providers/gigma';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, returnAllOrLimit } from '../../../shared/panel';
import { simplify } from '../../../shared/simplify';
import { isOn, limitOf } from '../../../shared/values';
import { listIn } from '../../answers';
import { asCustomer, customerFields } from '../../asCustomer';
import { simpleOrder } from './simpleOrder';

/** Order → Get Many. GET /counterparty/orders (docs.gigma.ru/E-Commerce, «Заказы»): all orders at once, without pages. */
export const getAll: Operation<GigmaAccount> = {
	description: forOperation('order', 'getAll', [...customerFields, ...returnAllOrLimit, simplify]),
	readsOnly: () => true,
	async execute(context) {
		const isSimple = isOn(context, 'simplify');
		const limit = limitOf(context);
		const { body } = await asCustomer(context)({ method: 'GET', path: '/counterparty/orders' });
		const orders = listIn(body, 'orders').filter(isObject).slice(0, limit);
		return isSimple ? orders.map(simpleOrder) : (orders as IDataObject[]);
	},
};
