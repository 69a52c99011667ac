import type { INodeProperties } from 'n8n-workflow';

import { bodyFields } from './apiRequest.bodyFields';
import { pagingFields } from './paging.fields';
import { pairs } from './pairs';

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
				displayName: 'Put Output in Field',
				name: 'outputField',
				type: 'string',
				default: 'data',
				placeholder: 'e.g. data',
				description: 'Name of the output field that a file is put in, where Response Format is "File"',
			},
			{
				displayName: 'Response Format',
				name: 'responseFormat',
				type: 'options',
				options: [
					{ name: 'Autodetect', value: 'autodetect', description: 'JSON or text' },
					{ name: 'File', value: 'file', description: 'Of up to 512 MB. Not for a list that is read page by page.' },
				],
				default: 'file',
				description: 'The format in which the answer is returned',
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
