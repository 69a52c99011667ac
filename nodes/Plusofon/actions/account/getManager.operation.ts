import type { Operation } from '../../../../transport/execution/router';
import { asItem } from '../../../shared/values';

/** Account → Get Manager. GET /api/v1/manager (plusofon.ru.txt, «контактные данные менеджера») */
export const getManager: Operation = {
	description: [],
	readsOnly: () => true,

	async execute({ client }) {
		return asItem((await client.request({ method: 'GET', path: '/api/v1/manager' })).body);
	},
};
