import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation, OperationContext } from '../../../../transport/router';
import { forOperation, returnTokens } from '../../../shared/panel';
import { sessionOutput } from '../../../shared/sessionOutput';
import { grantedSession } from '../../grantedSession';
import { inTurn } from '../../inTurn';
import { filledIn, isOn, secretField } from '../../parameters';
import { plusofonAccount } from '../../plusofonAccount';

const fields: INodeProperties[] = [
	secretField({ displayName: 'Current Password', name: 'currentPassword' }),
	secretField({
		displayName: 'New Password',
		name: 'newPassword',
		description: 'A credential that logs in with email and password takes it over',
	}),
	returnTokens,
];

/**
 * Password → Update: n8n stores the new token pair and the new password in the credential. POST /api/v1/update-password
 * (plusofon.ru.txt, «поменять пароль текущего пользователя»)
 */
export const update: Operation = {
	description: forOperation('password', 'update', fields),
	execute: async (context) => await inTurn(context.client, async () => await updatePassword(context)),
};

async function updatePassword(context: OperationContext): Promise<IDataObject> {
	const { client, itemIndex } = context;
	const current_password = filledIn(context, 'currentPassword', 'Current Password');
	const password = filledIn(context, 'newPassword', 'New Password');
	const { logInWith, renewBeforeMs } = await plusofonAccount(client, itemIndex);
	const body = { current_password, password, password_confirmation: password };
	const answer = await client.request({ method: 'POST', path: '/api/v1/update-password', body }, itemIndex);

	const session = grantedSession(client.provider, answer, (await client.session(itemIndex))?.profile);
	// A permanent token is not replaced by a session. Without a new pair the next request logs in with the new password.
	if (logInWith !== 'apiToken') {
		await client.keep(session, logInWith === 'emailPassword' ? { password } : {}, itemIndex);
	}
	if (!session) return { success: true };
	return { success: true, ...sessionOutput(client.provider, session, renewBeforeMs, isOn(context, 'returnTokens')) };
}
