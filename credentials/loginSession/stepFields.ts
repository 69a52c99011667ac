import type { INodeProperties } from 'n8n-workflow';

import { field, SEND_AS } from './custom';

const more = { moreSettings: [true] };

/** Shown once an address is there. */
const once = (address: string, property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: { ...property.displayOptions, hide: { [address]: [''] } },
});

const methods = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((method) => ({ name: method, value: method }));

/** What comes before the log-in. */
export const beforeFields: INodeProperties[] = [
	field(
		{
			displayName: 'First URL',
			name: 'beforeUrl',
			placeholder: 'e.g. /login',
			description: 'Path that is requested before each log-in, e.g. of a page with a CSRF token. Its cookies go along.',
		},
		more,
	),
	...[
		field(
			{
				displayName: 'First Values',
				name: 'beforeValues',
				type: 'json',
				placeholder: 'e.g. { "csrf": "input._token" }',
				description:
					'What its answer gives, by name: input.name of a page, pattern.…, body.path, header.Name or cookie.name. {csrf} then stands for it.',
			},
			more,
		),
		field(
			{ displayName: 'First Method', name: 'beforeMethod', type: 'options', options: methods, default: 'GET' },
			more,
		),
		field(
			{ displayName: 'Send First As', name: 'beforeSendAs', type: 'options', options: SEND_AS, default: 'json' },
			more,
		),
		field(
			{ displayName: 'First Data', name: 'beforeData', type: 'json', placeholder: 'e.g. { "key": "{apiKey}" }' },
			more,
		),
		field(
			{
				displayName: 'First Headers',
				name: 'beforeHeaders',
				type: 'json',
				placeholder: 'e.g. { "X-Client": "{client}" }',
			},
			more,
		),
	].map((property) => once('beforeUrl', property)),
];

/** How the session is ended at the service. */
export const logOutFields: INodeProperties[] = [
	field(
		{
			displayName: 'Log-Out URL',
			name: 'logOutUrl',
			placeholder: 'e.g. /api/logout',
			description: 'Requested with the session when Session → Log Out runs',
		},
		more,
	),
	...[
		field(
			{ displayName: 'Log-Out Method', name: 'logOutMethod', type: 'options', options: methods, default: 'POST' },
			more,
		),
		field(
			{ displayName: 'Send Log-Out As', name: 'logOutSendAs', type: 'options', options: SEND_AS, default: 'json' },
			more,
		),
		field(
			{
				displayName: 'Log-Out Data',
				name: 'logOutData',
				type: 'json',
				placeholder: 'e.g. { "token": "{refreshToken}" }',
			},
			more,
		),
		field(
			{
				displayName: 'Log-Out Headers',
				name: 'logOutHeaders',
				type: 'json',
				placeholder: 'e.g. { "X-Client": "{client}" }',
			},
			more,
		),
	].map((property) => once('logOutUrl', property)),
];
