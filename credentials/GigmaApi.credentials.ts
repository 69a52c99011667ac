import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { gigma } from '../providers/gigma';
import { allowHttp } from './shared/allowHttp';
import { SESSION_FIELDS } from '../transport/credential/credentialHooks';
import { testedCredential } from '../transport/credential/credentialTest';

/** Stands apart because the official lint knows no secret by this name, and advises to show it. */
const codeDigits: INodeProperties = {
	displayName: 'Last Four Digits',
	name: 'codeDigits',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	placeholder: 'e.g. 1234',
	hint: 'Of the number that called the phone, not of the phone itself',
	description:
		'Only with a phone. Leave it empty to log in from a workflow: Session → Log In With Code, with Keep in Credential. Digits that stand here are used once, when the credential is saved.',
};

const tested = testedCredential(gigma, {
	advice: 'Check the environment, the application token and the digits.',
});

export class GigmaApi implements ICredentialType {
	name = 'gigmaApi';

	displayName = 'Gigma API';

	icon = { light: 'file:../nodes/Gigma/gigma.svg', dark: 'file:../nodes/Gigma/gigma.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-keyring/n8n-nodes-keyring/blob/main/docs/gigma.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Beta, as Documented (beta.api.gigma.ru)', value: 'beta' },
				{ name: 'Production (api.gigma.ru/api)', value: 'production' },
				{ name: 'Custom URL', value: 'custom' },
			],
			default: 'beta',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://api.gigma.ru/api',
			description: 'Address of the Gigma server, up to but without /counterparty',
			displayOptions: { show: { environment: ['custom'] } },
		},
		allowHttp('baseUrl', { environment: ['custom'] }),
		{
			displayName: 'Application Token',
			name: 'applicationToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The token of your application in Gigma. It goes with every request, in the header Token.',
		},
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 79999999990',
			hint: 'Leave it empty for a bot that serves many customers',
			description: 'Only for requests of one and the same counterparty',
		},
		codeDigits,
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only for the Gigma Trigger',
			description:
				'The secret that you enter with the webhook in Gigma. Deliveries that are not signed with it start nothing.',
		},
		...SESSION_FIELDS,
	];

	preAuthentication = tested.preAuthentication;

	authenticate = tested.authenticate;

	/** Calls no phone: logs in with the digits where there are some, then reads the counterparty, or the prices without one. */
	test: ICredentialTestRequest = tested.test;
}
