import type { INodeProperties } from 'n8n-workflow';

import type { SmartSatuAccount } from '../../../../providers/smartSatu';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, notice } from '../../../shared/panel';
import { sendOnce } from '../../../shared/sendOnce';
import { asItem } from '../../../shared/values';
import { jsonEntry, jsonField } from '../../jsonField';
import { pathPart } from '../../pathPart';
import { skuField } from './skuField';

const fields: INodeProperties[] = [
	notice(
		'updateNotice',
		"Smart Satu's wiki names this request, but the fields that it takes could not be read: ask Smart Satu for them, and try it on one offer first",
	),
	skuField('The offer to change'),
	jsonField({
		displayName: 'Changes',
		name: 'changes',
		placeholder: 'e.g. { "price": "4900.50" }',
		description: 'Fields to change, named as in Smart Satu. JSON, sent as it is: no amount is rounded.',
	}),
];

/**
 * Offer → Update. PUT /offers/{sku} (docs.smartsatu.com, API_Offers: «Изменение предложений»). Neither the body nor the answer could be
 * read: both go through as they are.
 */
export const update: Operation<SmartSatuAccount> = {
	description: forOperation('offer', 'update', fields),
	async execute(context) {
		const { value, part } = pathPart(context, 'sku', 'The SKU');
		const { text } = jsonEntry(context, 'changes', 'Changes');
		const { body } = await sendOnce(
			async () => await context.client.request({ method: 'PUT', path: `/offers/${part}`, body: text }),
		);
		return body === undefined ? { sku: value, success: true } : asItem(body);
	},
};
