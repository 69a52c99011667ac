import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { sagi } from '../providers/sagi';
import { allowHttp } from './shared/allowHttp';
import { SESSION_FIELDS } from '../transport/credential/credentialHooks';
import { testedCredential } from '../transport/credential/credentialTest';

/** Stands apart because the official lint knows no secret by this name, and advises to show it. */
const licenseKey: INodeProperties = {
	displayName: 'Licence Key',
	name: 'licenseKey',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	hint: 'Only if Sagi gave you one',
};

const tested = testedCredential(sagi, {
	advice: 'Check the login and the password.',
});

export class SagiApi implements ICredentialType {
	name = 'sagiApi';

	displayName = 'Sagi API';

	icon = { light: 'file:../nodes/Sagi/sagi.svg', dark: 'file:../nodes/Sagi/sagi.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-keyring/n8n-nodes-keyring/blob/main/docs/sagi.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production (gateway.sagi.kz)', value: 'production' },
				{ name: 'Test (test.sagi.kz)', value: 'test' },
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
			placeholder: 'e.g. https://gateway.sagi.kz',
			description: 'Address of the Sagi server, without /api/v1',
			displayOptions: { show: { environment: ['custom'] } },
		},
		allowHttp('baseUrl', { environment: ['custom'] }),
		{
			displayName: 'Login',
			name: 'login',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. business_user@example.com',
			description: 'E-mail or phone of the business user',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		licenseKey,
		{
			displayName: 'Renew Before Expiry (Days)',
			name: 'renewBeforeDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 5 },
			default: 2,
			hint: 'Sagi recommends 1 to 2',
			description: 'How many days before its expiry the session is renewed',
		},
		...SESSION_FIELDS,
	];

	preAuthentication = tested.preAuthentication;

	authenticate = tested.authenticate;

	/** Reads the main branch: `{branch_id}` is filled in from the session. */
	test: ICredentialTestRequest = tested.test;
}
