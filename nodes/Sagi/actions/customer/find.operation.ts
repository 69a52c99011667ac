import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { answerText, isObject } from '../../../../providers/fields';
import { NOT_REGISTERED } from '../../../../providers/sagi';
import { InputError, type Json, type JsonObject } from '../../../../providers/types';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { unlessRefused } from '../../../shared/expectedRefusal';
import { forOperation } from '../../../shared/panel';
import { simplify } from '../../../shared/simplify';
import { textField } from '../../../shared/textFields';
import { isOn } from '../../../shared/values';
import { readAward } from '../../awardCard';
import { branchField, branchIdOf, readBranch } from '../../branchField';
import { appCodeOf, phoneOf } from '../../customer';

const more = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: false,
	description,
});

const fields: INodeProperties[] = [
	branchField,
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		options: [
			{
				name: 'Code',
				value: 'code',
				description: "The six digits of the customer's app, with which bonus can be spent",
			},
			{ name: 'Phone', value: 'phone', description: 'The phone that the customer is registered with' },
		],
		default: 'phone',
	},
	{
		...textField({ displayName: 'Phone', name: 'phone', placeholder: 'e.g. +7 701 000-00-01' }),
		description: 'With the country code',
		displayOptions: { show: { findBy: ['phone'] } },
	},
	{
		...textField({ displayName: 'Code', name: 'appCode', placeholder: 'e.g. 123 456' }),
		description: 'The request with a code is known from a till plugin that works, not from the documentation',
		displayOptions: { show: { findBy: ['code'] } },
	},
	{
		...more(
			'Add Balance',
			'withBalance',
			'Whether to add the bonus at this branch. Costs a request, and one for the branch.',
		),
		default: true,
	},
	more('Add Cashback', 'withCashback', 'Whether to add the percentage that this customer gets. Costs a request.'),
	more('Add Award', 'withAward', "Whether to add the customer's card of stamps. Costs a request."),
	simplify,
];

/** What a till needs of a customer. */
const SIMPLE = ['id', 'first_name', 'last_name', 'phone'];

/**
 * Customer → Find. GET /api/v1/promoters/find (docs.sagi.kz/endpoints.html; `code` from the iiko plugin), and what is wanted of its
 * private/balance, cashback and award.
 * Shape: `{registered, id, first_name, …, branch_id, group_id?, balance?, cashback_percentage?, award?}`; `{registered: false, …}` for
 * a customer whom Sagi does not know (code 100, at whichever HTTP status).
 */
export const find: Operation = {
	description: forOperation('customer', 'find', fields),
	readsOnly: () => true,
	async execute(context) {
		const { client } = context;
		const isByCode = context.parameter<string>('findBy', 'phone') === 'code';
		const phone = isByCode ? undefined : phoneOf(context);
		const query = phone === undefined ? codeQuery(appCodeOf(context)) : `phone=${encodeURIComponent(phone)}`;
		const branchId = await branchIdOf(context);
		const path = `/api/v1/promoters/find?${query}&branch_id=${branchId}`;
		const answer = await unlessRefused(
			async () => await client.request({ method: 'GET', path }),
			({ code }) => code === NOT_REGISTERED,
		);
		if (!answer) return { registered: false, ...(phone !== undefined && { phone }), branch_id: branchId };
		const user = answer.body;
		const id = isObject(user) ? answerText(user.id) : undefined;
		if (!isObject(user) || id === undefined)
			throw new InputError('Sagi answered without a customer', 'findBy', 'Look at the answer with API Request.');
		return {
			registered: true,
			...(shown(context, user) as IDataObject),
			branch_id: branchId,
			...(await addedTo(context, branchId, id)),
		};
	},
};

/** «123%20456»: a space in the middle, as the plugin sends it. */
const codeQuery = (code: string): string => `code=${code.slice(0, 3)}%20${code.slice(3)}`;

const shown = (panel: Pick<OperationContext, 'parameter'>, user: JsonObject): JsonObject =>
	isOn(panel, 'simplify') ? Object.fromEntries(Object.entries(user).filter(([name]) => SIMPLE.includes(name))) : user;

/** What else is wanted, each by a request of its own, side by side. */
async function addedTo(context: OperationContext, branchId: string, id: string): Promise<IDataObject> {
	const wanted: Array<Promise<IDataObject>> = [];
	if (isOn(context, 'withBalance')) wanted.push(balanceOf(context, branchId, id));
	if (isOn(context, 'withCashback')) wanted.push(cashbackOf(context, branchId, id));
	if (isOn(context, 'withAward')) wanted.push(readAward(context, branchId, id).then((award) => ({ award })));
	return Object.assign({}, ...(await Promise.all(wanted))) as IDataObject;
}

/** GET …/private/balance: a bare number, which may have a fraction. */
async function balanceOf(context: OperationContext, branchId: string, userId: string): Promise<IDataObject> {
	const groupId = answerText((await readBranch(context, branchId)).group_id);
	if (groupId === undefined)
		throw new InputError('Sagi told no group_id of this branch', 'branch', 'Choose another branch, or ask Sagi.');
	const { body } = await context.client.request({
		method: 'GET',
		path: `/api/v1/branches/${branchId}/private/balance`,
		query: { user_id: userId, group_id: groupId },
	});
	return { group_id: groupId, balance: bareNumber(body, 'balance') };
}

/** GET …/cashback: a bare whole number, percent. */
async function cashbackOf({ client }: OperationContext, branchId: string, userId: string): Promise<IDataObject> {
	const { body } = await client.request({
		method: 'GET',
		path: `/api/v1/branches/${branchId}/cashback`,
		query: { user_id: userId },
	});
	return { cashback_percentage: bareNumber(body, 'cashback') };
}

/** @throws InputError where an answer is no number */
function bareNumber(body: Json | undefined, what: string): number | string {
	const isNumber = typeof body === 'number' || (typeof body === 'string' && /^-?\d+(\.\d+)?$/.test(body));
	if (isNumber) return body;
	throw new InputError(
		`Sagi answered without a number for the ${what}`,
		'branch',
		'Look at the answer with API Request.',
	);
}
