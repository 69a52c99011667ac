import type { INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../../providers/fields';
import { InputError } from '../../../../providers/types';
import { jsonNumber, toJsonText } from '../../../../http/json';
import type { Operation } from '../../../../transport/execution/router';
import { digitsId } from '../../../shared/ids';
import { forOperation, notice } from '../../../shared/panel';
import { sendOnce } from '../../../shared/sendOnce';
import { textField } from '../../../shared/textFields';
import { enteredNumber } from '../../../shared/values';
import { branchField, branchIdOf } from '../../branchField';
import { customerIdField, customerIdOf } from '../../customer';

const fields: INodeProperties[] = [
	notice(
		'giveNotice',
		'The customer gets the award, and the stamps are used up. It is sent once; leave "Retry On Fail" off.',
	),
	branchField,
	textField({
		displayName: 'Award ID',
		name: 'awardId',
		placeholder: 'e.g. 1988850967616950777',
		description: 'As Award → Get gives it',
	}),
	customerIdField,
	{
		displayName: 'Stamps',
		name: 'stamps',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'How many stamps the customer has: received_stamp_count of Award → Get',
	},
];

/** Award → Give. POST /api/v1/branches/{branch_id}/awards/{award_id}/give (iiko plugin, which does not read the answer). Sent once. */
export const give: Operation = {
	description: forOperation('award', 'give', fields),
	async execute(context) {
		const { client, parameter } = context;
		const awardId = digitsId(parameter<unknown>('awardId', ''), 'awardId', 'Award ID');
		const customerId = customerIdOf(context);
		const stamps = enteredNumber(context, 'stamps');
		if (!Number.isInteger(stamps) || stamps < 1 || stamps > 1_000_000) {
			throw new InputError(
				'"Stamps" is not a whole number of 1 or more',
				'stamps',
				'Enter 1 or more. Nothing has been sent.',
			);
		}
		const branchId = await branchIdOf(context);
		const { body } = await sendOnce(
			async () =>
				await client.request({
					method: 'POST',
					path: `/api/v1/branches/${branchId}/awards/${awardId}/give`,
					body: toJsonText({ user_id: jsonNumber(customerId), stamp_count: stamps }),
				}),
		);
		const told = isObject(body) && !('code' in body) ? body : {};
		return { ...told, given: true, award_id: awardId, customer_id: customerId };
	},
};
