import type { INodeProperties } from 'n8n-workflow';

interface Pairs {
	displayName: string;
	name: string;
	description: string;
	/** One of them, for the button that adds it. */
	entry: string;
	/** A name and a value. */
	example: [string, string];
	/** Of a value's field; several where a value may have several lines. */
	rows?: number;
}

/** A field of names and values: `{parameters: [{name, value}]}`. */
export const pairs = ({ displayName, name, description, entry, example, rows }: Pairs): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: `Add ${entry}`,
	default: {},
	description,
	options: [
		{
			displayName: 'Parameter',
			name: 'parameters',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: `e.g. ${example[0]}` },
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					...(rows && { typeOptions: { rows } }),
					default: '',
					placeholder: `e.g. ${example[1]}`,
				},
			],
		},
	],
});
