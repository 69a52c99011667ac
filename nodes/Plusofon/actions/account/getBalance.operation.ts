import type { Operation } from '../../../../transport/execution/router';
import { asItem } from '../../../shared/values';

/** Account → Get Balance, in roubles. GET /api/v1/payment/balance (help.plusofon.ru/api/v1/payment) */
export const getBalance: Operation = {
	description: [],
	readsOnly: () => true,
	async execute({ client }) {
		return asItem((await client.request({ method: 'GET', path: '/api/v1/payment/balance' })).body);
	},
};
