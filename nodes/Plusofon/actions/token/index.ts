import type { INodeProperties } from 'n8n-workflow';

import { create } from './create.operation';
import { deleteToken } from './delete.operation';
import { getAll } from './getAll.operation';

export const token = { create, delete: deleteToken, getAll };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['token'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				description: 'Make a new permanent API token, and find its ID',
				action: 'Create a token',
			},
			{
				name: 'Delete',
				value: 'delete',
				description: 'Delete a permanent API token for good, except the one in use',
				action: 'Delete a token',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'List the permanent API tokens of the account',
				action: 'Get many tokens',
			},
		],
		default: 'getAll',
	},
	...create.description,
	...deleteToken.description,
	...getAll.description,
];
