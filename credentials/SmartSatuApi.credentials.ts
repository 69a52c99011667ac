import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { smartSatu } from '../providers/smartSatu';
import { allowHttp } from './shared/allowHttp';
import { SESSION_FIELDS } from '../transport/credential/credentialHooks';
import { testedCredential } from '../transport/credential/credentialTest';

const tested = testedCredential(smartSatu, { advice: 'Check "Send Token As" and "Country".' });

export class SmartSatuApi implements ICredentialType {
	name = 'smartSatuApi';

	displayName = 'Smart Satu API';

	icon = {
		light: 'file:../nodes/SmartSatu/smartSatu.svg',
		dark: 'file:../nodes/SmartSatu/smartSatu.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-keyring/n8n-nodes-keyring/blob/main/docs/smart-satu.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Login Address',
			name: 'loginAddress',
			type: 'options',
			options: [
				{ name: 'food.smartsatu.com/api/users/login', value: 'foodUsers' },
				{ name: 'login.smartsatu.com/api/user/login', value: 'loginHost' },
				{ name: 'food.smartsatu.com/api/user/login', value: 'foodUser' },
				{ name: 'Custom URL', value: 'custom' },
			],
			default: 'foodUsers',
			description: 'The document names three addresses. Only the chosen one is sent the password.',
		},
		{
			displayName: 'Login URL',
			name: 'loginUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://food.smartsatu.com/api/users/login',
			description: 'Whole address of the log-in',
			displayOptions: { show: { loginAddress: ['custom'] } },
		},
		allowHttp('loginUrl', { loginAddress: ['custom'] }),
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. supplier',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'string',
			default: 'food',
			hint: 'Ask Smart Satu which one is yours',
			description: 'Identifier of the server. Left out when it is empty.',
		},
		{
			displayName: 'Country',
			name: 'country',
			type: 'string',
			default: 'ru',
			placeholder: 'e.g. ru',
			description: 'Sent in the header country with every request. The document says ru.',
		},
		{
			displayName: 'Send Token As',
			name: 'authorizationScheme',
			type: 'options',
			options: [
				{ name: 'Basic, Token and Colon', value: 'basicColon', description: 'Basic base64(token + ":")' },
				{ name: 'Basic, Token Alone', value: 'basic', description: 'Basic base64(token)' },
				{ name: 'Bearer', value: 'bearer', description: 'Bearer token' },
				{ name: 'Not at All', value: 'none', description: 'No Authorization header' },
			],
			default: 'basicColon',
			description: 'The document leaves open how later requests carry the token. Its sibling pages say HTTP Basic.',
		},
		...SESSION_FIELDS,
	];

	preAuthentication = tested.preAuthentication;

	authenticate = tested.authenticate;

	/** Reads the first page of counterparties, from the `url_api` that the log-in told. */
	test: ICredentialTestRequest = tested.test;
}
