import type { INodeProperties } from 'n8n-workflow';

import { get } from './get.operation';

export const customer = { get };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customer'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Read the profile of the customer who is logged in',
				action: 'Get a customer',
			},
		],
		default: 'get',
	},
	...get.description,
];
