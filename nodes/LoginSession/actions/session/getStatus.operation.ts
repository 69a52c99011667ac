import type { IDataObject } from 'n8n-workflow';

import type { LoginSessionAccount } from '../../../../providers/loginSession';
import type { Operation } from '../../../../transport/execution/router';
import { sessionStatus } from '../../../../http/sessionTimes';
import { processEngine } from '../../../../transport/credential/engine';
import { shownOf } from '../../../shared/sessionOutput';

/** Session → Get Status: what n8n keeps with the credential, and where the log-in's answer held it. Nothing is sent. */
export const getStatus: Operation<LoginSessionAccount> = {
	description: [],
	readsOnly: () => true,

	async execute({ client }) {
		const { login, renewBeforeMs } = await client.account();
		const session = await client.session();
		return {
			...sessionStatus(processEngine.sessions, session, { login, renewBeforeMs }),
			...(session && (shownOf(client.provider, session) as IDataObject)),
		};
	},
};
