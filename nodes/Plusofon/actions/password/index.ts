import type { INodeProperties } from 'n8n-workflow';

import { sendResetEmail } from './sendResetEmail.operation';
import { setNew } from './setNew.operation';
import { update } from './update.operation';

export const password = { sendResetEmail, setNew, update };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['password'] } },
		options: [
			{
				name: 'Send Reset Email',
				value: 'sendResetEmail',
				description: 'Send a reset token to a user who has forgotten the password',
				action: 'Send a password reset email',
			},
			{
				name: 'Set New',
				value: 'setNew',
				description: 'Set a new password with the reset token from the email',
				action: 'Set a new password',
			},
			{
				name: 'Update',
				value: 'update',
				description: "Change the password of the session's user; n8n keeps the new session",
				action: 'Update a password',
			},
		],
		default: 'update',
	},
	...sendResetEmail.description,
	...setNew.description,
	...update.description,
];
