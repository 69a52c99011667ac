import { NodeOperationError, type INodeProperties } from 'n8n-workflow';

import { answerText, assertScheme } from '../../../../providers/fields';
import type { PlusofonAccount } from '../../../../providers/plusofon';
import { InputError, type JsonObject } from '../../../../providers/types';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { forOperation } from '../../../shared/panel';
import { textField } from '../../../shared/textFields';
import { entered, filledIn } from '../../../shared/values';
import { accountField, answered, mobilePhone, prepared, sendAs } from '../../verification';
import { writeOnce, type Write } from '../../writes';
import { phoneField } from '../personFields';

const fields: INodeProperties[] = [
	accountField,
	phoneField,
	textField({
		displayName: 'Report To',
		name: 'hookUrl',
		placeholder: 'e.g. {{ $execution.resumeUrl }}',
		description:
			'Address that Plusofon reports the call to, with phone and key. With a Wait node that resumes on webhook: {{ $execution.resumeUrl }}.',
	}),
];

const ORDER: Write = {
	not: 'No number was given out.',
	maybe: 'A number may have been given out, and paid for.',
};

/**
 * Verification Call → Call to Authorize: the person calls the number that is given, which costs nothing; Plusofon reports it. POST
 * /api/v1/flash-call/call-to-auth (four public clients; phone and key in `data`, in an older one at the top).
 * Shape: `{phone, key, success}`, `phone` the number to call.
 */
export const callToAuthorize: Operation<PlusofonAccount> = {
	description: forOperation('verificationCall', 'callToAuthorize', fields),
	async execute(context) {
		const answer = await writeOnce(
			ORDER,
			async () => await prepared(context, () => readOrder(context)),
			async (ready) => await sendAs(context, '/api/v1/flash-call/call-to-auth', ready),
		);
		const told = answered(answer.body);
		if (answerText(told.phone) !== undefined && answerText(told.key) !== undefined) return { ...told, success: true };
		throw new NodeOperationError(context.client.node, 'Plusofon answered without a number to call', {
			description: ORDER.maybe,
		});
	},
};

/** @throws InputError */
const readOrder = (context: Pick<OperationContext, 'parameter'>): JsonObject => ({
	phone: mobilePhone(entered(context, 'phone'), 'phone'),
	hook_url: webAddress(filledIn(context, 'hookUrl', 'Report To').trim()),
});

/** @throws InputError for what Plusofon could not report to */
function webAddress(address: string): string {
	assertScheme(address, 'hookUrl', 'Report To');
	if (/^https?:\/\/[^\s]+$/i.test(address) && URL.canParse(address)) return address;
	throw new InputError(
		'"Report To" is not a web address',
		'hookUrl',
		'Enter a whole address, e.g. {{ $execution.resumeUrl }}.',
	);
}
