import type { INodeProperties } from 'n8n-workflow';

import { phoneDigits, type PlusofonAccount } from '../../../../providers/plusofon';
import type { JsonObject } from '../../../../providers/types';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { forOperation, notice } from '../../../shared/panel';
import { textField } from '../../../shared/textFields';
import { asItem, entered } from '../../../shared/values';
import { writeOnce, type Write } from '../../writes';
import { chosenId, chosenText, idField } from '../chosen';

const fields: INodeProperties[] = [
	notice(
		'startNotice',
		'This rings the own side first, and then the number to reach, once for every item. Leave "Retry On Fail" off.',
	),
	textField({
		displayName: 'Number to Reach',
		name: 'numberToReach',
		placeholder: 'e.g. 79993332210',
		description: 'Number with its country code. Spaces, brackets, hyphens and the plus are left out.',
	}),
	textField({
		displayName: 'Own Number',
		name: 'ownNumber',
		placeholder: 'e.g. 74951332211',
		description: 'A number of the account, as Number → Get Many gives it: the call goes out from it',
	}),
	idField({
		displayName: 'Line',
		name: 'lineId',
		searchListMethod: 'searchLines',
		placeholder: 'e.g. 701',
		description: 'The line that rings first. Empty: Plusofon decides.',
		errorMessage: 'A line ID consists of digits',
		required: false,
	}),
];

const CALL: Write = {
	not: 'Nobody was called.',
	maybe: 'The phones may have rung: look in Call → Get Many before you start the call again.',
};

/** Call → Start: phones ring, once. POST /api/v1/call/quickcall (public client code; its answer is handed on as it comes) */
export const start: Operation<PlusofonAccount> = {
	description: forOperation('call', 'start', fields),
	async execute(context) {
		const { body } = await writeOnce(
			CALL,
			() => readCall(context),
			async (call) => await context.client.request({ method: 'POST', path: '/api/v1/call/quickcall', body: call }),
		);
		return asItem(body);
	},
};

/** @throws InputError */
function readCall(context: Pick<OperationContext, 'parameter'>): JsonObject {
	const number = phoneDigits(entered(context, 'numberToReach'), 'numberToReach');
	const line_number = phoneDigits(entered(context, 'ownNumber'), 'ownNumber');
	const hasLine = chosenText(context, 'lineId') !== '';
	return { number, line_number, ...(hasLine && { sip_id: String(chosenId(context, 'lineId', 'Line')) }) };
}
