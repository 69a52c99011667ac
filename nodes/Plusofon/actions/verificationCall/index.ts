import type { INodeProperties } from 'n8n-workflow';

import { notice } from '../../../shared/panel';
import { callToAuthorize } from './callToAuthorize.operation';
import { check } from './check.operation';
import { send } from './send.operation';

export const verificationCall = { callToAuthorize, check, send };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['verificationCall'] } },
		options: [
			{
				name: 'Call to Authorize',
				value: 'callToAuthorize',
				description: 'Get a number that the person calls to prove the phone. Known from public client code.',
				action: 'Order a call to authorize',
			},
			{
				name: 'Check',
				value: 'check',
				description: 'Check the digits that the person has read off. Known from public client code.',
				action: 'Check a verification call',
			},
			{
				name: 'Send',
				value: 'send',
				description:
					"Call a person's phone: the last digits of the calling number are the code. Known from Plusofon's page and public client code.",
				action: 'Send a verification call',
			},
		],
		default: 'send',
	},
	notice(
		'verificationNotice',
		'For the phones of your customers, with an account of its own in the portal. Each call costs money and is made once: leave "Retry On Fail" off. To log in to the Plusofon portal itself, use the resource Flash Call.',
		{ resource: ['verificationCall'] },
	),
	...callToAuthorize.description,
	...check.description,
	...send.description,
];
