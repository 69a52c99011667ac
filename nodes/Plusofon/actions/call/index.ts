import type { INodeProperties } from 'n8n-workflow';

import { getAll } from './getAll.operation';
import { getRecording } from './getRecording.operation';
import { start } from './start.operation';

export const call = { getAll, getRecording, start };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['call'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'List the calls of the account. Known from public client code.',
				action: 'Get many calls',
			},
			{
				name: 'Get Recording',
				value: 'getRecording',
				description: 'Download the recording of a call as a file. Known from public client code.',
				action: 'Get a recording',
			},
			{
				name: 'Start',
				value: 'start',
				description: 'Call your own side, then connect it with a number. Known from public client code.',
				action: 'Start a call',
			},
		],
		default: 'getAll',
	},
	...getAll.description,
	...getRecording.description,
	...start.description,
];
