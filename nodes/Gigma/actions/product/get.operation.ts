import type { IDataObject } from 'n8n-workflow';

import type { GigmaAccount } from '../../../../providers/gigma';
import type { Operation } from '../../../../transport/execution/router';
import { digitsId } from '../../../shared/ids';
import { forOperation } from '../../../shared/panel';
import { entryIn } from '../../answers';
import { locator } from '../../lists';

const product = locator({ displayName: 'Product', name: 'product', required: true }, 'searchProducts', '15');

/** Product → Get. GET /counterparty/products/{id} (public client rules, which show no answer: bare or in `product`) */
export const get: Operation<GigmaAccount> = {
	description: forOperation('product', 'get', [product]),
	readsOnly: () => true,
	async execute({ client, parameter }) {
		const id = digitsId(parameter<unknown>('product', '', { extractValue: true }), 'product', 'Product');
		const { body } = await client.request({ method: 'GET', path: `/counterparty/products/${id}` });
		return entryIn(body, 'product') as IDataObject;
	},
};
