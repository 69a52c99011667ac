import type { PlusofonAccount } from '../../../../providers/plusofon';
import { InputError } from '../../../../providers/types';
import { givenSession } from '../../../shared/itemSession';
import { sessionOf } from '../../../shared/panel';
import { sessionOperation } from '../../../shared/session.operation';
import { ofItem, secretField } from '../../../shared/textFields';
import { filledIn } from '../../../shared/values';

const fields = [
	sessionOf(
		"Renew the credential's session now; n8n keeps the new one",
		'Renew with the refresh token below; the new session is kept nowhere',
	),
	...ofItem(
		secretField({
			displayName: 'Refresh Token',
			name: 'refreshToken',
			placeholder: 'e.g. {{ $json.refresh_token }}',
			description: 'The refresh token that a log-in gave with "Return Tokens" on. It is replaced by a new one.',
		}),
	),
];

/** Session → Refresh. POST /api/v1/refresh (plusofon.ru.txt, «новый токен доступа … используя refresh-токен») */
export const refresh = sessionOperation<PlusofonAccount>('refresh', {
	fields,
	async ofCredential({ client }) {
		const { logInWith } = await client.account();
		if (logInWith !== 'apiToken') return await client.renew('refresh');
		throw new InputError(
			'This credential uses a permanent API token, which is not refreshed',
			'accountFrom',
			'The token is used until it is deleted. To refresh another session, choose "From Item".',
		);
	},
	async ofItem(context) {
		const refreshToken = filledIn(context, 'refreshToken', 'Refresh Token').trim();
		return { session: await context.client.createSession({}, givenSession({ accessToken: '', refreshToken })) };
	},
});
