import type { INodeProperties } from 'n8n-workflow';

type Field = Partial<INodeProperties> & Pick<INodeProperties, 'displayName' | 'name'>;

/** A text field that must be filled in. */
export const textField = (field: Field): INodeProperties => ({ type: 'string', required: true, default: '', ...field });

/** {@link textField} whose characters are hidden. */
export const secretField = (field: Field): INodeProperties => ({
	...textField(field),
	typeOptions: { password: true },
});

/** Fields that are shown only where the item brings the account or the session. */
export const ofItem = (...fields: INodeProperties[]): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: { show: { accountFrom: ['item'], ...field.displayOptions?.show } },
	}));
