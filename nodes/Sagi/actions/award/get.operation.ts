import type { Operation } from '../../../../transport/execution/router';
import { forOperation } from '../../../shared/panel';
import { readAward } from '../../awardCard';
import { branchField, branchIdOf } from '../../branchField';
import { customerIdField, customerIdOf } from '../../customer';

/** Award → Get. Shape: `{has_card, customer_id, branch_id, id?, received_stamp_count?, stamp_count?, can_be_given?}` */
export const get: Operation = {
	description: forOperation('award', 'get', [branchField, customerIdField]),
	readsOnly: () => true,
	async execute(context) {
		const customerId = customerIdOf(context);
		const branchId = await branchIdOf(context);
		const card = await readAward(context, branchId, customerId);
		return { has_card: card !== null, customer_id: customerId, branch_id: branchId, ...card };
	},
};
