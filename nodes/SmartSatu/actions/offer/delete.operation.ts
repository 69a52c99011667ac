import type { INodeProperties } from 'n8n-workflow';

import type { SmartSatuAccount } from '../../../../providers/smartSatu';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, notice } from '../../../shared/panel';
import { sendOnce } from '../../../shared/sendOnce';
import { pathPart } from '../../pathPart';
import { skuField } from './skuField';

const fields: INodeProperties[] = [
	notice(
		'deleteNotice',
		"Shops can't order it at this price any more, and it can't be undone. Offers of the same SKU for single shops may go with it: the wiki does not say.",
	),
	skuField('The offer to delete'),
];

/** Offer → Delete. DELETE /offers/{sku} (docs.smartsatu.com, API_Offers: «Удаление предложений»). The answer could not be read. */
export const deleteOffer: Operation<SmartSatuAccount> = {
	description: forOperation('offer', 'delete', fields),
	async execute(context) {
		const { value, part } = pathPart(context, 'sku', 'The SKU');
		await sendOnce(async () => await context.client.request({ method: 'DELETE', path: `/offers/${part}` }));
		return { deleted: true, sku: value };
	},
};
