import type { INodeProperties } from 'n8n-workflow';

import { getStatus } from '../../../shared/getStatus.operation';
import { logIn } from './logIn.operation';
import { logInWithCode } from './logInWithCode.operation';
import { logOut } from './logOut.operation';
import { sendCode } from './sendCode.operation';

export const session = { getStatus, logIn, logInWithCode, logOut, sendCode };

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
				description: 'Tell whether the credential keeps a session. Nothing is sent.',
				action: 'Get the status of the session',
			},
			{
				name: 'Log In',
				value: 'logIn',
				description: 'Get a session with the last four digits of the calling number',
				action: 'Log in',
			},
			{
				name: 'Log In With Code',
				value: 'logInWithCode',
				description: 'Let Gigma call the phone, ask for the digits in a form of its own, and log in with them',
				action: 'Log in with a code',
			},
			{
				name: 'Log Out',
				value: 'logOut',
				description: 'End a session, or all sessions of the counterparty',
				action: 'Log out',
			},
			{
				name: 'Send Code',
				value: 'sendCode',
				description: 'Let Gigma call the phone of a person who wants to log in',
				action: 'Send a code by phone call',
			},
		],
		default: 'logIn',
	},
	...getStatus.description,
	...logIn.description,
	...logInWithCode.description,
	...logOut.description,
	...sendCode.description,
];
