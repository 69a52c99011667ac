import type { INodeProperties } from 'n8n-workflow';

import { field } from './custom';
import { beforeFields, logOutFields } from './stepFields';

const more = { moreSettings: [true] };

/** What few services need. */
export const moreFields: INodeProperties[] = [
	field({
		displayName: 'More Settings',
		name: 'moreSettings',
		type: 'boolean',
		default: false,
		description: 'Whether to show settings that few services need',
	}),
	...beforeFields,
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
			displayName: 'Log-In Time Limit',
			name: 'logInTimeLimit',
			type: 'number',
			default: 30,
			typeOptions: { minValue: 1, maxValue: 300 },
			description: 'How many seconds the log-in may take, 300 at most',
		},
		more,
	),
	field(
		{
			displayName: 'Success Field',
			name: 'successField',
			placeholder: 'e.g. result.uid',
			description: 'Path of a field that an answer to the log-in must hold, so that it counts',
		},
		more,
	),
	field(
		{
			displayName: 'Success Value',
			name: 'successValue',
			placeholder: 'e.g. ok',
			description: 'What must stand there. Empty: anything but null, false, 0 and an empty text.',
		},
		more,
	),
	field(
		{
			displayName: 'Granted Statuses',
			name: 'grantedStatuses',
			placeholder: 'e.g. 409',
			description: 'HTTP statuses of errors whose answer holds the token all the same',
		},
		more,
	),
	field(
		{
			displayName: 'Keep',
			name: 'keep',
			type: 'json',
			placeholder: 'e.g. { "csrf": "body.data.csrf" }',
			description:
				'Other values of the answer that the template uses: names, and body.path, header.Name or cookie.name',
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
			displayName: 'Value That Means Logged Out',
			name: 'rejectedValue',
			placeholder: 'e.g. session_expired',
			description:
				'What stands there then; several as ["one", "another"] or with commas between them. Empty: anything.',
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
			displayName: 'Base URL From Log-In',
			name: 'toldBasePath',
			placeholder: 'e.g. data.instance_url',
			description: 'Where the answer to the log-in names another base URL',
		},
		more,
	),
	field(
		{
			displayName: 'Base URL From Log-In: Hosts',
			name: 'toldBaseHosts',
			placeholder: 'e.g. *.example.com',
			description: 'The hosts that it may name; nothing is sent to any other',
		},
		more,
	),
	...logOutFields,
];
