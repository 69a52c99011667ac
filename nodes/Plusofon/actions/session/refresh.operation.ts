import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../../providers/types';
import type { Session } from '../../../../session/session';
import type { Operation, OperationContext } from '../../../../transport/router';
import { forOperation, returnTokens, sessionOf } from '../../../shared/panel';
import { sessionOutput } from '../../../shared/sessionOutput';
import { filledIn, isOn, secretField } from '../../parameters';
import { plusofonAccount } from '../../plusofonAccount';

const fields: INodeProperties[] = [
	sessionOf(
		"Renew the credential's session now; n8n keeps the new one",
		'Renew with the refresh token below; the new session is kept nowhere',
	),
	secretField({
		displayName: 'Refresh Token',
		name: 'refreshToken',
		description: 'The refresh token that a log-in gave with "Return Tokens" on. It is replaced by a new one.',
		displayOptions: { show: { accountFrom: ['item'] } },
	}),
	returnTokens,
];

/** Session → Refresh. POST /api/v1/refresh (plusofon.ru.txt, «новый токен доступа … используя refresh-токен») */
export const refresh: Operation = {
	description: forOperation('session', 'refresh', fields),
	async execute(context) {
		const { node, client, itemIndex } = context;
		const fromItem = node.getNodeParameter('accountFrom', itemIndex) === 'item';
		const session = fromItem ? await refreshItem(context) : await refreshCredential(context);
		const { renewBeforeMs } = await client.account(itemIndex);
		return sessionOutput(client.provider, session, renewBeforeMs, isOn(context, 'returnTokens'));
	},
};

async function refreshItem(context: OperationContext): Promise<Session> {
	const refreshToken = filledIn(context, 'refreshToken', 'Refresh Token').trim();
	const given: Session = { accessToken: '', refreshToken, issuedAt: Date.now(), fingerprint: '', profile: {} };
	return await context.client.obtain({}, given, context.itemIndex);
}

async function refreshCredential({ client, itemIndex }: OperationContext): Promise<Session> {
	const { logInWith } = await plusofonAccount(client, itemIndex);
	if (logInWith === 'apiToken') {
		throw new InputError(
			'This credential uses a permanent API token, which is not refreshed',
			'accountFrom',
			'The token is used until it is deleted. To refresh another session, choose "From Item".',
		);
	}
	return await client.refresh(itemIndex);
}
