import type { INodeProperties } from 'n8n-workflow';

import type { PlusofonAccount } from '../../../../providers/plusofon';
import { InputError, type Json } from '../../../../providers/types';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, returnAllOrLimit } from '../../../shared/panel';
import { asItem, limitOf } from '../../../shared/values';
import { assertInOrder, writtenTime } from '../../dates';
import { readList, takeFrom } from '../../listPages';

/** Entries a page; public clients ask for as many. */
const A_PAGE = 100;

/** The fields of a call that public clients know. */
const COLUMNS = {
	account: 'Account',
	call_id: 'Call ID',
	cld: 'Called Number',
	connect_time: 'Connect Time',
	direction: 'Direction',
	duration: 'Duration',
	number_a: 'From Number',
	record: 'Recording',
	number_b: 'To Number',
};

const fields: INodeProperties[] = [
	...returnAllOrLimit,
	{
		displayName: 'Filters',
		name: 'callFilters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Direction',
				name: 'direction',
				type: 'string',
				default: '',
				placeholder: 'e.g. external',
				description:
					'As Plusofon writes it. Of two public clients one reads external as outgoing, the other as incoming: look at your own calls.',
			},
			{
				displayName: 'From Date',
				name: 'dateFrom',
				type: 'dateTime',
				default: '',
				description: 'Not before this time. Plusofon names no time zone: the time is taken as it is written.',
			},
			{
				displayName: 'To Date',
				name: 'dateTo',
				type: 'dateTime',
				default: '',
				description: 'Not after this time. Plusofon names no time zone: the time is taken as it is written.',
			},
		],
	},
	{
		displayName: 'Columns',
		name: 'columns',
		type: 'multiOptions',
		options: Object.entries(COLUMNS).map(([value, name]) => ({ name, value })),
		default: ['account', 'cld', 'connect_time', 'direction', 'duration', 'number_a', 'number_b', 'record'],
		description: 'The fields of a call. Call ID may come without being named; Call → Get Recording needs it.',
	},
];

/** Call → Get Many, 100 a page. GET /api/v1/call (two public clients) */
export const getAll: Operation<PlusofonAccount> = {
	description: forOperation('call', 'getAll', fields),
	readsOnly: () => true,
	async execute(context) {
		const { client, parameter } = context;
		const limit = limitOf(context);
		const filters = readFilters(parameter<Record<string, unknown>>('callFilters', {}));
		const columns = readColumns(parameter<unknown>('columns', []));
		const query = { ...filters, limit: Math.min(limit, A_PAGE), ...(columns.length > 0 && { 'columns[]': columns }) };
		return (await takeFrom(readList(client, '/api/v1/call', query), limit)).map(asItem);
	},
};

/** @throws InputError */
function readFilters({ direction, dateFrom, dateTo }: Record<string, unknown>): Record<string, Json> {
	const isGiven = (value: unknown) => value !== undefined && value !== '';
	const from = isGiven(dateFrom) ? writtenTime(dateFrom, 'callFilters', 'From Date') : undefined;
	const to = isGiven(dateTo) ? writtenTime(dateTo, 'callFilters', 'To Date') : undefined;
	assertInOrder({ from, to }, 'callFilters');
	return {
		...(from !== undefined && { date_from: from }),
		...(to !== undefined && { date_to: to }),
		direction: String(direction ?? '').trim() || 'all',
	};
}

/** @throws InputError for a field that calls do not have */
function readColumns(given: unknown): string[] {
	const names = [given].flat().map(String);
	if (names.every((name) => name in COLUMNS)) return names;
	throw new InputError(
		'"Columns" has one that calls do not have',
		'columns',
		`There are: ${Object.keys(COLUMNS).join(', ')}. Nothing has been sent.`,
	);
}
