import type { INodeProperties } from 'n8n-workflow';

import { field } from './custom';

/** What every request carries, and what tests it. */
export const requestFields: INodeProperties[] = [
	field({
		displayName: 'Send Session As',
		name: 'carryAs',
		type: 'options',
		options: [
			{
				name: 'Bearer Token',
				value: 'standard',
				description: 'In the header Authorization; a cookie is sent back as a cookie',
			},
			{ name: 'Template', value: 'template', description: 'Headers, query, cookies or body fields of your own' },
		],
		default: 'standard',
	}),
	field(
		{
			displayName: 'Request Template',
			name: 'carryTemplate',
			type: 'json',
			default: '{ "headers": { "X-Session": "{accessToken}" } }',
			description: 'Parts: headers, query, cookies, body. The cookie of a session goes along unless you say otherwise.',
		},
		{ carryAs: ['template'] },
	),
	field({
		displayName: 'Test URL',
		name: 'testUrl',
		placeholder: 'e.g. /api/me',
		description: 'Path of a harmless GET that needs a session. Empty: the log-in alone is tested.',
	}),
];
