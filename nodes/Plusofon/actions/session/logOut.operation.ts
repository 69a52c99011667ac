import type { IDataObject } from 'n8n-workflow';

import { logOutRequest, type PlusofonAccount } from '../../../../providers/plusofon';
import { InputError } from '../../../../providers/types';
import type { Session } from '../../../../session/session';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { withAudit } from '../../../shared/withAudit';
import { itemSession } from '../../../shared/itemSession';
import { notKeptOutput } from '../../../shared/unsavedFields';
import { forOperation } from '../../../shared/panel';
import { asItem, entered, filledIn, isFromItem } from '../../../shared/values';
import { logOutFields } from './logOut.fields';

/** Session → Log Out. POST /api/v1/logout (plusofon.ru.txt, «разлогинить текущего пользователя») */
export const logOut: Operation<PlusofonAccount> = {
	description: forOperation('session', 'logOut', logOutFields),
	async execute(context) {
		const given = itemSession(context);
		if (given) return await endSession(context, given, tokenOf(context, given), '');
		return await context.client.serialized(async () => await endOwnSession(context));
	},
};

/** Ends the credential's session, if there is one that can still be used; nobody logs in just to log out. */
async function endOwnSession(context: OperationContext<PlusofonAccount>): Promise<IDataObject> {
	const { client } = context;
	const { logInWith, login } = await client.account();
	const isCustom = entered(context, 'tokenToEnd') === 'custom';
	if (logInWith === 'apiToken' && !isCustom) {
		throw new InputError(
			'This credential uses a permanent API token: there is no session to end',
			'tokenToEnd',
			'To make the token useless, delete it with Token → Delete from another credential.',
		);
	}
	const stored = await client.session();
	if (!isCustom && !(stored && (client.sessions.isAlive(stored) || canBeRefreshed(stored))))
		return { success: true, was_logged_in: false };

	const session = await client.currentSession();
	const token = tokenOf(context, session);
	const output = await endSession(context, session, token, login);
	if (logInWith === 'apiToken' || ![session.accessToken, session.refreshToken].includes(token)) return output;
	// A PIN that is still in the credential was used up by the session that has just ended.
	const notKept = await client.saveToCredential(undefined, logInWith === 'phonePin' ? { pin: '' } : {});
	return { ...output, ...notKeptOutput(context, notKept) };
}

const canBeRefreshed = ({ refreshToken, refreshExpiresAt = Infinity }: Session): boolean =>
	refreshToken !== undefined && Date.now() < refreshExpiresAt;

/** The token that the body names; the document does not tell which one it should be. */
function tokenOf(context: OperationContext<PlusofonAccount>, { accessToken, refreshToken }: Session): string {
	const choice = entered(context, 'tokenToEnd');
	if (choice === 'custom') return filledIn(context, 'customToken', 'Custom Token').trim();
	if (choice === 'accessToken') return accessToken;
	if (isFromItem(context)) return filledIn(context, 'refreshToken', 'Refresh Token').trim();
	if (refreshToken !== undefined) return refreshToken;
	throw new InputError('The session has no refresh token', 'tokenToEnd', 'Choose "Access Token" as the token to end.');
}

async function endSession(
	{ client }: OperationContext<PlusofonAccount>,
	session: Session,
	token: string,
	login: string,
): Promise<IDataObject> {
	const call = async () => await client.requestWithSession(session, logOutRequest(token));
	const answer = await withAudit(client, 'log-out', login, call);
	return { ...asItem(answer.body), was_logged_in: true };
}
