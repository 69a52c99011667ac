import type { Operation } from '../../../../transport/execution/router';
import { forOperation, returnTokens } from '../../../shared/panel';
import { isOn } from '../../../shared/values';
import { accountOutput } from '../../accountOutput';

/** Account → Get. GET /api/v1/authuser (plusofon.ru.txt, «получить информацию о текущем пользователе») */
export const get: Operation = {
	description: forOperation('account', 'get', [returnTokens]),
	readsOnly: () => true,

	async execute(context) {
		const withTokens = isOn(context, 'returnTokens');
		const { body } = await context.client.request({ method: 'GET', path: '/api/v1/authuser' });
		return accountOutput(body, withTokens);
	},
};
