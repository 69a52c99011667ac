import type { Call } from '../machinery/provider';
import { text } from '../machinery/schema';
import type { Data, SmartSatuSettings } from './accounts';

export type SmartSatuCall = Call<SmartSatuSettings, Data>;

const PER_PAGE = 20;

/** «updated_from» of API_Counterparties. */
export const updatedFrom = text('Y-m-d\\TH:i:s', '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$');

/** A list as it goes out: bare, as the wiki says, or in one of the readings that it leaves open. */
export const listed = ({ settings }: SmartSatuCall, list: unknown[]): unknown =>
	settings.listWrapper ? { data: list } : list;

/** One page of 20, counted from 1 and empty after the last, with Yii's paging headers. */
export function pageOf(call: SmartSatuCall, list: unknown[]): unknown {
	const page = Math.max(1, Number(call.query.page ?? 1));
	call.header('x-pagination-total-count', String(list.length));
	call.header('x-pagination-page-count', String(Math.ceil(list.length / PER_PAGE)));
	call.header('x-pagination-current-page', String(page));
	call.header('x-pagination-per-page', String(PER_PAGE));
	return listed(call, list.slice((page - 1) * PER_PAGE, page * PER_PAGE));
}

/** A list of which the wiki names no pages: whole, or in pages of 20 as counterparties come. */
export const wholeOrPage = (call: SmartSatuCall, list: unknown[]): unknown =>
	call.settings.pagedLists ? pageOf(call, list) : listed(call, list);

export const isSince = ({ query }: SmartSatuCall, updatedAt: string): boolean =>
	query.updated_from === undefined || updatedAt >= String(query.updated_from);

/** An amount as number, or as text with two decimals. */
export const amount = ({ settings }: SmartSatuCall, value: number): number | string =>
	settings.amountsAsText ? value.toFixed(2) : value;

/** What a change answers: the changed entry, or nothing at all. */
export function answered(call: SmartSatuCall, entry: object): unknown {
	if (!call.settings.emptyAnswers) return entry;
	call.status(204);
	return undefined;
}
