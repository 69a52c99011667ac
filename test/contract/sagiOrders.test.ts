import type { IDataObject } from 'n8n-workflow';

import { WRITE_FATES } from '../../nodes/shared/sendOnce';
import type { FaultRule } from '../../sandbox';
import { SAGI_IDS } from '../../sandbox/sagi';
import { failureOf } from '../support/failure';
import { runSagi, sagiCredential } from '../support/sagi';
import { passTime, sentTo, useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const ORDER_ID = '1988850967616960001';
const order = (operation: string, rest: IDataObject = {}) => ({ resource: 'order', operation, ...rest });
const create = order('create', {
	customerId: SAGI_IDS.promoter,
	phone: '+7 701 000-00-01',
	amount: '4900',
	orderNumber: 'CHECK-1042',
});
const complete = order('complete', { orderId: ORDER_ID, bonus: '250' });
const revert = order('revert', { orderId: ORDER_ID });
const run = async (parameters: IDataObject, credential = sagiCredential(sandbox())) =>
	(await runSagi(credential, parameters))[0];
const sent = () => sentTo(sandbox().sagi);
const last = () => sent().at(-1);
const WRAPPED = ['code0', 'code200', 'bare'] as const;

describe('S8 POST /api/v1/branches/{branch_id}/cash/order', () => {
	const body = (more: string) => `{"user_id":${SAGI_IDS.promoter},"amount":4900,"comment":"CHECK-1042",${more}}`;
	const plain = `"user_phone":"${SAGI_IDS.phone}","add_stamp":false,"stamp_count":0,"give_award":false`;

	it('sends the sale, the ID digit for digit', async () => {
		await run(create);
		expect(last()).toMatchObject({
			path: `/api/v1/branches/${SAGI_IDS.branch}/cash/order`,
			refusedByDocument: null,
			body: body(plain),
		});
	});

	it('sends the phone alone for a customer who is not registered', async () => {
		expect(await run({ ...create, customerId: '' })).toMatchObject({ id: ORDER_ID, customer_id: null });
		expect(last()?.body).toContain('"user_id":0,');
	});

	it('sends stamps and award where they are wanted', async () => {
		await run({ ...create, options: { addStamp: true, stampCount: 2, giveAward: true } });
		expect(last()?.body).toContain('"add_stamp":true,"stamp_count":2,"give_award":true');
	});

	it.each(WRAPPED)('gives the ID as text, answers being %s', async (envelope) => {
		sandbox().sagi.setSettings({ envelope });
		expect(await run(create)).toEqual({
			id: ORDER_ID,
			branch_id: SAGI_IDS.branch,
			customer_id: SAGI_IDS.promoter,
			phone: SAGI_IDS.phone,
			amount: 4900,
			order_number: 'CHECK-1042',
		});
	});

	it('says that it was sent where the answer has no ID', async () => {
		sandbox().sagi.addFault({ match: { operation: 'S8 createOrder' }, status: 200, body: { code: 0, message: 'OK' } });
		await expect(run(create)).rejects.toMatchObject({
			message: 'Sagi answered without the ID of the order',
			description: expect.stringContaining('It was sent: look for the order "CHECK-1042"'),
		});
	});

	it('fails with the words of Sagi', async () => {
		await expect(run({ ...create, customerId: '42' })).rejects.toThrow('"user not registered" (HTTP 200, code 100)');
	});
});

describe('S9 POST /api/v1/orders/{order_id}/cash/complete', () => {
	it.each([
		[{}, '{"use_balance":true,"amount":250,"payment_method":"CASH"}'],
		[{ bonus: '0' }, '{"use_balance":false,"amount":0,"payment_method":"CASH"}'],
		[{ bonus: '', paymentMethod: 'card' }, '{"use_balance":false,"amount":0,"payment_method":"card"}'],
		[{ paymentMethod: 'own', paymentName: ' KASPI ' }, '{"use_balance":true,"amount":250,"payment_method":"KASPI"}'],
	])('sends %j', async (fields, body) => {
		await run(create);
		await run({ ...complete, ...fields });
		expect(last()).toMatchObject({ path: `/api/v1/orders/${ORDER_ID}/cash/complete`, refusedByDocument: null, body });
	});

	it.each((['nothing', 'order'] as const).flatMap((unread) => WRAPPED.map((envelope) => [unread, envelope] as const)))(
		'gives what it has done, where the answer holds %s and is %s',
		async (unreadAnswers, envelope) => {
			sandbox().sagi.setSettings({ unreadAnswers, envelope });
			await run(create);
			const done = { completed: true, order_id: ORDER_ID, bonus_spent: 250 };
			const told = {
				id: ORDER_ID,
				status: 'COMPLETED',
				order_total_amount: 4900,
				paid_from_private_balance: 250,
				payment_method: 'CASH',
				comment: 'CHECK-1042',
			};
			expect(await run(complete)).toEqual(unreadAnswers === 'nothing' ? done : { ...told, ...done });
		},
	);

	it('names the order that stays where it fails', async () => {
		await run(create);
		await expect(run({ ...complete, bonus: '1251' })).rejects.toMatchObject({
			message: 'Sagi refused the request: "not enough bonus" (HTTP 400, code 3005)',
			description: expect.stringMatching(`${WRITE_FATES.refused} The order ${ORDER_ID} itself exists`),
		});
		await run(complete);
		await expect(run(complete)).rejects.toThrow('"order is not open" (HTTP 400, code 3002)');
	});

	it.each([400, 401, 403, 200])(
		'reads the code of an order as a refusal at HTTP %i, and renews nothing',
		async (status) => {
			const body = { code: 3000, message: 'access denied' };
			sandbox().sagi.setFaults([{ match: { operation: 'S9 completeOrder' }, status, body }]);
			await expect(run(complete)).rejects.toThrow(
				`Sagi refused the request: "access denied" (HTTP ${status}, code 3000)`,
			);
			expect(sandbox().sagi.counters()).toMatchObject({ logIns: 1, refreshes: 0 });
			expect(sent()).toHaveLength(1);
		},
	);
});

describe('S10 POST /api/v1/orders/{order_id}/revert-transaction', () => {
	it('sends no body', async () => {
		await run(create);
		await run(revert);
		const path = `/api/v1/orders/${ORDER_ID}/revert-transaction`;
		expect(last()).toMatchObject({ method: 'POST', path, body: '', refusedByDocument: null });
	});

	it.each(WRAPPED)('gives what it has done, answers being %s', async (envelope) => {
		sandbox().sagi.setSettings({ envelope });
		await run(create);
		expect(await run(revert)).toEqual({ reverted: true, order_id: ORDER_ID });
	});

	it('gives the bonus back', async () => {
		const find = { resource: 'customer', operation: 'find', phone: SAGI_IDS.phone };
		await run(create);
		await run(complete);
		expect(await run(find)).toMatchObject({ balance: 1000 });
		await run(revert);
		expect(await run(find)).toMatchObject({ balance: 1250 });
	});

	it('fails with the words of Sagi the second time', async () => {
		await run(create);
		await run(revert);
		await expect(run(revert)).rejects.toThrow('"order is reverted already" (HTTP 400, code 3003)');
	});
});

/** What may happen to a write, and what its error must say. */
const OUTCOMES: Array<[string, Partial<FaultRule>, string]> = [
	['a refusal', { status: 400, body: { code: 3005, message: 'no' } }, WRITE_FATES.refused],
	['a refusal in a 200', { status: 200, body: { code: 3005, message: 'no' } }, WRITE_FATES.refused],
	['too many requests', { status: 429 }, WRITE_FATES.refused],
	['an error of the server', { status: 500 }, WRITE_FATES.unknown],
	['an error of the server in a 200', { status: 200, body: { code: 500, message: 'no' } }, WRITE_FATES.unknown],
	['a gateway that gave up', { status: 504 }, WRITE_FATES.unknown],
	['a lost answer', { closeAfterEffect: true }, WRITE_FATES.unknown],
	['a closed connection', { closeSocket: true }, WRITE_FATES.unknown],
];

describe.each([
	['Create', create, 'S8 createOrder'],
	['Complete', complete, 'S9 completeOrder'],
	['Revert', revert, 'S10 revertOrder'],
	['Award → Give', { resource: 'award', operation: 'give', customerId: '1', awardId: '2', stamps: 6 }, 'S7 giveAward'],
] as Array<[string, IDataObject, string]>)('%s is never in doubt', (_, parameters, operation) => {
	it.each(OUTCOMES)('after %s it says what has become of it, and is not repeated', async (__, fault, outcome) => {
		sandbox().sagi.setFaults([{ match: { operation }, ...fault }]);
		const once = { ...parameters, requestOptions: { waitWhenAsked: false } };
		expect((await failureOf(run(once))).description).toContain(outcome);
		expect(sent()).toHaveLength(1);
	});

	it('is not sent where the log-in fails', async () => {
		sandbox().sagi.setFaults([{ match: { operation: 'logIn' }, status: 401 }]);
		await expect(run(parameters)).rejects.toBeInstanceOf(Error);
		expect(sent()).toEqual([]);
	});

	it('goes out again only where the session was rejected, so that nothing was done', async () => {
		const credential = sagiCredential(sandbox());
		await run({ resource: 'branch', operation: 'get' }, credential);
		passTime(24 * 60 * 60 * 1000);
		sandbox().sagi.revoke({ kinds: ['access'] });
		await run(parameters, credential).catch(() => undefined);
		const writes = sent().filter((request) => request.operation === operation);
		expect(writes.map(({ status }) => status)[0]).toBe(401);
		expect(writes).toHaveLength(2);
	});
});

it('says that nothing was sent where only the log-in failed in between', async () => {
	const credential = sagiCredential(sandbox());
	await run({ resource: 'branch', operation: 'get' }, credential);
	passTime(40 * 24 * 60 * 60 * 1000);
	sandbox().sagi.setFaults([
		{ match: { operation: 'logIn' }, status: 401 },
		{ match: { operation: 'refresh' }, status: 401 },
	]);
	await expect(run(complete, credential)).rejects.toMatchObject({
		description: expect.stringContaining(WRITE_FATES['not sent']),
	});
	expect(
		sent()
			.filter(({ method }) => method === 'POST')
			.map(({ operation }) => operation),
	).not.toContain('S9 completeOrder');
});

describe('bad input: nothing is sent', () => {
	it.each([
		['no amount', { ...create, amount: '' }, '"Amount" is not an amount of money'],
		['amount 0', { ...create, amount: '0' }, '"Amount" is less than 1'],
		['a negative amount', { ...create, amount: '-5' }, 'is not an amount of money'],
		['a fraction', { ...create, amount: '4900.50' }, '"Amount" has a fraction'],
		['a float', { ...create, amount: '={{ 0.1 + 0.2 }}' }, 'is not an amount of money'],
		['an exponent', { ...create, amount: '1e3' }, 'is not an amount of money'],
		['a comma', { ...create, amount: '4 900,00' }, 'is not an amount of money'],
		['no order number', { ...create, orderNumber: ' ' }, 'Own Order Number is empty'],
		['no phone', { ...create, phone: '' }, 'Phone is empty'],
		['a rounded customer', { ...create, customerId: '={{ 1988850967616950999 }}' }, 'was rounded'],
		['0 stamps', { ...create, options: { addStamp: true, stampCount: 0 } }, '"Stamps" is not a whole number'],
		['no order', { ...complete, orderId: '' }, 'Order ID is empty'],
		['a rounded order', { ...revert, orderId: '={{ 1988850967616960001 }}' }, 'was rounded'],
		['a negative bonus', { ...complete, bonus: '-1' }, 'is not an amount of money'],
		['a bonus with a fraction', { ...complete, bonus: '87.5' }, '"Bonus to Spend" has a fraction'],
		[
			'no name of a payment method',
			{ ...complete, paymentMethod: 'own', paymentName: '' },
			'Name of Payment Method is empty',
		],
	])('%s', async (_, parameters, message) => {
		await expect(run(parameters)).rejects.toMatchObject({ message: expect.stringContaining(message) });
		expect(sandbox().sagi.requests()).toEqual([]);
	});

	it.each([
		['4900.00', 4900],
		['={{ 4900 }}', 4900],
		[' 1 '.trim(), 1],
	])('%s is %i', async (amount, whole) => expect(await run({ ...create, amount })).toMatchObject({ amount: whole }));
});
