import { phoneDigits, type PlusofonAccount } from '../../../../providers/plusofon';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation } from '../../../shared/panel';
import { entered } from '../../../shared/values';
import { readList, takeFrom } from '../../listPages';
import { messageItem } from '../../messages';
import { phoneField } from '../personFields';

/** Message → Get Dialog: all messages with one phone, one item each. GET /api/v1/sms/dialog/{number} (two public clients) */
export const getDialog: Operation<PlusofonAccount> = {
	description: forOperation('message', 'getDialog', [phoneField]),
	readsOnly: () => true,
	async execute(context) {
		const phone = phoneDigits(entered(context, 'phone'), 'phone');
		return (await takeFrom(readList(context.client, `/api/v1/sms/dialog/${phone}`), Infinity)).map(messageItem);
	},
};
