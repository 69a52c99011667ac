import type { INodeProperties } from 'n8n-workflow';

import { notice } from '../../../shared/panel';
import { send } from './send.operation';
import { sendToMe } from './sendToMe.operation';

export const flashCall = { send, sendToMe };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['flashCall'] } },
		options: [
			{
				name: 'Send',
				value: 'send',
				description: 'Call a phone: the last digits of the number that calls are the PIN',
				action: 'Send a flash call',
			},
			{
				name: 'Send to Me',
				value: 'sendToMe',
				description: 'Call the phone of the user that the session belongs to',
				action: 'Send a flash call to the own phone',
			},
		],
		default: 'send',
	},
	...send.description,
	notice(
		'flashCallNotice',
		"This calls a phone every time it runs, once for every item. The token in the output is Plusofon's check token, not a session.",
		{ resource: ['flashCall'] },
	),
	...sendToMe.description,
];
