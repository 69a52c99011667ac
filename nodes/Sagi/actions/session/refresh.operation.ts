import type { INodeProperties } from 'n8n-workflow';

import type { Session } from '../../../../session/session';
import type { Operation } from '../../../../transport/router';
import { forOperation, returnTokens, sessionOf } from '../../../shared/panel';
import { sessionOutput } from '../../../shared/sessionOutput';

const fields: INodeProperties[] = [
	sessionOf(
		"Renew the credential's session now; n8n keeps the new one",
		'Refresh the access token below; the new one is kept nowhere',
	),
	{
		displayName: 'Access Token',
		name: 'accessToken',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'The token to refresh. It may have expired.',
		displayOptions: { show: { accountFrom: ['item'] } },
	},
	returnTokens,
];

/** Session → Refresh. POST /api/v1/auth/refresh_token (sagi.ru.txt, «Обновление токена») */
export const refresh: Operation = {
	description: forOperation('session', 'refresh', fields),
	async execute({ node, client, itemIndex }) {
		const fromItem = node.getNodeParameter('accountFrom', itemIndex) === 'item';
		const accessToken = fromItem ? (node.getNodeParameter('accessToken', itemIndex) as string) : '';
		const given: Session = { accessToken, issuedAt: Date.now(), fingerprint: '', profile: {} };
		const session = fromItem ? await client.obtain({}, given, itemIndex) : await client.refresh(itemIndex);
		const { renewBeforeMs } = await client.account(itemIndex);
		const withTokens = node.getNodeParameter('returnTokens', itemIndex) as boolean;
		return sessionOutput(client.provider, session, renewBeforeMs, withTokens);
	},
};
