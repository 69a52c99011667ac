import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../../providers/fields';
import type { GigmaAccount } from '../../../../providers/gigma';
import { InputError } from '../../../../providers/types';
import { toJsonText } from '../../../../http/json';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation } from '../../../shared/panel';
import { entered } from '../../../shared/values';
import { basketFields, basketOf } from '../../basket';

export const promoCode: INodeProperties = {
	displayName: 'Promo Code',
	name: 'promoCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. SALE10',
};

/**
 * Order → Calculate. POST /counterparty/orders/precalculate (docs.gigma.ru/E-Commerce, «Заказы»; `promo_code` from public client rules).
 * Changes nothing. Shape: `{price, discount, total, discount_error?}`, roubles, as Gigma gives them.
 */
export const calculate: Operation<GigmaAccount> = {
	description: forOperation('order', 'calculate', [...basketFields, promoCode]),
	readsOnly: () => true,
	async execute(context) {
		const products = basketOf(context);
		const code = entered(context, 'promoCode').trim();
		const { body } = await context.client.request({
			method: 'POST',
			path: '/counterparty/orders/precalculate',
			body: toJsonText({ products, ...(code !== '' && { promo_code: code }) }),
		});
		if (!isObject(body))
			throw new InputError(
				'Gigma answered without a price',
				'operation',
				'Use API Request to see the answer as it is.',
			);
		return body as IDataObject;
	},
};
