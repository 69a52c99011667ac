import {
	UserError,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';

import { HARMLESS_PATH, hasTestUrl, loginSession } from '../providers/loginSession';
import { lackingIn } from '../providers/loginSession/testWarning';
import type { Session } from '../session/session';
import { authorize, keepSession, SESSION_FIELDS } from '../transport/credential/credentialHooks';
import { answerFields, logInFields } from './loginSession/logInFields';
import { renewalFields } from './loginSession/renewalFields';
import { moreFields } from './loginSession/moreFields';
import { requestFields } from './loginSession/requestFields';
import { whoFields } from './loginSession/whoFields';

const carrySession = authorize(loginSession);

const LACKING_ADVICE = 'Correct the path, or leave the field empty. Save the credential once more to test it again.';

/** The session that a test has just got; without one nothing can be said to lack. */
const sessionOf = (fields: ICredentialDataDecryptedObject): Session | undefined =>
	fields.session ? (JSON.parse(String(fields.session)) as Session) : undefined;

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
		const isTest = options.url === HARMLESS_PATH;
		const sent = await carrySession(fields, options);
		if (!isTest) return sent;
		const account = loginSession.account(fields);
		// A preset is tried as it is: nobody could mend it in the dialog.
		const lacking = account.isPreset ? undefined : lackingIn(account, sessionOf(fields));
		if (lacking !== undefined)
			throw new UserError(`The log-in works, but its answer has nothing for ${lacking}`, {
				description: LACKING_ADVICE,
			});
		if (!hasTestUrl(account)) sent.ignoreHttpStatusErrors = true;
		return sent;
	}

	test: ICredentialTestRequest = { request: { url: HARMLESS_PATH } };
}
