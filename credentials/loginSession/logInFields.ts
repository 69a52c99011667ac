import type { INodeProperties } from 'n8n-workflow';

import { field, section, SEND_AS } from './custom';

/** How to log in. */
export const logInFields: INodeProperties[] = [
	section(
		'logInNotice',
		'<b>Log-in.</b> {username} and {password} stand for what is entered above, one pair of braces each.',
	),
	field({
		displayName: 'Log-In URL',
		name: 'logInUrl',
		required: true,
		placeholder: 'e.g. /api/login',
		description: 'Path below the base URL',
	}),
	field({
		displayName: 'Log-In Method',
		name: 'logInMethod',
		type: 'options',
		options: ['GET', 'PATCH', 'POST', 'PUT'].map((method) => ({ name: method, value: method })),
		default: 'POST',
	}),
	field({ displayName: 'Send As', name: 'logInSendAs', type: 'options', options: SEND_AS, default: 'json' }),
	field({
		displayName: 'Log-In Data',
		name: 'logInData',
		type: 'json',
		default: '{ "username": "{username}", "password": "{password}" }',
		description: 'JSON, also for a form or a query. A form may be written as a=1&b={username} as well.',
	}),
];

/** Where the answer holds what. */
export const answerFields: INodeProperties[] = [
	section(
		'answerNotice',
		'<b>Answer.</b> What is left empty is found by itself. Session → Get Status of the node tells where.',
	),
	field({
		displayName: 'Token Location',
		name: 'accessFrom',
		type: 'options',
		options: [
			{ name: 'Body', value: 'body', description: 'A field of JSON or of a form' },
			{ name: 'Body, All of It', value: 'wholeBody', description: 'The text is the token' },
			{ name: 'Cookie', value: 'cookie' },
			{ name: 'Header', value: 'header' },
		],
		default: 'body',
		description:
			'A token is sent in no address: a request that has it there is refused. One of less than six characters, or a number, is not looked for, because it can stand in an address by accident.',
	}),
	field(
		{
			displayName: 'Token Path',
			name: 'accessPath',
			placeholder: 'e.g. data.token',
			description: 'Path in the body, name of the header, or names of cookies with commas between them',
		},
		{ accessFrom: ['body', 'cookie', 'header'] },
	),
	field({
		displayName: 'Expiry',
		name: 'expiryFrom',
		type: 'options',
		options: [
			{ name: 'Fixed Lifetime', value: 'fixed' },
			{
				name: 'Found by Itself',
				value: 'found',
				description: 'From expires_in and the like, from the token, or from its cookie',
			},
			{ name: 'Not Told', value: 'none', description: 'The session is used until it is rejected' },
			{ name: 'Path', value: 'path' },
		],
		default: 'found',
	}),
	field({ displayName: 'Expiry Path', name: 'expiryPath', placeholder: 'e.g. data.expires' }, { expiryFrom: ['path'] }),
	field(
		{
			displayName: 'Expiry Unit',
			name: 'expiryUnit',
			type: 'options',
			options: [
				{ name: 'Date', value: 'date', description: 'E.g. 2030-01-31T12:00:00Z or 31.01.2030 12:00' },
				{ name: 'Milliseconds From Now', value: 'milliseconds' },
				{ name: 'Minutes From Now', value: 'minutes' },
				{ name: 'Seconds From Now', value: 'seconds' },
				{ name: 'Unix Milliseconds', value: 'unixMilliseconds' },
				{ name: 'Unix Seconds', value: 'unixSeconds' },
			],
			default: 'seconds',
		},
		{ expiryFrom: ['path'] },
	),
	field(
		{
			displayName: 'Expiry Time Zone',
			name: 'expiryZone',
			placeholder: 'e.g. Europe/Moscow',
			description: 'For a date without a time zone. Empty: the zone of n8n.',
		},
		{ expiryFrom: ['path'], expiryUnit: ['date'] },
	),
	field(
		{ displayName: 'Lifetime in Minutes', name: 'lifetime', type: 'number', default: 60 },
		{ expiryFrom: ['fixed'] },
	),
	field(
		{
			displayName: 'Counted From',
			name: 'expiryCountedFrom',
			type: 'options',
			options: [
				{
					name: 'Last Request',
					value: 'lastUse',
					description: 'For an idle time-out: each request lengthens the session',
				},
				{ name: 'Log-In', value: 'logIn', description: 'Or the refresh, where there is one' },
			],
			default: 'logIn',
		},
		{ expiryFrom: ['fixed', 'path'] },
	),
];
