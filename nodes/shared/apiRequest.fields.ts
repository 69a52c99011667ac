import type { INodeProperties } from 'n8n-workflow';

import { pagingFields } from './paging.fields';

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

const pairs = ({ displayName, name, description, entry, example, rows }: Pairs): INodeProperties => ({
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

/** Methods whose requests have a body. */
export const WITH_BODY = ['DELETE', 'PATCH', 'POST', 'PUT'];

const bodyType: INodeProperties = {
	displayName: 'Body Type',
	name: 'bodyType',
	type: 'options',
	options: [
		{ name: 'Form', value: 'form', description: 'Like a form of a web page: a=1&b=2' },
		{ name: 'JSON', value: 'json' },
		{ name: 'Text', value: 'text', description: 'As it is written' },
	],
	default: 'json',
	displayOptions: { show: { method: WITH_BODY } },
};

/** The body in one of three forms. */
const bodyFields: INodeProperties[] = [
	bodyType,
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '',
		placeholder: 'e.g. { "ID": 1988850967616950272 }',
		description: 'JSON, sent as it is written here: long IDs keep all their digits',
		displayOptions: { show: { method: WITH_BODY, bodyType: ['json'] } },
	},
	{
		...pairs({
			displayName: 'Form Fields',
			name: 'bodyForm',
			description: 'A name that is given twice is sent twice',
			entry: 'form field',
			example: ['status', 'new'],
			rows: 2,
		}),
		displayOptions: { show: { method: WITH_BODY, bodyType: ['form'] } },
	},
	{
		displayName: 'Body Text',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Good morning',
		description: 'Sent as text/plain, unless a header says otherwise',
		displayOptions: { show: { method: WITH_BODY, bodyType: ['text'] } },
	},
];

/** The fields of API Request → Send. */
export const apiRequestFields = (example: string): INodeProperties[] => [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: [
			{ name: 'DELETE', value: 'DELETE' },
			{ name: 'GET', value: 'GET' },
			{ name: 'HEAD', value: 'HEAD' },
			{ name: 'PATCH', value: 'PATCH' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
		default: 'GET',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		default: '',
		placeholder: `e.g. ${example}`,
		description: "Path below the credential's base URL. The session is sent to no other address.",
	},
	pairs({
		displayName: 'Query Parameters',
		name: 'query',
		description: 'Added to the path. A name that is given twice is sent twice.',
		entry: 'query parameter',
		example: ['status', 'new'],
	}),
	...bodyFields,
	pairs({
		displayName: 'Headers',
		name: 'headers',
		description: "Sent besides the provider's own, which can't be replaced",
		entry: 'header',
		example: ['X-Request-Id', '1042'],
	}),
	...pagingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Full Answer',
				name: 'fullAnswer',
				type: 'boolean',
				default: false,
				description:
					'Whether to return status, headers and body instead of the body alone. Without meaning for a list that is read page by page.',
			},
			{
				displayName: 'Items Field',
				name: 'itemsField',
				type: 'string',
				default: '',
				placeholder: 'e.g. data.items',
				description:
					'Where the list is in the answer. Each entry becomes an item. Empty when the answer itself is the list.',
			},
			{
				displayName: 'Never Error',
				name: 'neverError',
				type: 'boolean',
				default: false,
				description:
					'Whether to return status, headers and body also when the provider refuses. A rejected session is renewed all the same. Without meaning for a list that is read page by page.',
			},
			{
				displayName: 'Time Limit (Seconds)',
				name: 'timeLimit',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 30,
				description: 'How long the answer may take to begin',
			},
		],
	},
];
