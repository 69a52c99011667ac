import type { INodeProperties } from 'n8n-workflow';

import { complete } from './complete.operation';
import { create } from './create.operation';
import { revert } from './revert.operation';

export const order = { complete, create, revert };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['order'] } },
		options: [
			{
				name: 'Complete',
				value: 'complete',
				description: 'End a sale, and spend bonus for it (known from a till plugin that works)',
				action: 'Complete an order',
			},
			{
				name: 'Create',
				value: 'create',
				description: 'Begin a sale for a customer (known from a till plugin that works)',
				action: 'Create an order',
			},
			{
				name: 'Revert',
				value: 'revert',
				description: 'Revert a sale, with its bonus (known from a till plugin that works)',
				action: 'Revert an order',
			},
		],
		default: 'create',
	},
	...create.description,
	...complete.description,
	...revert.description,
];
