import type { INodeProperties } from 'n8n-workflow';

import { getAll } from './getAll.operation';

export const shop = { getAll };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['shop'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				description: "List shops (counterparties). Known from Smart Satu's wiki, without the fields of a shop.",
				action: 'Get many shops',
			},
		],
		default: 'getAll',
	},
	...getAll.description,
];
