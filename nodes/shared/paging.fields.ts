import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

const PAGED = ['cursor', 'link', 'pageNumber'];
const forPaging = (...paging: string[]): IDisplayOptions => ({ show: { method: ['GET'], paging } });
const onlyByNumber: IDisplayOptions = { show: { '/paging': ['pageNumber'] } };

/** Whether, and how, the answer of API Request → Send comes in pages. */
export const pagingFields: INodeProperties[] = [
	{
		displayName: 'Paging',
		name: 'paging',
		type: 'options',
		options: [
			{ name: 'Off', value: 'off', description: 'One request' },
			{ name: 'By Cursor', value: 'cursor', description: 'Each answer holds a value that asks for the next page' },
			{ name: 'By Link', value: 'link', description: 'Each answer holds the address of the next page' },
			{ name: 'By Page Number', value: 'pageNumber', description: 'One page after another until one is empty' },
		],
		default: 'off',
		description: 'Whether the answer comes in pages. An address of another host in an answer is not followed.',
		displayOptions: { show: { method: ['GET'] } },
	},
	{
		displayName: 'Cursor Field',
		name: 'cursorField',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. meta.next_cursor',
		description: 'Where the answer holds the cursor of the next page. Where there is none, the page is the last.',
		displayOptions: forPaging('cursor'),
	},
	{
		displayName: 'Cursor Parameter',
		name: 'cursorParameter',
		type: 'string',
		required: true,
		default: 'cursor',
		placeholder: 'e.g. cursor',
		description: 'Query parameter that the cursor is sent in',
		displayOptions: forPaging('cursor'),
	},
	{
		displayName: 'Link Field',
		name: 'linkField',
		type: 'string',
		default: '',
		placeholder: 'e.g. links.next',
		hint: 'Empty: the header Link of the answer, with rel="next"',
		description: 'Where the answer holds the address of the next page. Where there is none, the page is the last.',
		displayOptions: forPaging('link'),
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: true,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: forPaging(...PAGED),
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { method: ['GET'], paging: PAGED, returnAll: [false] } },
	},
	{
		displayName: 'Page Options',
		name: 'pageOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: forPaging(...PAGED),
		options: [
			{
				displayName: 'First Page',
				name: 'firstPage',
				type: 'number',
				default: 1,
				description: 'Number of the first page',
				displayOptions: onlyByNumber,
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
				displayOptions: onlyByNumber,
			},
			{
				displayName: 'Page Size',
				name: 'pageSize',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'How many entries a full page has: a shorter one is the last. 0 when it is not known.',
				displayOptions: onlyByNumber,
			},
		],
	},
];
