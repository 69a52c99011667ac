import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../providers/types';

/** The filter of orders by status. */
export const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1',
	description:
		'Only orders of this status, a number as Smart Satu counts them. What each number stands for is not documented: look at your orders.',
};

/**
 * @param given what the panel gives, empty for all
 * @param field the panel's name, for the error
 * @throws {@link InputError} where it is no number: Smart Satu answers another one with orders that were not meant
 */
export function statusOf(given: unknown, field: string): string | undefined {
	const status = String(given ?? '').trim();
	if (status === '') return undefined;
	if (/^\d{1,9}$/.test(status)) return status;
	throw new InputError(
		`The status "${status.slice(0, 40)}" is not a number`,
		field,
		'Enter the number of a status, e.g. 1. Nothing has been sent.',
	);
}
