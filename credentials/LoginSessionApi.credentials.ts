import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { loginSession } from '../providers/loginSession';
import { SESSION_FIELDS } from '../transport/credential/credentialHooks';
import { testedCredential } from '../transport/credential/credentialTest';
import { answerFields, logInFields } from './loginSession/logInFields';
import { renewalFields } from './loginSession/renewalFields';
import { moreFields } from './loginSession/moreFields';
import { requestFields } from './loginSession/requestFields';
import { whoFields } from './loginSession/whoFields';

const tested = testedCredential(loginSession, {
	advice: 'Check "Test URL" and "Send Session As".',
	notFoundAdvice: 'Check "Test URL" and the base URL.',
});

export class LoginSessionApi implements ICredentialType {
	name = 'loginSessionApi';

	displayName = 'Login Session API';

	icon = {
		light: 'file:../nodes/LoginSession/loginSession.svg',
		dark: 'file:../nodes/LoginSession/loginSession.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-keyring/n8n-nodes-keyring/blob/main/docs/login-session.md';

	properties: INodeProperties[] = [
		...whoFields,
		...logInFields,
		...answerFields,
		...renewalFields,
		...requestFields,
		...moreFields,
		...SESSION_FIELDS,
	];

	preAuthentication = tested.preAuthentication;

	authenticate = tested.authenticate;

	test: ICredentialTestRequest = tested.test;
}
