import type { INodeProperties } from 'n8n-workflow';

import { codeLogIn, type GigmaAccount } from '../../../../providers/gigma';
import type { Operation } from '../../../../transport/execution/router';
import { sendOnce } from '../../../shared/sendOnce';
import { withAudit } from '../../../shared/withAudit';
import { forOperation, notice } from '../../../shared/panel';
import { asItem } from '../../../shared/values';
import { phoneField, phoneOf } from './phone';

const fields: INodeProperties[] = [
	notice(
		'callNotice',
		'Gigma calls this phone once for every item. The last four digits of the calling number are the code. Leave "Retry On Fail" off.',
	),
	phoneField,
];

/** Session → Send Code. POST /counterparty/send_password (gigma.ru.txt, «Отправка звонка-сброса с паролем»). Sent once. */
export const sendCode: Operation<GigmaAccount> = {
	description: forOperation('session', 'sendCode', fields),
	async execute(context) {
		const { client } = context;
		const phone = phoneOf(context);
		const call = async () => await client.requestWithSession(undefined, codeLogIn.send(phone));
		return asItem((await withAudit(client, 'send code', phone, async () => await sendOnce(call))).body);
	},
};
