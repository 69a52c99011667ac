import type { IDataObject } from 'n8n-workflow';

import { accountFingerprint } from '../../../../http/credentialSnapshot';
import type { LoginSessionAccount } from '../../../../providers/loginSession';
import { lastTest } from '../../../../transport/credential/lastTested';
import type { Operation } from '../../../../transport/execution/router';
import { isoTime, sessionStatus } from '../../../../http/sessionTimes';
import { processEngine } from '../../../../transport/credential/engine';
import { shownOf } from '../../../shared/sessionOutput';

const ONLY_TESTED =
	'n8n keeps no session of a credential\'s test: the first request logs in. "last_test" says what the test\'s log-in found.';

/**
 * Session → Get Status: what n8n keeps with the credential, and where the log-in's answer held it; where nothing is kept yet, what the
 * credential's test found. Nothing is sent.
 */
export const getStatus: Operation<LoginSessionAccount> = {
	description: [],
	readsOnly: () => true,

	async execute({ client, hint }) {
		const account = await client.account();
		const session = await client.session();
		const { login, renewBeforeMs } = account;
		const status = sessionStatus(processEngine.sessions, session, { login, renewBeforeMs });
		if (session) return { ...status, ...(shownOf(client.provider, session) as IDataObject) };
		const tested = lastTest(accountFingerprint(client.provider, account));
		if (!tested) return status;
		hint(ONLY_TESTED);
		const times = { tested_at: isoTime(tested.at), expires_at: isoTime(tested.expiresAt) };
		return { ...status, last_test: { ...times, ...tested.profile } };
	},
};
