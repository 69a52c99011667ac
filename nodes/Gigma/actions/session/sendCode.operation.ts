import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../../providers/fields';
import { sendCodeRequest } from '../../../../providers/gigma';
import type { Operation } from '../../../../transport/router';
import { audited } from '../../../shared/audited';
import { forOperation } from '../../../shared/panel';
import { phoneField, phoneOf } from './phone';

const fields: INodeProperties[] = [
	{
		displayName:
			'Gigma calls this phone once for every item. The last four digits of the calling number are the code. Leave "Retry On Fail" off.',
		name: 'callNotice',
		type: 'notice',
		default: '',
	},
	phoneField,
];

/** Session → Send Code. POST /counterparty/send_password (gigma.ru.txt, «Отправка звонка-сброса с паролем»). Sent once. */
export const sendCode: Operation = {
	description: forOperation('session', 'sendCode', fields),
	async execute({ node, client, itemIndex }) {
		const phone = phoneOf(node, itemIndex);
		const request = sendCodeRequest(phone);
		const send = async () => await client.requestAs(undefined, request, itemIndex);
		const { body } = await audited(client, 'send code', phone, send);
		return isObject(body) ? (body as IDataObject) : { success: true };
	},
};
