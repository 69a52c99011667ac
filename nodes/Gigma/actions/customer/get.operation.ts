import type { IDataObject } from 'n8n-workflow';

import type { GigmaAccount } from '../../../../providers/gigma';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation } from '../../../shared/panel';
import { simplify } from '../../../shared/simplify';
import { isOn } from '../../../shared/values';
import { entryIn } from '../../answers';
import { asCustomer, customerFields } from '../../asCustomer';
import { SIMPLE } from '../session/logIn.operation';

/** Customer → Get. GET /counterparty (docs.gigma.ru/E-Commerce, «Контрагент (клиент)»). Never a token, whatever the answer holds. */
export const get: Operation<GigmaAccount> = {
	description: forOperation('customer', 'get', [...customerFields, simplify]),
	readsOnly: () => true,
	async execute(context) {
		const isSimple = isOn(context, 'simplify');
		const { body } = await asCustomer(context)({ method: 'GET', path: '/counterparty' });
		const customer = Object.entries(entryIn(body, 'counterparty')).filter(([name]) => name !== 'access_token');
		const simple = customer.filter(([name]) => SIMPLE.includes(name));
		return Object.fromEntries(isSimple ? simple : customer) as IDataObject;
	},
};
