import type { INodeProperties } from 'n8n-workflow';

import { calculate } from './calculate.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const order = { calculate, create, get, getAll };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['order'] } },
		options: [
			{
				name: 'Calculate',
				value: 'calculate',
				description: 'Tell what an order would cost, with discounts. Nothing is ordered.',
				action: 'Calculate an order',
			},
			{
				name: 'Create',
				value: 'create',
				description: 'Place an order for the customer (known from public rules for clients)',
				action: 'Create an order',
			},
			{
				name: 'Get',
				value: 'get',
				description: 'Read an order, e.g. whether it is paid (known from public rules for clients)',
				action: 'Get an order',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'List the orders of the customer',
				action: 'Get many orders',
			},
		],
		default: 'getAll',
	},
	...calculate.description,
	...create.description,
	...get.description,
	...getAll.description,
];
