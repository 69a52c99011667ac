import type { INodeProperties } from 'n8n-workflow';

import { getStatus } from '../../../shared/getStatus.operation';
import { logIn } from './logIn.operation';
import { logInWithCode } from './logInWithCode.operation';
import { logOut } from './logOut.operation';
import { refresh } from './refresh.operation';

export const session = { getStatus, logIn, logInWithCode, logOut, refresh };

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
			{
				name: 'Log In With Code',
				value: 'logInWithCode',
				description: 'Let Plusofon call the phone, ask for the PIN in a form of its own, and log in with it',
				action: 'Log in with a code',
			},
			{
				name: 'Log Out',
				value: 'logOut',
				description: 'End a session at Plusofon and in n8n',
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
	...logInWithCode.description,
	...logOut.description,
	...refresh.description,
];
