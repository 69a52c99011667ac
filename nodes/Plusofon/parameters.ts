import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../providers/fields';
import { InputError, type Json } from '../../providers/types';
import type { OperationContext } from '../../transport/router';

/** A text parameter as it was entered; a number that an expression gave becomes text. */
export const entered = ({ node, itemIndex }: OperationContext, name: string): string =>
	String(node.getNodeParameter(name, itemIndex, '') ?? '');

/** A text parameter that must be filled in. @throws {@link InputError} */
export function filledIn(context: OperationContext, name: string, label: string): string {
	const value = entered(context, name);
	if (value.trim() === '')
		throw new InputError(`${label} is empty`, name, `Fill in "${label}". Nothing has been sent.`);
	return value;
}

/** A switch of the panel. */
export const isOn = ({ node, itemIndex }: OperationContext, name: string): boolean =>
	node.getNodeParameter(name, itemIndex, false) as boolean;

/** An answer as an item. An empty answer becomes `{success: true}`. */
export function asItem(body: Json | undefined): IDataObject {
	if (isObject(body)) return body as IDataObject;
	return body === undefined ? { success: true } : { data: body as unknown as IDataObject };
}

/** The user and the expiry times of an answer that holds a session; its tokens only on request. */
export function accountOutput(body: Json | undefined, withTokens: boolean): IDataObject {
	const { token, refresh_token, ...rest } = asItem(body);
	return withTokens ? { ...rest, token, refresh_token } : rest;
}

type Field = Partial<INodeProperties> & Pick<INodeProperties, 'displayName' | 'name'>;

/** A text field that must be filled in. */
export const textField = (field: Field): INodeProperties => ({ type: 'string', required: true, default: '', ...field });

/** {@link textField} whose characters are hidden. */
export const secretField = (field: Field): INodeProperties => ({
	...textField(field),
	typeOptions: { password: true },
});
