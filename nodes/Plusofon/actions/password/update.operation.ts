import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { PlusofonAccount } from '../../../../providers/plusofon';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { grantedSession } from '../../grantedSession';
import { sendOnce } from '../../../shared/sendOnce';
import { notKeptOutput } from '../../../shared/unsavedFields';
import { forOperation, returnTokens } from '../../../shared/panel';
import { sessionOutput } from '../../../shared/sessionOutput';
import { SECRET_EXAMPLE, secretField, TYPED_STAYS } from '../../../shared/textFields';
import { filledIn, isOn } from '../../../shared/values';

const fields: INodeProperties[] = [
	secretField({
		displayName: 'Current Password',
		name: 'currentPassword',
		placeholder: SECRET_EXAMPLE,
		description: TYPED_STAYS,
	}),
	secretField({
		displayName: 'New Password',
		name: 'newPassword',
		placeholder: SECRET_EXAMPLE,
		description: `A credential that logs in with email and password takes it over. ${TYPED_STAYS}`,
	}),
	returnTokens,
];

/**
 * Password → Update: n8n stores the new token pair and the new password in the credential. POST /api/v1/update-password
 * (plusofon.ru.txt, «поменять пароль текущего пользователя»)
 */
export const update: Operation<PlusofonAccount> = {
	description: forOperation('password', 'update', fields),
	execute: async (context) => await context.client.serialized(async () => await updatePassword(context)),
};

async function updatePassword(context: OperationContext<PlusofonAccount>): Promise<IDataObject> {
	const { client } = context;
	const current_password = filledIn(context, 'currentPassword', 'Current Password');
	const password = filledIn(context, 'newPassword', 'New Password');
	const withTokens = isOn(context, 'returnTokens');
	const { logInWith, renewBeforeMs } = await client.account();
	const body = { current_password, password, password_confirmation: password };
	const request = { method: 'POST' as const, path: '/api/v1/update-password', body };
	const answer = await sendOnce(async () => await client.request(request));

	const session = grantedSession(client.provider, answer, (await client.session())?.profile);
	// A permanent token is not replaced by a session. Without a new pair the next request logs in with the new password.
	const changed = logInWith === 'emailPassword' ? { password } : {};
	const notKept = logInWith === 'apiToken' ? [] : await client.saveToCredential(session, changed);
	const output = session && sessionOutput(client.provider, session, renewBeforeMs, withTokens);
	return { success: true, ...output, ...notKeptOutput(context, notKept) };
}
