import { branchesOf } from '../../../../providers/sagi';
import type { Operation } from '../../../../transport/router';
import { forOperation, returnAllOrLimit } from '../../../shared/panel';

/**
 * Branch → Get Many: the branches that the log-in told, the main one first.
 * Shape of an entry: `{id, name?, subscription_active?, is_main}` (sagi.ru.txt, `organization.branches` and `branches_details`)
 */
export const getAll: Operation = {
	description: forOperation('branch', 'getAll', returnAllOrLimit),
	async execute({ node, client, itemIndex }) {
		const { profile } = await client.renew('send', itemIndex);
		const all = node.getNodeParameter('returnAll', itemIndex) as boolean;
		const limit = all ? Infinity : (node.getNodeParameter('limit', itemIndex) as number);
		return branchesOf(profile)
			.slice(0, limit)
			.map((branch, index) => ({ ...branch, is_main: index === 0 }));
	},
};
