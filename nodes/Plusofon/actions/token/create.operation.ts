import { NodeOperationError, type INodeProperties } from 'n8n-workflow';

import { answerText, isObject } from '../../../../providers/fields';
import type { PlusofonAccount } from '../../../../providers/plusofon';
import type { Operation } from '../../../../transport/execution/router';
import { sendOnce } from '../../../shared/sendOnce';
import { forOperation, returnTokens } from '../../../shared/panel';
import { isOn } from '../../../shared/values';
import { findToken, maskToken } from '../../tokenPages';

const fields: INodeProperties[] = [
	{
		...returnTokens,
		default: true,
		description:
			'Whether to put the whole token into the output: it is what this operation is for. Everyone who can see this execution can read it then: n8n saves it with it.',
	},
];

/**
 * Token → Create. POST /api/v1/tokens (plusofon.ru.txt, «создать токен для доступа к API»). The answer has no ID: the token is
 * looked up in the list. Shape: `{id, token, created_at, success}`, `id` and `created_at` `null` where the list does not show it.
 */
export const create: Operation<PlusofonAccount> = {
	description: forOperation('token', 'create', fields),
	async execute(context) {
		const { client } = context;
		const withTokens = isOn(context, 'returnTokens');
		const { body } = await sendOnce(async () => await client.request({ method: 'POST', path: '/api/v1/tokens' }));
		const token = isObject(body) ? answerText(body.token) : undefined;
		if (token === undefined) {
			throw new NodeOperationError(client.node, 'Plusofon answered without the new token', {
				description: 'It may have been created all the same: look for it with Token → Get Many.',
			});
		}
		// The token exists and is shown nowhere else in whole: whatever becomes of the look-up, it is not lost.
		const listed = await findToken(client, (entry) => entry.token === token).catch(() => undefined);
		return {
			id: listed?.id ?? null,
			token: withTokens ? token : maskToken(token),
			created_at: listed?.created_at ?? null,
			success: true,
		};
	},
};
