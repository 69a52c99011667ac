import type { INodeProperties } from 'n8n-workflow';

import { getStatus } from '../../../shared/getStatus.operation';
import { logIn } from './logIn.operation';

export const session = { getStatus, logIn };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['session'] } },
		options: [
			{
				name: 'Get Status',
				value: 'getStatus',
				description: 'Tell when the stored session expires and is renewed. Nothing is sent.',
				action: 'Get the status of the session',
			},
			{
				name: 'Log In',
				value: 'logIn',
				description: 'Get a new session. Other operations do so by themselves when they need one.',
				action: 'Log in',
			},
		],
		default: 'logIn',
	},
	...getStatus.description,
	...logIn.description,
];
