import type { INodeProperties } from 'n8n-workflow';

import { getAll } from './getAll.operation';

export const line = { getAll };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['line'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'List the SIP lines of the account, without their passwords',
				action: 'Get many lines',
			},
		],
		default: 'getAll',
	},
	...getAll.description,
];
