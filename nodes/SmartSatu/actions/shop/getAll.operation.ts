import type { INodeProperties } from 'n8n-workflow';

import type { SmartSatuAccount } from '../../../../providers/smartSatu';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, returnAllOrLimit } from '../../../shared/panel';
import { asItem, limitOf } from '../../../shared/values';
import { readList, shops } from '../../lists';
import { updatedFromOf } from '../../updatedFrom';

const fields: INodeProperties[] = [
	...returnAllOrLimit,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Updated From',
				name: 'updatedFrom',
				type: 'dateTime',
				default: '',
				description:
					'Only shops that have changed since then. Smart Satu takes it without a time zone and does not say which it means: choose a moment some hours earlier.',
			},
		],
	},
];

/**
 * Shop → Get Many, page after page of 20. GET /counterparties, `page`, `updated_from` (docs.smartsatu.com, API_Counterparties,
 * revision 1690). Gives shops as they come: their fields could not be read.
 */
export const getAll: Operation<SmartSatuAccount> = {
	description: forOperation('shop', 'getAll', fields),
	readsOnly: () => true,
	async execute(context) {
		const limit = limitOf(context);
		const { updatedFrom } = context.parameter<{ updatedFrom?: unknown }>('filters', {});
		return (await readList(context.client, shops(updatedFromOf(updatedFrom)), limit)).map(asItem);
	},
};
