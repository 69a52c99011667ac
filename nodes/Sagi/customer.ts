import type { INodeProperties } from 'n8n-workflow';

import { plainPhone } from '../../providers/fields';
import { InputError } from '../../providers/types';
import type { OperationContext } from '../../transport/execution/router';
import { digitsId } from '../shared/ids';
import { textField } from '../shared/textFields';
import { entered } from '../shared/values';

type Panel = Pick<OperationContext, 'parameter'>;

/** The customer that an operation is about, by the ID that Customer → Find gives. */
export const customerIdField: INodeProperties = textField({
	displayName: 'Customer ID',
	name: 'customerId',
	placeholder: 'e.g. 1988850967616950999',
	description: 'As Customer → Find gives it',
});

/** @throws InputError where it is no ID, or was rounded */
export const customerIdOf = ({ parameter }: Panel): string =>
	digitsId(parameter<unknown>('customerId', ''), 'customerId', 'Customer ID');

/**
 * A customer's phone as Sagi has it: a plus and all its digits. No digit is added or changed.
 * @throws InputError where it is empty, has letters, or lacks the country code
 */
export function phoneOf(panel: Panel): string {
	const written = entered(panel, 'phone').trim();
	const digits = plainPhone(written);
	if (/^\d{10,15}$/.test(digits) && !/^(8\d{10}|0.*|\d{10})$/.test(digits)) return `+${digits}`;
	throw new InputError(
		written === '' ? 'Phone is empty' : `"${written.slice(0, 40)}" is not a phone in full`,
		'phone',
		'Enter it with the country code, e.g. +77010000001: not with 8 in front. Nothing has been sent.',
	);
}

/** The six digits of the customer's app, with or without a space. @throws InputError */
export function appCodeOf(panel: Panel): string {
	const written = entered(panel, 'appCode').replace(/\s/g, '');
	if (/^\d{6}$/.test(written)) return written;
	throw new InputError(
		`"${written.slice(0, 20)}" are not the six digits of the app`,
		'appCode',
		'Enter the six digits that the customer sees in the app. Nothing has been sent.',
	);
}
