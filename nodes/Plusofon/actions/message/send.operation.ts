import { NodeOperationError, type INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../../providers/fields';
import { phoneDigits, type PlusofonAccount } from '../../../../providers/plusofon';
import { InputError, type JsonObject } from '../../../../providers/types';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { forOperation, notice } from '../../../shared/panel';
import { textField } from '../../../shared/textFields';
import { entered, filledIn } from '../../../shared/values';
import { segmentsOf } from '../../messageText';
import { writeOnce, type Write } from '../../writes';
import { chosenId, idField } from '../chosen';

interface Options {
	/** An expression can give anything. */
	deliveryReport?: unknown;
	rejectLong?: unknown;
	countSegments?: unknown;
}

const REPORTS: Record<string, number> = { center: 1, handset: 2, both: 3 };

const fields: INodeProperties[] = [
	notice(
		'sendNotice',
		'Every item sends a message, which costs money for each of its segments. It is sent once: leave "Retry On Fail" off.',
	),
	idField({
		displayName: 'From Number',
		name: 'numberId',
		searchListMethod: 'searchSendingNumbers',
		placeholder: 'e.g. 502',
		description: "The account's number to send from. The list has those that can send messages.",
		errorMessage: 'A number ID consists of digits',
	}),
	textField({
		displayName: 'To',
		name: 'to',
		placeholder: 'e.g. 79993332210',
		description: 'Number with its country code. Spaces, brackets, hyphens and the plus are left out.',
	}),
	textField({
		displayName: 'Text',
		name: 'text',
		typeOptions: { rows: 4 },
		placeholder: 'e.g. Your order is ready',
		hint: 'One segment holds 70 characters with Cyrillic letters, 160 without; of longer texts each holds 67 or 153',
	}),
	{
		displayName: 'Options',
		name: 'messageOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Count Segments',
				name: 'countSegments',
				type: 'boolean',
				default: true,
				description: 'Whether the answer tells how many segments Plusofon counts, as pdu',
			},
			{
				displayName: 'Delivery Report',
				name: 'deliveryReport',
				type: 'options',
				options: [
					{ name: 'Both', value: 'both', description: 'Of the message centre and of the handset' },
					{ name: 'Of the Handset', value: 'handset' },
					{ name: 'Of the Message Centre', value: 'center' },
				],
				default: 'handset',
			},
			{
				displayName: 'Reject Long Text',
				name: 'rejectLong',
				type: 'boolean',
				default: true,
				description: 'Whether Plusofon refuses a text of more than one segment',
			},
		],
	},
];

const MESSAGE: Write = {
	not: 'The message was not sent.',
	maybe: 'The message may have been sent: look in Message → Get Many before you send it again.',
};

/**
 * Message → Send, once, whatever is answered. POST /api/v1/sms (parameters: help.plusofon.ru/api/v1/sms; answer: two public clients).
 * Shape: `{success, id, pdu?, segments}`, `segments` by the node's own count.
 */
export const send: Operation<PlusofonAccount> = {
	description: forOperation('message', 'send', fields),
	async execute(context) {
		const { client } = context;
		let segments = 0;
		const { body: answer } = await writeOnce(
			MESSAGE,
			() => {
				const body = readMessage(context);
				segments = segmentsOf(body.text);
				return body;
			},
			async (body) => await client.request({ method: 'POST', path: '/api/v1/sms', body }),
		);
		if (!isObject(answer) || answer.success !== true) {
			throw new NodeOperationError(client.node, 'Plusofon answered without saying that the message was sent', {
				description: MESSAGE.maybe,
			});
		}
		if (segments > 1) context.hint(`A text took ${segments} segments, and each is paid for.`);
		return { success: true, ...(isObject(answer.data) && answer.data), segments };
	},
};

/** @throws InputError */
function readMessage(context: Pick<OperationContext, 'parameter'>): JsonObject & { text: string } {
	const options = optionsOf(context.parameter<Options>('messageOptions', {}));
	const number_id = chosenId(context, 'numberId', 'From Number');
	const to = Number(phoneDigits(entered(context, 'to'), 'to'));
	return { text: filledIn(context, 'text', 'Text'), number_id, to, ...options };
}

/** @throws InputError */
function optionsOf({ deliveryReport, rejectLong, countSegments }: Options): JsonObject {
	const level = REPORTS[String(deliveryReport)];
	if (deliveryReport !== undefined && level === undefined)
		throw new InputError(
			'"Delivery Report" is not one of the choices',
			'messageOptions',
			'Choose what the panel offers.',
		);
	return {
		...(level !== undefined && { dlr_level: level }),
		...(rejectLong !== undefined && { reject_long: rejectLong === true }),
		...(countSegments !== undefined && { count_pdu: countSegments === true }),
	};
}
