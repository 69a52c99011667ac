import type { Operation } from '../../../../transport/router';
import { forOperation, returnTokens } from '../../../shared/panel';
import { accountOutput, isOn } from '../../parameters';

/** Account → Get. GET /api/v1/authuser (plusofon.ru.txt, «получить информацию о текущем пользователе») */
export const get: Operation = {
	description: forOperation('account', 'get', [returnTokens]),
	async execute(context) {
		const { client, itemIndex } = context;
		const { body } = await client.request({ method: 'GET', path: '/api/v1/authuser' }, itemIndex);
		return accountOutput(body, isOn(context, 'returnTokens'));
	},
};
