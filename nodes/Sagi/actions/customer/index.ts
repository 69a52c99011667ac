import type { INodeProperties } from 'n8n-workflow';

import { find } from './find.operation';

export const customer = { find };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customer'] } },
		options: [
			{
				name: 'Find',
				value: 'find',
				description: "Find a customer by phone or by the app's code, with bonus, cashback and award in one item",
				action: 'Find a customer',
			},
		],
		default: 'find',
	},
	...find.description,
];
