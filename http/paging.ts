import { isObject, numberOf } from '../providers/fields';
import { InputError, type Json } from '../providers/types';

/** How an API counts its pages. As text, too: expressions often give numbers so. */
export interface Paging {
	pageParameter: string;
	firstPage: number;
	/** Entries of a full page; 0 when it is not known. */
	pageSize: number;
	maxPages: number;
	/** Where the list is in an answer, e.g. `data.items`. */
	itemsField?: string;
}

/** What stands in a field of an answer, e.g. `data.items`; the whole of it for an empty name. */
export function valueAt(body: Json | undefined, field: string): Json | undefined {
	let value: Json | undefined = body;
	for (const key of field.split('.').filter(Boolean)) value = isObject(value) ? value[key] : undefined;
	return value;
}

/** The list in an answer. @throws {@link InputError} when there is none */
export function listAt(body: Json | undefined, field: string | undefined): Json[] {
	const value = valueAt(body, field ?? '');
	if (Array.isArray(value)) return value;
	const keys = isObject(body) ? Object.keys(body).join(', ') : 'no fields';
	throw new InputError(
		field ? `The answer has no list in "${field}"` : 'The answer is not a list',
		'options',
		`Set the option "Items Field" to the field that holds the list. The answer has: ${keys}`,
	);
}

/** @throws {@link InputError} */
export function wholeNumber(label: string, value: unknown): number {
	const given = numberOf(value);
	if (Number.isInteger(given)) return given;
	throw new InputError(
		`"${label}" is not a whole number`,
		'pageOptions',
		'Enter a number such as 1. Nothing has been sent.',
	);
}

/**
 * Reads page after page by number, until one is empty, shorter than a full one, or the same as the one before (an API that knows
 * no pages answers every number alike).
 * @returns the pages, up to a limit of entries in all
 */
export async function readPages(
	send: (query: Record<string, Json>) => Promise<Json | undefined>,
	{ pageParameter = 'page', itemsField, ...given }: Partial<Paging>,
	limit: number,
): Promise<Json[][]> {
	const firstPage = wholeNumber('First Page', given.firstPage ?? 1);
	const pageSize = wholeNumber('Page Size', given.pageSize ?? 0);
	const maxPages = wholeNumber('Max Pages', given.maxPages ?? 1000);
	const pages: Json[][] = [];
	let left = limit;
	let before = '';
	for (let page = firstPage; page < firstPage + maxPages && left > 0; page++) {
		const list = listAt(await send({ [pageParameter]: page }), itemsField);
		const content = JSON.stringify(list);
		if (list.length === 0 || content === before) break;
		pages.push(list.slice(0, left));
		left -= list.length;
		if (list.length < pageSize) break;
		before = content;
	}
	return pages;
}
