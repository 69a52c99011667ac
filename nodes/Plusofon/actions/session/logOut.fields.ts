import type { INodeProperties } from 'n8n-workflow';

import { itemSessionFields } from '../../../shared/itemSession';
import { notice } from '../../../shared/panel';
import { secretField } from '../../../shared/textFields';

/** The fields of Session → Log Out. */
export const logOutFields: INodeProperties[] = [
	...itemSessionFields(
		"End the credential's session; the next request logs in again",
		'End the session whose access token is below',
	),
	notice(
		'logOutNotice',
		'The session ends for every workflow that uses the credential. One that logs in with phone and PIN needs a person and a new flash call then.',
		{ accountFrom: ['credential'] },
	),
	{
		displayName: 'Token to End',
		name: 'tokenToEnd',
		type: 'options',
		options: [
			{ name: 'Access Token', value: 'accessToken', description: 'The access token of the session' },
			{ name: 'Custom', value: 'custom', description: 'Any other token' },
			{ name: 'Refresh Token', value: 'refreshToken', description: 'The refresh token of the session' },
		],
		default: 'accessToken',
		hint: 'Plusofon does not say which one it wants',
		description: 'What is sent as "token"',
	},
	secretField({
		displayName: 'Refresh Token',
		name: 'refreshToken',
		placeholder: 'e.g. {{ $json.refresh_token }}',
		description: 'The refresh token that a log-in gave with "Return Tokens" on',
		displayOptions: { show: { accountFrom: ['item'], tokenToEnd: ['refreshToken'] } },
	}),
	secretField({
		displayName: 'Custom Token',
		name: 'customToken',
		placeholder: 'e.g. {{ $json.token }}',
		displayOptions: { show: { tokenToEnd: ['custom'] } },
	}),
];
