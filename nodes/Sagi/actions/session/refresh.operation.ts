import { itemSession, itemSessionFields } from '../../../shared/itemSession';
import { sessionOperation } from '../../../shared/session.operation';

/** Session → Refresh. POST /api/v1/auth/refresh_token (sagi.ru.txt, «Обновление токена»). The token may have expired. */
export const refresh = sessionOperation('refresh', {
	fields: itemSessionFields(
		"Renew the credential's session now; n8n keeps the new one",
		'Refresh the access token below, which may have expired; the new one is kept nowhere',
	),
	ofCredential: async ({ client }) => await client.renew('refresh'),
	ofItem: async (context) => ({ session: await context.client.createSession({}, itemSession(context)) }),
});
