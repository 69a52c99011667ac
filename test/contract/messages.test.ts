import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../../sandbox';
import { SUBJECTS } from '../safety/support/subjects';
import { failureOf } from '../support/failure';
import { runNode } from '../support/n8nInProcess';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox();

/** Messages that no other test provokes: what is run, what the service answers to which request, and how the message begins. */
type Row = [message: string, subject: string, parameters: IDataObject, fault?: FaultRule, fields?: IDataObject];

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const answer = (operation: string, body: unknown): FaultRule => ({
	match: { operation },
	status: 200,
	body: body as object,
});
const bare = (operation: string, body: unknown): FaultRule => answer(operation, { code: 200, message: '', data: body });
const find = { resource: 'customer', operation: 'find', phone: '+77010000001' };
const award = { resource: 'award', operation: 'get', customerId: '1988850967616950999' };
const products = { lines: [{ id: '1', quantity: 1 }] };
const order = { resource: 'order', operation: 'create', products, deliveryType: byId('1'), shopId: '1' };
const api = (parameters: IDataObject) => ({ resource: 'apiRequest', operation: 'send', path: '/v1', ...parameters });
const toSomebody = { resource: 'message', operation: 'send', numberId: byId('502'), to: '79993332210', text: 'hello' };
const token = (operation: string, more: IDataObject = {}) => ({ resource: 'token', operation, ...more });
const call = { verificationAccount: byId('301'), phone: '79993332210' };

const ROWS: Row[] = [
	['Sagi answered without an award', 'Sagi', award, bare('S6 getAward', [])],
	['Sagi answered without a branch', 'Sagi', { resource: 'branch', operation: 'get' }, bare('SA3 getBranch', [])],
	['Sagi told no group_id of this branch', 'Sagi', find, bare('SA3 getBranch', { id: '1' })],
	[
		'Gigma answered without a price',
		'Gigma',
		{ resource: 'order', operation: 'calculate', products },
		answer('GC3 precalculateOrder', []),
	],
	[
		'The last four digits are empty',
		'Gigma',
		{ resource: 'session', operation: 'logIn', phone: '79999999990', codeDigits: '' },
	],
	['Gigma took the order and told nothing of it', 'Gigma', order, answer('GC4 createOrder', [])],
	[
		'Plusofon answered without saying that the message was sent',
		'Plusofon',
		toSomebody,
		answer('P10 sendMessage', { some: 'thing' }),
	],
	['Plusofon answered without the new token', 'Plusofon', token('create'), answer('PF12 createToken', {})],
	[
		'Plusofon answered without a key for the check',
		'Plusofon',
		{ resource: 'verificationCall', operation: 'send', ...call },
		answer('P21 sendVerification', { success: true }),
	],
	['The token ID is empty', 'Plusofon', token('delete', { tokenId: byId('') })],
	['"abc" is not a token ID', 'Plusofon', token('delete', { tokenId: byId('abc') })],
	[
		'The SKU holds control characters, or more than 255 characters',
		'Smart Satu',
		{ resource: 'offer', operation: 'delete', sku: byId('a\u0007b') },
	],
	[
		'"Headers" has a name that no header can have: a b',
		'Sagi',
		api({ headers: { parameters: [{ name: 'a b', value: '1' }] } }),
	],
	['The body is not valid JSON: ', 'Sagi', api({ method: 'POST', body: '{ a: 1 }' })],
	[
		'The answer is not a list',
		'Sagi',
		api({ paging: 'pageNumber', returnAll: true }),
		{ match: { operation: 'other' }, status: 200, body: { code: 200, message: '', data: { some: 'thing' } } },
	],
];

it.each(ROWS.map((row) => ({ row, message: row[0] })))('$message', async ({ row }) => {
	const [message, name, parameters, fault, fields = {}] = row;
	const subject = SUBJECTS.find((one) => one.name === name)!;
	const service = subject.service(sandbox());
	const credential = subject.credential({ ...subject.fields(service.url), ...fields });
	if (fault) service.addFault(fault);
	const told = await failureOf(runNode({ node: subject.node, credential, parameters }));
	expect(told.message.slice(0, message.length)).toBe(message);
});
