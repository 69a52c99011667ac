import type { INodeProperties } from 'n8n-workflow';

import type { SmartSatuAccount } from '../../../../providers/smartSatu';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, notice } from '../../../shared/panel';
import { sendOnce } from '../../../shared/sendOnce';
import { asItem } from '../../../shared/values';
import { jsonEntry, jsonField } from '../../jsonField';
import { pathPart } from '../../pathPart';

const fields: INodeProperties[] = [
	notice(
		'updateNotice',
		"Smart Satu's wiki names this request, but the fields that it takes could not be read: ask Smart Satu for them, and try it on one order first",
	),
	{
		displayName: 'Order',
		name: 'orderId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The order to change',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchOrders', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 50001' },
		],
	},
	jsonField({
		displayName: 'Changes',
		name: 'changes',
		placeholder: 'e.g. { "status": 2 }',
		description: 'Fields to change, named as in Smart Satu. JSON, sent as it is: long IDs keep all digits.',
	}),
];

/**
 * Order → Update. PUT /orders/{id}, without /v1 (docs.smartsatu.com, API_Orders: «Изменение и корректировка заказа поставщиком»).
 * Neither the body nor the answer could be read: both go through as they are.
 */
export const update: Operation<SmartSatuAccount> = {
	description: forOperation('order', 'update', fields),
	async execute(context) {
		const { value, part } = pathPart(context, 'orderId', 'The order ID');
		const { text } = jsonEntry(context, 'changes', 'Changes');
		const { body } = await sendOnce(
			async () => await context.client.request({ method: 'PUT', path: `/orders/${part}`, body: text }),
		);
		return body === undefined ? { id: value, success: true } : asItem(body);
	},
};
