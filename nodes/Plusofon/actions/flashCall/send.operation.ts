import { codeLogIn, phoneDigits, type PlusofonAccount } from '../../../../providers/plusofon';
import type { Operation } from '../../../../transport/execution/router';
import { sendOnce } from '../../../shared/sendOnce';
import { withAudit } from '../../../shared/withAudit';
import { forOperation } from '../../../shared/panel';
import { asItem, entered } from '../../../shared/values';
import { phoneField } from '../personFields';

/**
 * Flash Call → Send: a phone rings. Sent once, never again by itself. The `token` of the answer is the document's «токен для
 * проверки», which no documented method takes; it is not a session. POST /api/v1/flashcall (plusofon.ru.txt, «отправить звонок
 * FlashCall для получения пин-кода»)
 */
export const send: Operation<PlusofonAccount> = {
	description: forOperation('flashCall', 'send', [phoneField]),
	async execute(context) {
		const { client } = context;
		const phone = phoneDigits(entered(context, 'phone'), 'phone');
		const call = async () => await client.requestWithSession(undefined, codeLogIn.send(phone));
		const { body } = await withAudit(client, 'send code', phone, async () => await sendOnce(call));
		return asItem(body);
	},
};
