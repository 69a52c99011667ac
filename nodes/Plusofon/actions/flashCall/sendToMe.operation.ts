import type { Operation } from '../../../../transport/execution/router';
import { sendOnce } from '../../../shared/sendOnce';
import { withAudit } from '../../../shared/withAudit';
import { asItem } from '../../../shared/values';

/**
 * Flash Call → Send to Me: the phone of the session's user rings. Sent again only where the session was rejected, so that nobody
 * was called. POST /api/v1/authuser/flashcall (plusofon.ru.txt, «получения пин-кода текущему пользователю»)
 */
export const sendToMe: Operation = {
	description: [],
	async execute({ client }) {
		const { login } = await client.account();
		const request = { method: 'POST' as const, path: '/api/v1/authuser/flashcall' };
		const call = async () => await client.request(request);
		return asItem((await withAudit(client, 'send code', login, async () => await sendOnce(call))).body);
	},
};
