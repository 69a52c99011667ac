import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../../providers/fields';
import type { JsonObject } from '../../../../providers/types';

/**
 * An order without what few workflows need. The price stays the text that Gigma gives.
 * Shape: `{id, status_id, status, price, delivery_type, shop, products: [{id, name, price, quantity?}], created_at?, payment_link?}`
 */
export function simpleOrder(order: JsonObject): IDataObject {
	const nameOf = (field: string) => (isObject(order[field]) ? (order[field].name ?? null) : null);
	const products = Array.isArray(order.products) ? order.products.filter(isObject) : [];
	const rest = Object.entries(order).filter(([name]) => ['created_at', 'payment_link'].includes(name));
	return {
		id: order.id,
		status_id: isObject(order.status) ? (order.status.id ?? null) : null,
		status: nameOf('status'),
		price: order.price ?? null,
		delivery_type: nameOf('delivery_type'),
		shop: nameOf('shop'),
		products: products.map(({ id, name, price, quantity }) => ({
			id,
			name: name ?? null,
			price: price ?? null,
			...(quantity !== undefined && { quantity }),
		})),
		...Object.fromEntries(rest),
	} as IDataObject;
}
