import { readPagedList, type PagedList } from '../../http/pagedLists';
import { listAt } from '../../http/paging';
import type { Json, ProviderAnswer, ProviderRequest } from '../../providers/types';

/** How a list is read page after page, as the panel says. */
export interface PagingFields extends PagedList {
	output: 'entry' | 'page';
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
	const list = { ...fields, itemsField: fields.itemsField || undefined };
	const pages: Json[][] = [];
	const send = async (one: ProviderRequest): Promise<ProviderAnswer> => {
		const answer = await sendOne(one);
		pages.push(listAt(answer.body, list.itemsField));
		return answer;
	};
	const entries = await readPagedList(request, list, baseUrl, send, Infinity);
	if (fields.output === 'entry') return entries;
	// What was read to find the end gave no entries.
	let left = entries.length;
	return pages.filter((page) => left > 0 && (left -= page.length) >= 0);
}
