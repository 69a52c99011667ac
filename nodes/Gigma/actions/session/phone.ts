import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../../providers/types';

/** The phone that Gigma calls, or that logs in. */
export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 79999999990',
	description: 'Phone of the counterparty, as Gigma has it: digits that begin with 7, without +',
};

/** Not checked any further: public rules let an e-mail address stand here. @throws {@link InputError} when it is empty */
export function phoneOf(node: IExecuteFunctions, itemIndex: number): string {
	const phone = String(node.getNodeParameter('phone', itemIndex) ?? '').trim();
	if (phone === '') throw new InputError('The phone is empty', 'phone', 'Enter the phone of the counterparty.');
	return phone;
}
