import type { INodeProperties } from 'n8n-workflow';

import { getAll } from './getAll.operation';
import { update } from './update.operation';

export const order = { getAll, update };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['order'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				description:
					"List orders, of every status or of one. Known from Smart Satu's wiki, without the fields of an order.",
				action: 'Get many orders',
			},
			{
				name: 'Update',
				value: 'update',
				description:
					"Change or correct an order. Smart Satu's wiki names this request, but its fields could not be read.",
				action: 'Update an order',
			},
		],
		default: 'getAll',
	},
	...getAll.description,
	...update.description,
];
