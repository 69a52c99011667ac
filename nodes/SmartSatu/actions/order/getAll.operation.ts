import type { INodeProperties } from 'n8n-workflow';

import type { SmartSatuAccount } from '../../../../providers/smartSatu';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, returnAllOrLimit } from '../../../shared/panel';
import { asItem, limitOf } from '../../../shared/values';
import { orders, readList } from '../../lists';
import { statusField, statusOf } from '../../statusField';

const fields: INodeProperties[] = [
	...returnAllOrLimit,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [statusField],
	},
];

/**
 * Order → Get Many. GET /v1/orders, `?status=` (docs.smartsatu.com, API_Orders, current revision). Gives orders as they come: of their
 * fields the wiki's stored pages show `payment_type` alone.
 */
export const getAll: Operation<SmartSatuAccount> = {
	description: forOperation('order', 'getAll', fields),
	readsOnly: () => true,
	async execute(context) {
		const limit = limitOf(context);
		const { status } = context.parameter<{ status?: unknown }>('filters', {});
		return (await readList(context.client, orders(statusOf(status, 'filters')), limit)).map(asItem);
	},
};
