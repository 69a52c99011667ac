import type { INodeProperties } from 'n8n-workflow';

import { answerText, isObject } from '../../../../providers/fields';
import { InputError } from '../../../../providers/types';
import { jsonNumber, toJsonText } from '../../../../http/json';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { wholeAmount } from '../../../shared/money';
import { forOperation, notice } from '../../../shared/panel';
import { sendOnce } from '../../../shared/sendOnce';
import { textField } from '../../../shared/textFields';
import { entered, filledIn } from '../../../shared/values';
import { branchField, branchIdOf } from '../../branchField';
import { customerIdOf, phoneOf } from '../../customer';

interface Options {
	addStamp?: boolean;
	stampCount?: unknown;
	giveAward?: boolean;
}

const fields: INodeProperties[] = [
	notice(
		'createNotice',
		'Begins a sale; Order → Complete ends it, Order → Revert takes it back. It is sent once; leave "Retry On Fail" off.',
	),
	branchField,
	{
		displayName: 'Customer ID',
		name: 'customerId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1988850967616950999',
		description:
			'As Customer → Find gives it. Empty for a customer who is not registered yet: the phone is sent alone.',
	},
	textField({
		displayName: 'Phone',
		name: 'phone',
		placeholder: 'e.g. +7 701 000-00-01',
		description: 'With the country code',
	}),
	textField({
		displayName: 'Amount',
		name: 'amount',
		placeholder: 'e.g. 4900',
		description: 'Of the whole order, in tenge, without a fraction',
	}),
	textField({
		displayName: 'Own Order Number',
		name: 'orderNumber',
		placeholder: 'e.g. CHECK-1042',
		description:
			"The till's or the shop's own number, which Sagi keeps as the comment: the way to find the order there",
	}),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Add Stamps',
				name: 'addStamp',
				type: 'boolean',
				default: false,
				description: "Whether this order puts stamps onto the customer's card",
			},
			{
				displayName: 'Give Award',
				name: 'giveAward',
				type: 'boolean',
				default: false,
				description: 'Whether the award is given with this order',
			},
			{
				displayName: 'Stamps',
				name: 'stampCount',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 1,
				description: 'How many stamps. Only with "Add Stamps".',
			},
		],
	},
];

/**
 * Order → Create. POST /api/v1/branches/{branch_id}/cash/order (iiko plugin). Sent once.
 * Shape: `{id, branch_id, customer_id, phone, amount, order_number}`, `id` digit for digit as text
 */
export const create: Operation = {
	description: forOperation('order', 'create', fields),
	async execute(context) {
		const { client } = context;
		const isKnown = entered(context, 'customerId').trim() !== '';
		const customerId = isKnown ? customerIdOf(context) : '0';
		const phone = phoneOf(context);
		const amount = wholeAmount(entered(context, 'amount'), 'amount', 'Amount', 1);
		const comment = filledIn(context, 'orderNumber', 'Own Order Number').trim();
		const stamps = stampsOf(context);
		const branchId = await branchIdOf(context);
		const { body } = await sendOnce(
			async () =>
				await client.request({
					method: 'POST',
					path: `/api/v1/branches/${branchId}/cash/order`,
					body: toJsonText({ user_id: jsonNumber(customerId), amount, comment, user_phone: phone, ...stamps }),
				}),
			`Look for the order "${comment}" at Sagi.`,
		);
		const id = isObject(body) ? answerText(body.id) : undefined;
		if (id === undefined) {
			throw new InputError(
				'Sagi answered without the ID of the order',
				'orderNumber',
				`It was sent: look for the order "${comment}" at Sagi before you send it again.`,
			);
		}
		return { id, branch_id: branchId, customer_id: isKnown ? customerId : null, phone, amount, order_number: comment };
	},
};

/** All three fields go out always, as the plugin sends them. @throws InputError */
function stampsOf({ parameter }: Pick<OperationContext, 'parameter'>) {
	const { addStamp = false, stampCount = 1, giveAward = false } = parameter<Options>('options', {});
	const count = Number(stampCount);
	if (addStamp && (!Number.isInteger(count) || count < 1 || count > 1_000)) {
		throw new InputError(
			'"Stamps" is not a whole number of 1 or more',
			'options',
			'Enter 1 or more. Nothing has been sent.',
		);
	}
	return { add_stamp: addStamp, stamp_count: addStamp ? count : 0, give_award: giveAward };
}
