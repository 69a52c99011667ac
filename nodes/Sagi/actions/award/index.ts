import type { INodeProperties } from 'n8n-workflow';

import { get } from './get.operation';
import { give } from './give.operation';

export const award = { get, give };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['award'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: "Read a customer's card of stamps (known from a till plugin that works)",
				action: 'Get an award',
			},
			{
				name: 'Give',
				value: 'give',
				description: 'Hand the award over for the stamps on the card (known from a till plugin that works)',
				action: 'Give an award',
			},
		],
		default: 'get',
	},
	...get.description,
	...give.description,
];
