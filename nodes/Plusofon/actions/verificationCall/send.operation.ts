import { NodeOperationError, type INodeProperties } from 'n8n-workflow';

import { answerText } from '../../../../providers/fields';
import type { PlusofonAccount } from '../../../../providers/plusofon';
import { InputError, type JsonObject } from '../../../../providers/types';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { forOperation } from '../../../shared/panel';
import { secretField } from '../../../shared/textFields';
import { entered } from '../../../shared/values';
import { accountField, answered, mobilePhone, prepared, sendAs } from '../../verification';
import { writeOnce, type Write } from '../../writes';
import { phoneField } from '../personFields';

const fields: INodeProperties[] = [
	accountField,
	phoneField,
	secretField({
		displayName: 'Own PIN',
		name: 'ownPin',
		required: false,
		placeholder: 'e.g. 4821',
		description: '4 to 6 digits that the calling number is to end with. Empty: Plusofon chooses.',
	}),
];

const CALL: Write = {
	not: 'Nobody was called.',
	maybe: 'The phone may have been called: ask its owner before you call again.',
};

/**
 * Verification Call → Send: a phone rings, once; the last digits of the number that calls are the code. POST /api/v1/flash-call/send
 * (help.plusofon.ru/api/v1/FlashCall, two public clients). Shape: `{key, operator?, pin?, success}`.
 */
export const send: Operation<PlusofonAccount> = {
	description: forOperation('verificationCall', 'send', fields),
	async execute(context) {
		const answer = await writeOnce(
			CALL,
			async () => await prepared(context, () => readCall(context)),
			async (ready) => await sendAs(context, '/api/v1/flash-call/send', ready),
		);
		const told = answered(answer.body);
		if (answerText(told.key) !== undefined) return { ...told, success: true };
		throw new NodeOperationError(context.client.node, 'Plusofon answered without a key for the check', {
			description: CALL.maybe,
		});
	},
};

/** @throws InputError */
function readCall(context: Pick<OperationContext, 'parameter'>): JsonObject {
	const phone = mobilePhone(entered(context, 'phone'), 'phone');
	const pin = entered(context, 'ownPin').trim();
	if (pin !== '' && !/^\d{4,6}$/.test(pin))
		throw new InputError('"Own PIN" is not 4 to 6 digits', 'ownPin', 'Leave it empty, or enter 4 to 6 digits.');
	return { phone, ...(pin !== '' && { pin }) };
}
