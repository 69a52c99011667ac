import type { INodeProperties } from 'n8n-workflow';

import { sessionOperation } from '../../../shared/session.operation';
import { getStatus } from './getStatus.operation';
import { logOut } from './logOut.operation';

/** Session → Log In, Refresh: as the description says; n8n keeps the session. */
const logIn = sessionOperation('logIn', {
	fields: [],
	ofCredential: async ({ client }) => await client.renew('logIn'),
});
const refresh = sessionOperation('refresh', {
	fields: [],
	ofCredential: async ({ client }) => await client.renew('refresh'),
});

export const session = { getStatus, logIn, logOut, refresh };

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
				description: 'Tell when the stored session expires and where it was found. Nothing is sent.',
				action: 'Get the status of the session',
			},
			{
				name: 'Log In',
				value: 'logIn',
				description: 'Get a new session. Other operations do so by themselves when they need one.',
				action: 'Log in',
			},
			{
				name: 'Log Out',
				value: 'logOut',
				description: 'End the session, at the service as well where the credential has a log-out URL',
				action: 'Log out',
			},
			{
				name: 'Refresh',
				value: 'refresh',
				description: 'Renew the session now. Other operations do so by themselves when it is due.',
				action: 'Refresh the session',
			},
		],
		default: 'logIn',
	},
	...getStatus.description,
	...logIn.description,
	...logOut.description,
	...refresh.description,
];
