import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Shows an operation's fields for that operation alone, besides the conditions that they have themselves. */
export function forOperation(resource: string, operation: string, fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => {
		const show: IDisplayOptions['show'] = {
			resource: [resource],
			operation: [operation],
			...field.displayOptions?.show,
		};
		return { ...field, displayOptions: { ...field.displayOptions, show } };
	});
}

/** A text in the panel that is always seen, for what needs a person and for what can't be undone. */
export const notice = (name: string, displayName: string, show?: IDisplayOptions['show']): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
	...(show && { displayOptions: { show } }),
});

/** «Return Tokens»: the one switch that lets tokens out of a node. */
export const returnTokens: INodeProperties = {
	displayName: 'Return Tokens',
	name: 'returnTokens',
	type: 'boolean',
	default: false,
	description:
		'Whether to put the tokens into the output. Everyone who can see this execution can read them then: n8n saves them with it.',
};

/** Whose session an operation is about: the credential's, which n8n keeps, or one that the item brings. */
export const sessionOf = (credential: string, item: string): INodeProperties => ({
	displayName: 'Account',
	name: 'accountFrom',
	type: 'options',
	options: [
		{ name: 'From Credential', value: 'credential', description: credential },
		{ name: 'From Item', value: 'item', description: item },
	],
	default: 'credential',
	description: 'Whose session this is about',
});

/** «Return All», or up to a limit. */
export const returnAllOrLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];
