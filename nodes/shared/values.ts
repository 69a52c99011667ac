import type { IDataObject } from 'n8n-workflow';

import { isObject, numberOf } from '../../providers/fields';
import { InputError, type Account, type Json } from '../../providers/types';
import type { OperationContext } from '../../transport/execution/router';

/** What reads a panel: the part of an operation's context that these need. */
type Panel = Pick<OperationContext<Account>, 'parameter'>;

/** A text parameter as it was entered; a number that an expression gave becomes text. */
export const entered = ({ parameter }: Panel, name: string): string => String(parameter<unknown>(name, '') ?? '');

/** A number parameter as it was entered, also as text; `NaN` where it is empty or no number. */
export const enteredNumber = (panel: Panel, name: string): number => numberOf(entered(panel, name));

/** A text parameter that must be filled in. @throws {@link InputError} */
export function filledIn(panel: Panel, name: string, label: string): string {
	const value = entered(panel, name);
	if (value.trim() === '')
		throw new InputError(`${label} is empty`, name, `Fill in "${label}". Nothing has been sent.`);
	return value;
}

/** A switch of the panel. */
export const isOn = ({ parameter }: Panel, name: string): boolean => parameter<boolean>(name, false);

/** Whether the operation is about a session or an account that the item brings. */
export const isFromItem = ({ parameter }: Panel): boolean => parameter<string>('accountFrom', 'credential') === 'item';

/**
 * How many results are wanted: all, or up to the limit.
 * @throws {@link InputError} when the limit is not a whole number of 1 or more
 */
export function limitOf(panel: Panel): number {
	if (isOn(panel, 'returnAll')) return Infinity;
	const limit = enteredNumber(panel, 'limit');
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new InputError(
		`The limit "${entered(panel, 'limit')}" is not a whole number of 1 or more`,
		'limit',
		'Enter a number such as 50, or switch on "Return All". Nothing has been sent.',
	);
}

/** An answer, or an entry of one, as an item. Text, numbers and lists become `{data}`, an empty answer `{success: true}`. */
export function asItem(body: Json | undefined): IDataObject {
	if (body === undefined) return { success: true };
	return isObject(body) ? (body as IDataObject) : { data: body as unknown as IDataObject };
}
