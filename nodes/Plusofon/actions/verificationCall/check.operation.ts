import type { INodeProperties } from 'n8n-workflow';

import type { PlusofonAccount } from '../../../../providers/plusofon';
import type { Operation } from '../../../../transport/execution/router';
import { sendOnce } from '../../../shared/sendOnce';
import { forOperation } from '../../../shared/panel';
import { secretField, textField } from '../../../shared/textFields';
import { filledIn } from '../../../shared/values';
import { accountField, answered, prepared, sendAs } from '../../verification';

const fields: INodeProperties[] = [
	accountField,
	textField({
		displayName: 'Key',
		name: 'verificationKey',
		placeholder: 'e.g. {{ $json.key }}',
		description: 'As Verification Call → Send gave it',
	}),
	secretField({
		displayName: 'Digits',
		name: 'digits',
		placeholder: 'e.g. 4821',
		hint: 'What the person has read off: the last digits of the number that called. They work once.',
		description: 'As text, so that a leading zero stays',
	}),
];

/**
 * Verification Call → Check: whether these are the digits of the call. Wrong ones and a key that has ended are an error with Plusofon's
 * words. POST /api/v1/flash-call/check (public client code)
 */
export const check: Operation<PlusofonAccount> = {
	description: forOperation('verificationCall', 'check', fields),
	async execute(context) {
		const key = filledIn(context, 'verificationKey', 'Key').trim();
		const pin = filledIn(context, 'digits', 'Digits').trim();
		const ready = await prepared(context, () => ({ key, pin }));
		const { body } = await sendOnce(async () => await sendAs(context, '/api/v1/flash-call/check', ready));
		return { ...answered(body), success: true };
	},
};
