import type { INodeProperties } from 'n8n-workflow';

type Field = Partial<INodeProperties> & Pick<INodeProperties, 'displayName' | 'name'>;

/** A text field that must be filled in. */
export const textField = (field: Field): INodeProperties => ({ type: 'string', required: true, default: '', ...field });

/** {@link textField} whose characters are hidden. */
export const secretField = (field: Field): INodeProperties => ({
	...textField(field),
	typeOptions: { password: true },
});

/** Shown in an empty field for a password: what {@link TYPED_STAYS} advises. */
export const SECRET_EXAMPLE = 'e.g. {{ $vars.password }}';

/** What a field for a password says, since n8n saves parameters as they were typed, wherever they are hidden. */
export const TYPED_STAYS =
	'What is typed here stands in the workflow and in every saved execution. An expression with $vars or $env keeps it out of both.';

/** Fields that are shown only where the item brings the account or the session. */
export const ofItem = (...fields: INodeProperties[]): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: { show: { accountFrom: ['item'], ...field.displayOptions?.show } },
	}));
