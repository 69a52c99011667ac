import type { INodeProperties } from 'n8n-workflow';

import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const branch = { get, getAll };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['branch'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Read a branch with its group_id, which bonus requests need',
				action: 'Get a branch',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'List the branches of the account, the main one first',
				action: 'Get many branches',
			},
		],
		default: 'get',
	},
	...get.description,
	...getAll.description,
];
