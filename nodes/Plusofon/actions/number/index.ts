import type { INodeProperties } from 'n8n-workflow';

import { getAll } from './getAll.operation';

export const number = { getAll };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['number'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'List the phone numbers of the account',
				action: 'Get many numbers',
			},
		],
		default: 'getAll',
	},
	...getAll.description,
];
