import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { plusofon } from '../providers/plusofon';
import { allowHttp } from './shared/allowHttp';
import { SESSION_FIELDS } from '../transport/credential/credentialHooks';
import { testedCredential } from '../transport/credential/credentialTest';

/** Stands apart because the official lint knows no secret by this name, and advises to show it. */
const pin: INodeProperties = {
	displayName: 'PIN',
	name: 'pin',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	placeholder: 'e.g. 1234',
	description:
		'The digits of a flash call. They work once. Leave this empty to log in from a workflow: Session → Log In With Code, with Keep in Credential.',
	displayOptions: { show: { logInWith: ['phonePin'] } },
};

const tested = testedCredential(plusofon, {
	advice: 'Check the email and password, the phone and PIN, or the API token.',
});

export class PlusofonApi implements ICredentialType {
	name = 'plusofonApi';

	displayName = 'Plusofon API';

	icon = { light: 'file:../nodes/Plusofon/plusofon.svg', dark: 'file:../nodes/Plusofon/plusofon.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-keyring/n8n-nodes-keyring/blob/main/docs/plusofon.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production (restapi.plusofon.ru)', value: 'production' },
				{ name: 'Custom URL', value: 'custom' },
			],
			default: 'production',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://restapi.plusofon.ru',
			description: 'Address of the Plusofon server, without /api/v1',
			displayOptions: { show: { environment: ['custom'] } },
		},
		allowHttp('baseUrl', { environment: ['custom'] }),
		{
			displayName: 'Log In With',
			name: 'logInWith',
			type: 'options',
			options: [
				{
					name: 'Email and Password',
					value: 'emailPassword',
					description: 'Renews itself and never needs a person',
				},
				{
					name: 'Permanent API Token',
					value: 'apiToken',
					description: 'A token from the account portal. It is never renewed.',
				},
				{
					name: 'Phone and PIN',
					value: 'phonePin',
					description: 'A PIN from a flash call. Needs a person once the refresh token has expired.',
				},
			],
			default: 'emailPassword',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'name@email.com',
			description: 'Email of the account portal',
			displayOptions: { show: { logInWith: ['emailPassword'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { logInWith: ['emailPassword'] } },
		},
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 79993332210',
			description: 'Phone of the account, with its country code',
			displayOptions: { show: { logInWith: ['phonePin'] } },
		},
		pin,
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'In the account portal under More → Developers → API, or from Token → Create',
			displayOptions: { show: { logInWith: ['apiToken'] } },
		},
		{
			displayName: 'Client Code',
			name: 'clientCode',
			type: 'string',
			default: '10553',
			description: 'Code of the application, sent with every request. 10553 for the account portal.',
		},
		...SESSION_FIELDS,
	];

	preAuthentication = tested.preAuthentication;

	authenticate = tested.authenticate;

	/** Harmless for every way to log in: no phone is called, and unlike /authuser the answer holds no tokens. */
	test: ICredentialTestRequest = tested.test;
}
