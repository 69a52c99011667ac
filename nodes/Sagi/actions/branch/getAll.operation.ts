import { branchesOf } from '../../../../providers/sagi';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, returnAllOrLimit } from '../../../shared/panel';
import { limitOf } from '../../../shared/values';

/**
 * Branch → Get Many: the branches that the log-in told, the main one first.
 * Shape of an entry: `{id, name?, subscription_active?, is_main}` (sagi.ru.txt, `organization.branches` and `branches_details`)
 */
export const getAll: Operation = {
	description: forOperation('branch', 'getAll', returnAllOrLimit),
	readsOnly: () => true,

	async execute(context) {
		const limit = limitOf(context);
		const { profile } = await context.client.currentSession();
		return branchesOf(profile)
			.slice(0, limit)
			.map((branch, index) => ({ ...branch, is_main: index === 0 }));
	},
};
