import type { INodeProperties } from 'n8n-workflow';

import { branchesOf } from '../../../../providers/sagi';
import type { Operation } from '../../../../transport/router';
import { forOperation } from '../../../shared/panel';

const fields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/**
 * Branch → Get Many: the branches that the log-in told, the main one first.
 * Shape of an entry: `{id, name?, subscription_active?, is_main}` (sagi.ru.txt, `organization.branches` and `branches_details`)
 */
export const getAll: Operation = {
	description: forOperation('branch', 'getAll', fields),
	async execute({ node, client, itemIndex }) {
		const { profile } = await client.renew('send', itemIndex);
		const all = node.getNodeParameter('returnAll', itemIndex) as boolean;
		const limit = all ? Infinity : (node.getNodeParameter('limit', itemIndex) as number);
		return branchesOf(profile)
			.slice(0, limit)
			.map((branch, index) => ({ ...branch, is_main: index === 0 }));
	},
};
