import type { INodeProperties } from 'n8n-workflow';

import { itemSessionFields } from '../../../shared/itemSession';
import { secretField } from '../../../shared/textFields';

/** The fields of Session → Log Out. */
export const logOutFields: INodeProperties[] = [
	...itemSessionFields(
		"End the credential's session; the next request logs in again",
		'End the session whose access token is below',
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
		description: 'What is sent as "token". Plusofon does not say which one it wants.',
	},
	secretField({
		displayName: 'Refresh Token',
		name: 'refreshToken',
		description: 'The refresh token that a log-in gave with "Return Tokens" on',
		displayOptions: { show: { accountFrom: ['item'], tokenToEnd: ['refreshToken'] } },
	}),
	secretField({
		displayName: 'Custom Token',
		name: 'customToken',
		displayOptions: { show: { tokenToEnd: ['custom'] } },
	}),
];
