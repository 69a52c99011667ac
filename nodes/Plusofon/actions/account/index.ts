import type { INodeProperties } from 'n8n-workflow';

import { get } from './get.operation';
import { getBalance } from './getBalance.operation';
import { getManager } from './getManager.operation';
import { register } from './register.operation';

export const account = { get, getBalance, getManager, register };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['account'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Read the user that the session belongs to',
				action: 'Get an account',
			},
			{
				name: 'Get Balance',
				value: 'getBalance',
				description: 'Read how much money the account has',
				action: 'Get the balance of an account',
			},
			{
				name: 'Get Manager',
				value: 'getManager',
				description: 'Read the contact data of the manager who looks after the contract',
				action: 'Get the manager of an account',
			},
			{
				name: 'Register',
				value: 'register',
				description: 'Open a new account in the portal, with a PIN from a flash call',
				action: 'Register an account',
			},
		],
		default: 'get',
	},
	...get.description,
	...getBalance.description,
	...getManager.description,
	...register.description,
];
