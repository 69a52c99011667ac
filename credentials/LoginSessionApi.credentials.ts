import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { HARMLESS_PATH, hasTestUrl, loginSession } from '../providers/loginSession';
import { authorize, keepSession, SESSION_FIELDS } from '../transport/credential/credentialHooks';
import { answerFields, logInFields } from './loginSession/logInFields';
import { renewalFields } from './loginSession/renewalFields';
import { moreFields } from './loginSession/moreFields';
import { requestFields } from './loginSession/requestFields';
import { whoFields } from './loginSession/whoFields';

const carrySession = authorize(loginSession);

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

	preAuthentication = keepSession(loginSession);

	/** Without a Test URL any answer will do: what the test shows then is that the log-in works. */
	async authenticate(
		fields: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const sent = await carrySession(fields, options);
		const isTest = options.url === HARMLESS_PATH;
		if (isTest && !hasTestUrl(loginSession.account(fields))) sent.ignoreHttpStatusErrors = true;
		return sent;
	}

	test: ICredentialTestRequest = { request: { url: HARMLESS_PATH } };
}
