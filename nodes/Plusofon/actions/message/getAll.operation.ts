import type { INodeProperties } from 'n8n-workflow';

import { phoneDigits, type PlusofonAccount } from '../../../../providers/plusofon';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, returnAllOrLimit } from '../../../shared/panel';
import { limitOf } from '../../../shared/values';
import { assertInOrder, writtenDay } from '../../dates';
import { readList, takeFrom } from '../../listPages';
import { fitsFilters, messageItem, messageQuery, type MessageFilters } from '../../messages';

/** Entries a page; a public client asks for as many. */
const A_PAGE = 100;

const DIRECTIONS: Record<string, boolean> = { incoming: true, outgoing: false };

const fields: INodeProperties[] = [
	...returnAllOrLimit,
	{
		displayName: 'Filters',
		name: 'messageFilters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Direction',
				name: 'direction',
				type: 'options',
				options: [
					{ name: 'Incoming', value: 'incoming' },
					{ name: 'Outgoing', value: 'outgoing' },
				],
				default: 'incoming',
			},
			{
				displayName: 'From Date',
				name: 'dateFrom',
				type: 'dateTime',
				default: '',
				description: 'The first day. Plusofon names no time zone: the day is taken as it is written.',
			},
			{
				displayName: 'Receiver',
				name: 'receiver',
				type: 'string',
				default: '',
				placeholder: 'e.g. 79993332210',
				description: 'The phone that the messages went to',
			},
			{
				displayName: 'Sender',
				name: 'sender',
				type: 'string',
				default: '',
				placeholder: 'e.g. 79993332210',
				description: 'The phone that the messages came from',
			},
			{
				displayName: 'To Date',
				name: 'dateTo',
				type: 'dateTime',
				default: '',
				description: 'The last day. Plusofon names no time zone: the day is taken as it is written.',
			},
		],
	},
];

/**
 * Message → Get Many. GET /api/v1/sms (two public clients). The provider's samples have the filters in the body of a GET, which n8n
 * sends none of: they go as query parameters, and what comes is filtered once more here.
 */
export const getAll: Operation<PlusofonAccount> = {
	description: forOperation('message', 'getAll', fields),
	readsOnly: () => true,
	async execute(context) {
		const limit = limitOf(context);
		const filters = readFilters(context.parameter<Record<string, unknown>>('messageFilters', {}));
		const query = { ...messageQuery(filters), limit: Math.min(limit, A_PAGE) };
		const entries = readList(context.client, '/api/v1/sms', query);
		return (await takeFrom(entries, limit, (entry) => fitsFilters(entry, filters))).map(messageItem);
	},
};

/** @throws InputError */
function readFilters({ direction, dateFrom, dateTo, sender, receiver }: Record<string, unknown>): MessageFilters {
	const isGiven = (value: unknown) => value !== undefined && value !== '';
	const filters: MessageFilters = {
		...(isGiven(direction) && { incoming: DIRECTIONS[String(direction)] }),
		...(isGiven(dateFrom) && { from: writtenDay(dateFrom, 'messageFilters', 'From Date') }),
		...(isGiven(dateTo) && { to: writtenDay(dateTo, 'messageFilters', 'To Date') }),
		...(isGiven(sender) && { sender: phoneDigits(sender, 'messageFilters') }),
		...(isGiven(receiver) && { receiver: phoneDigits(receiver, 'messageFilters') }),
	};
	assertInOrder(filters, 'messageFilters');
	return filters;
}
