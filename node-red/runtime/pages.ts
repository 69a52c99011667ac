import { byCursor, byLink, readLinkedPages, type PageRequest } from '../../http/linkedPages';
import { listAt, readPages } from '../../http/paging';
import type { Json, ProviderAnswer, ProviderRequest } from '../../providers/types';

/** How a list is read page after page, as the panel says. */
export interface PagingFields {
	paging: 'off' | 'cursor' | 'link' | 'pageNumber';
	output: 'entry' | 'page';
	/** Where the list is in an answer; empty where the answer is the list. */
	itemsField?: string;
	cursorField: string;
	cursorParameter: string;
	linkField: string;
	firstPage: number;
	pageParameter: string;
	pageSize: number;
	maxPages: number;
}

/**
 * What a message each is made of: the entries of all pages, or the pages.
 * @throws InputError where an answer has no list
 */
export async function payloadsOf(
	request: ProviderRequest,
	fields: PagingFields,
	baseUrl: string,
	sendOne: (request: ProviderRequest) => Promise<ProviderAnswer>,
): Promise<Json[]> {
	const itemsField = fields.itemsField || undefined;
	const lists: Json[][] = [];
	const send = async (page: Partial<PageRequest>): Promise<ProviderAnswer> => {
		const answer = await sendOne({ ...request, ...page });
		lists.push(listAt(answer.body, itemsField));
		return answer;
	};
	const entries = await entriesOf(request, fields, baseUrl, send, itemsField);
	return fields.output === 'entry' ? entries : pagesOf(lists, entries.length);
}

async function entriesOf(
	request: ProviderRequest,
	fields: PagingFields,
	baseUrl: string,
	send: (page: Partial<PageRequest>) => Promise<ProviderAnswer>,
	itemsField: string | undefined,
): Promise<Json[]> {
	const { paging, maxPages, cursorField, cursorParameter, linkField } = fields;
	if (paging === 'pageNumber') {
		const one = async (query: Record<string, Json>) => (await send({ query: { ...request.query, ...query } })).body;
		return await readPages(one, { ...fields, itemsField }, Infinity);
	}
	const next =
		paging === 'cursor' ? byCursor(request, cursorField, cursorParameter) : byLink(request, linkField, baseUrl);
	const first = { path: request.path, query: request.query };
	const one = async ({ path, query }: PageRequest) => await send({ path, query });
	return await readLinkedPages(first, one, next, { itemsField, maxPages }, Infinity);
}

/** The lists that the entries came from: what was read to find the end is none. */
function pagesOf(lists: Json[][], count: number): Json[] {
	const pages: Json[] = [];
	let left = count;
	for (const list of lists) {
		if (left <= 0) break;
		pages.push(list);
		left -= list.length;
	}
	return pages;
}
