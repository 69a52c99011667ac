import axios from 'axios';

import { SAGI_ACCOUNT, SAGI_IDS } from '../../../../sandbox/sagi';
import type { RemoteSandbox } from '../../../../sandbox/client';
import { sagiToken } from './accounts';
import type { OperationCase } from './types';

const BRANCH = SAGI_IDS.branch;
const THIRD = '1988850967616951003';
const THIRD_AWARD = '1988850967616950779';
const ORDER = { phone: SAGI_IDS.phone, customer: SAGI_IDS.promoter, amount: '4900', number: 'CHECK-1' };

/** Sends a sale to the sandbox itself, past n8n. @returns the order's ID, every digit */
async function sale(sandbox: RemoteSandbox, customer: string, stamps = 0): Promise<string> {
	const token = await sagiToken(sandbox, SAGI_ACCOUNT.login, SAGI_ACCOUNT.password);
	const body = `{"user_id":${customer},"amount":100,"comment":"before","user_phone":"","add_stamp":${stamps > 0},
		"stamp_count":${stamps},"give_award":false}`;
	const { data } = await axios.post<string>(`${sandbox.sagi.url}/api/v1/branches/${BRANCH}/cash/order`, body, {
		proxy: false,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		transformResponse: (text: string) => text,
	});
	return /"id":(\d+)/.exec(data)![1]!;
}

/** Puts six stamps onto a customer's card. @returns how many are there now */
async function stamped(sandbox: RemoteSandbox, customer: string): Promise<number> {
	await sale(sandbox, customer, 6);
	const token = await sagiToken(sandbox, SAGI_ACCOUNT.login, SAGI_ACCOUNT.password);
	const { data } = await axios.get<{ data: { received_stamp_count: number } }>(
		`${sandbox.sagi.url}/api/v1/branches/${BRANCH}/customers/${customer}/award`,
		{ proxy: false, headers: { authorization: `Bearer ${token}` } },
	);
	return data.data.received_stamp_count;
}

const twoOrders: OperationCase['items'] = async ({ sandbox }) => [
	{ order: await sale(sandbox, SAGI_IDS.promoter) },
	{ order: await sale(sandbox, THIRD) },
];

const customer: OperationCase[] = [
	{
		resource: 'customer',
		operation: 'find',
		parameters: { phone: '={{ $json.phone }}', withBalance: true, withCashback: true, withAward: true },
		items: [{ phone: '+7 701 000-00-02' }, { phone: '+7 701 999-99-99' }],
		outputs: [
			{ registered: true, first_name: 'Данияр', balance: 0, cashback_percentage: 5, group_id: SAGI_IDS.group },
			{ registered: false, phone: '+77019999999' },
		],
		serves: [
			'SA1 logIn',
			'SA3 getBranch',
			'S4 getBalance',
			'S5 getCashback',
			'S1 findPromoter',
			// The phone that is not registered: code 100 at HTTP 200.
			'S1 findPromoter',
		],
		failing: { item: 0, values: { phone: '8 701 000 00 02' }, error: 'is not a phone in full' },
	},
	{
		resource: 'customer',
		operation: 'find',
		variant: 'by code',
		parameters: { findBy: 'code', appCode: '={{ $json.code }}', withBalance: false },
		items: [{ code: '000042' }, { code: '777 000' }],
		outputs: [{ id: '1988850967616951001' }, { id: THIRD, first_name: 'Мария' }],
		serves: ['SA1 logIn', 'S1 findPromoter', 'S1 findPromoter'],
		failing: { item: 1, values: { code: '999999' }, error: 'user not found by code' },
	},
];

const order: OperationCase[] = [
	{
		resource: 'order',
		operation: 'create',
		parameters: {
			customerId: '={{ $json.customer }}',
			phone: '={{ $json.phone }}',
			amount: '={{ $json.amount }}',
			orderNumber: '={{ $json.number }}',
		},
		items: [ORDER, { ...ORDER, customer: '', number: 'CHECK-2' }],
		outputs: [
			{ id: expect.stringMatching(/^\d{19}$/), amount: 4900, order_number: 'CHECK-1' },
			{ id: expect.stringMatching(/^\d{19}$/), customer_id: null, order_number: 'CHECK-2' },
		],
		serves: ['SA1 logIn', 'S8 createOrder', 'S8 createOrder'],
		failing: { item: 0, values: { amount: '0.30000000000000004' }, error: 'is not an amount of money' },
	},
	{
		resource: 'order',
		operation: 'complete',
		parameters: { orderId: '={{ $json.order }}', bonus: '0', paymentMethod: 'card' },
		items: twoOrders,
		outputs: [
			{ completed: true, bonus_spent: 0, status: 'COMPLETED' },
			{ completed: true, payment_method: 'card' },
		],
		serves: ['SA1 logIn', 'S9 completeOrder', 'S9 completeOrder'],
		failing: { item: 1, values: { order: '42' }, error: 'order not found' },
	},
	{
		resource: 'order',
		operation: 'revert',
		parameters: { orderId: '={{ $json.order }}' },
		items: twoOrders,
		outputs: [{ reverted: true }, { reverted: true }],
		serves: ['SA1 logIn', 'S10 revertOrder', 'S10 revertOrder'],
		failing: { item: 0, values: { order: '42' }, error: 'order not found' },
	},
];

const award: OperationCase[] = [
	{
		resource: 'award',
		operation: 'get',
		parameters: { customerId: '={{ $json.customer }}' },
		items: [{ customer: SAGI_IDS.promoter }, { customer: THIRD }],
		outputs: [
			{ has_card: true, id: SAGI_IDS.award },
			{ has_card: true, id: THIRD_AWARD, stamp_count: 6 },
		],
		serves: ['SA1 logIn', 'S6 getAward', 'S6 getAward'],
		failing: { item: 1, values: { customer: 'Мария' }, error: 'is not a Customer ID' },
	},
	{
		resource: 'award',
		operation: 'give',
		parameters: { awardId: '={{ $json.award }}', customerId: '={{ $json.customer }}', stamps: '={{ $json.stamps }}' },
		items: async ({ sandbox }) => [
			{ award: SAGI_IDS.award, customer: SAGI_IDS.promoter, stamps: await stamped(sandbox, SAGI_IDS.promoter) },
			{ award: THIRD_AWARD, customer: THIRD, stamps: await stamped(sandbox, THIRD) },
		],
		outputs: [
			{ given: true, award_id: SAGI_IDS.award },
			{ given: true, customer_id: THIRD },
		],
		serves: ['SA1 logIn', 'S7 giveAward', 'S7 giveAward'],
		failing: { item: 0, values: { stamps: 5000 }, error: 'not enough stamps' },
	},
];

/** Customers, orders and awards of the Sagi node. */
export const sales: OperationCase[] = [...customer, ...order, ...award];
