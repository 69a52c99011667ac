import type { IDataObject } from 'n8n-workflow';

import type { LoginSessionAccount } from '../../../../providers/loginSession';
import type { ProviderClient } from '../../../../transport/execution/client';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, notice } from '../../../shared/panel';
import { withAudit } from '../../../shared/withAudit';

/** Session → Log Out: ends the session at the service, where the description says how, and forgets it. Nobody logs in for that. */
export const logOut: Operation<LoginSessionAccount> = {
	description: forOperation('session', 'logOut', [
		notice(
			'logOutNotice',
			'The session ends for every workflow that uses the credential. Whatever needs it next logs in again.',
		),
	]),
	execute: async ({ client }) => await client.serialized(async () => await endSession(client)),
};

async function endSession(client: ProviderClient<LoginSessionAccount>): Promise<IDataObject> {
	const session = await client.session();
	if (!session) return { success: true, was_logged_in: false, service_told: false };
	const account = await client.account();
	const request = client.sessions.isAlive(session) ? client.provider.logOut?.(account, session) : undefined;
	if (request)
		await withAudit(client, 'log-out', account.login, async () => await client.requestWithSession(session, request));
	await client.saveToCredential(undefined);
	return { success: true, was_logged_in: true, service_told: request !== undefined };
}
