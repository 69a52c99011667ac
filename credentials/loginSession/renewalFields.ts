import type { INodeProperties } from 'n8n-workflow';

import { field, SEND_AS } from './custom';

const refresh = { renewWith: ['refresh'] };

/** How to renew. */
export const renewalFields: INodeProperties[] = [
	field({
		displayName: 'Renew With',
		name: 'renewWith',
		type: 'options',
		options: [
			{ name: 'Log-In', value: 'logIn' },
			{ name: 'Refresh, Else Log-In', value: 'refresh' },
		],
		default: 'logIn',
	}),
	field({ displayName: 'Refresh URL', name: 'refreshUrl', placeholder: 'e.g. /api/refresh', required: true }, refresh),
	field(
		{ displayName: 'Send Refresh As', name: 'refreshSendAs', type: 'options', options: SEND_AS, default: 'json' },
		refresh,
	),
	field(
		{
			displayName: 'Refresh Data',
			name: 'refreshData',
			type: 'json',
			default: '{ "refresh_token": "{refreshToken}" }',
		},
		refresh,
	),
	field(
		{
			displayName: 'Refresh Headers',
			name: 'refreshHeaders',
			type: 'json',
			placeholder: 'e.g. { "Authorization": "Basic {client}" }',
		},
		refresh,
	),
	field(
		{
			displayName: 'Refresh Authorized With',
			name: 'refreshAuthorization',
			type: 'options',
			options: [
				{ name: 'Nothing', value: 'nothing' },
				{ name: 'Refresh Token', value: 'refreshToken', description: 'As a bearer token' },
				{ name: 'Session', value: 'session', description: 'What every request carries' },
			],
			default: 'nothing',
		},
		refresh,
	),
	field(
		{
			displayName: 'Refresh Path',
			name: 'refreshPath',
			placeholder: 'e.g. data.refresh',
			description:
				'Where the refresh token stands: a path in the body, header.Name or cookie.name. Empty: found by itself.',
		},
		refresh,
	),
];
