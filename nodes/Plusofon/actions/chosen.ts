import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Account } from '../../../providers/types';
import type { OperationContext } from '../../../transport/execution/router';

interface IdField extends Pick<INodeProperties, 'description' | 'displayName' | 'name' | 'placeholder'> {
	/** The node's method that loads the list. */
	searchListMethod: string;
	/** What the editor says of an ID that is none. */
	errorMessage: string;
	required?: boolean;
}

/** A field for an entry of the account: from a list, or by its ID of digits. */
export const idField = ({
	displayName,
	name,
	description,
	placeholder,
	searchListMethod,
	errorMessage,
	required = true,
}: IdField): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	required,
	default: { mode: 'list', value: '' },
	description,
	modes: [
		{ displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchListMethod, searchable: true } },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder,
			validation: [{ type: 'regex', properties: { regex: '^\\d+$', errorMessage } }],
		},
	],
});

/** What an {@link idField} holds, as text; `''` where it is empty. */
export function chosenText({ parameter }: Pick<OperationContext<Account>, 'parameter'>, name: string): string {
	const given = parameter<unknown>(name, '');
	const value: unknown = typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
	return String(value ?? '').trim();
}

/**
 * The ID that an {@link idField} holds: a number; text where it has more digits than a number keeps.
 * @throws InputError when it is empty, or no ID
 */
export function chosenId(
	panel: Pick<OperationContext<Account>, 'parameter'>,
	name: string,
	label: string,
): number | string {
	const id = chosenText(panel, name);
	if (/^\d{1,30}$/.test(id)) return Number.isSafeInteger(Number(id)) ? Number(id) : id;
	throw new InputError(
		`"${label}" is not an ID`,
		name,
		'Choose one from the list, or enter its ID, which consists of digits. Nothing has been sent.',
	);
}
