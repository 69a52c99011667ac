import type { INodeProperties } from 'n8n-workflow';

import { field } from './custom';

/** What every request carries, and what tests it. */
export const requestFields: INodeProperties[] = [
	field({
		displayName: 'Requests Carry',
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
			description: 'Parts: headers, query, cookies, body',
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

const more = { moreSettings: [true] };

/** What few services need. */
export const moreFields: INodeProperties[] = [
	field({
		displayName: 'More Settings',
		name: 'moreSettings',
		type: 'boolean',
		default: false,
		description: 'Whether to show what few services need',
	}),
	field(
		{
			displayName: 'Log-In Headers',
			name: 'logInHeaders',
			type: 'json',
			placeholder: 'e.g. { "X-Client": "{client}" }',
		},
		more,
	),
	field(
		{
			displayName: 'Keep',
			name: 'keep',
			type: 'json',
			placeholder: 'e.g. { "csrf": "body.data.csrf" }',
			description: 'What else of the answer the template uses: names, and body.path, header.Name or cookie.name',
		},
		more,
	),
	field(
		{
			displayName: 'Rejected Statuses',
			name: 'rejectedStatuses',
			default: '401',
			description: 'HTTP statuses that say the session is no good',
		},
		more,
	),
	field(
		{
			displayName: 'Rejected Field',
			name: 'rejectedField',
			placeholder: 'e.g. error.code',
			description: 'Path of a field in the body that says so as well',
		},
		more,
	),
	field(
		{
			displayName: 'Rejected Value',
			name: 'rejectedValue',
			placeholder: 'e.g. session_expired',
			description: 'What stands there then; several with commas between them. Empty: anything.',
		},
		more,
	),
	field(
		{
			displayName: 'Error Field',
			name: 'errorField',
			placeholder: 'e.g. error',
			description: 'Path of a field that holds an error, also in a 200',
		},
		more,
	),
	field(
		{
			displayName: 'Renew Before',
			name: 'renewBefore',
			type: 'number',
			default: 1,
			description: 'How many minutes before its end a session is renewed; never more than a fifth of its life',
		},
		more,
	),
	field(
		{
			displayName: 'Log-Out URL',
			name: 'logOutUrl',
			placeholder: 'e.g. /api/logout',
			description: 'Asked by POST when Session → Log Out runs',
		},
		more,
	),
	field(
		{
			displayName: 'Told Base URL',
			name: 'toldBasePath',
			placeholder: 'e.g. data.instance_url',
			description: 'Where the log-in tells another base URL',
		},
		more,
	),
	field(
		{
			displayName: 'Told Base URL Hosts',
			name: 'toldBaseHosts',
			placeholder: 'e.g. *.example.com',
			description: 'The hosts that it may name; to no other is anything sent',
		},
		more,
	),
];
