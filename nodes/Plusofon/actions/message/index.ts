import type { INodeProperties } from 'n8n-workflow';

import { getAll } from './getAll.operation';
import { getDialog } from './getDialog.operation';
import { send } from './send.operation';

export const message = { getAll, getDialog, send };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: [
			{
				name: 'Get Dialog',
				value: 'getDialog',
				description: 'Read the messages with one phone. Known from public client code.',
				action: 'Get a dialog',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'List messages, sent and received. Known from public client code.',
				action: 'Get many messages',
			},
			{
				name: 'Send',
				value: 'send',
				description: "Send a text message. Known from Plusofon's page on SMS, its answer from public client code.",
				action: 'Send a message',
			},
		],
		default: 'send',
	},
	...getAll.description,
	...getDialog.description,
	...send.description,
];
