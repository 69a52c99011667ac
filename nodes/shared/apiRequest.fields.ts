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

/** The body as JSON alone, or as what the person chooses. */
const bodyFields = (bodyTypes: boolean): INodeProperties[] => [
	...(bodyTypes ? [bodyType] : []),
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '',
		placeholder: 'e.g. { "ID": 1988850967616950272 }',
		description: 'JSON, sent as it is written here: long IDs keep all their digits',
		displayOptions: { show: { method: WITH_BODY, ...(bodyTypes && { bodyType: ['json'] }) } },
	},
	...(bodyTypes ? otherBodies : []),
];

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

const otherBodies: INodeProperties[] = [
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

/**
 * The fields of API Request → Send.
 * @param bodyTypes whether the body may be a form or a text as well
 */
export const apiRequestFields = (example: string, bodyTypes = false): INodeProperties[] => [
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
	...bodyFields(bodyTypes),
	pairs({
		displayName: 'Headers',
		name: 'headers',
		description: "Sent besides the provider's own, which can't be replaced",
		entry: 'header',
		example: ['X-Request-Id', '1042'],
	}),
	{
		displayName: 'Paging',
		name: 'paging',
		type: 'options',
		options: [
			{ name: 'Off', value: 'off', description: 'One request' },
			{ name: 'By Page Number', value: 'pageNumber', description: 'One page after another until one is empty' },
		],
		default: 'off',
		description: 'Whether the answer comes in pages. An address of the next page in an answer is never followed.',
		displayOptions: { show: { method: ['GET'] } },
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: true,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show: { method: ['GET'], paging: ['pageNumber'] } },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { method: ['GET'], paging: ['pageNumber'], returnAll: [false] } },
	},
	{
		displayName: 'Page Options',
		name: 'pageOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { method: ['GET'], paging: ['pageNumber'] } },
		options: [
			{
				displayName: 'First Page',
				name: 'firstPage',
				type: 'number',
				default: 1,
				description: 'Number of the first page',
			},
			{
				displayName: 'Max Pages',
				name: 'maxPages',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1000,
				description: 'No more pages than this are asked for',
			},
			{
				displayName: 'Page Parameter',
				name: 'pageParameter',
				type: 'string',
				default: 'page',
				description: 'Query parameter that holds the page number',
			},
			{
				displayName: 'Page Size',
				name: 'pageSize',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'How many entries a full page has: a shorter one is the last. 0 when it is not known.',
			},
		],
	},
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
		],
	},
];
