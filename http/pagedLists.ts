import type { Json, ProviderAnswer, ProviderRequest } from '../providers/types';
import { byCursor, byLink, readLinkedPages, type PageRequest } from './linkedPages';
import { readPages, type Paging } from './paging';

/** How a list is read page after page. */
export interface PagedList extends Partial<Paging> {
	paging: string;
	cursorField: string;
	cursorParameter: string;
	linkField: string;
}

/**
 * The pages of a list that have entries, up to a limit of entries.
 * @param baseUrl the account's, without a slash at the end
 * @throws InputError where an answer has no list
 */
export async function readPagedList(
	request: ProviderRequest,
	list: PagedList,
	baseUrl: string,
	send: (request: ProviderRequest) => Promise<ProviderAnswer>,
	limit: number,
): Promise<Json[][]> {
	const { paging, cursorField, cursorParameter, linkField } = list;
	if (paging === 'pageNumber') {
		const one = async (query: Record<string, Json>) =>
			(await send({ ...request, query: { ...request.query, ...query } })).body;
		return await readPages(one, list, limit);
	}
	const one = async ({ path, query }: PageRequest) => await send({ ...request, path, query });
	const next =
		paging === 'cursor' ? byCursor(request, cursorField, cursorParameter) : byLink(request, linkField, baseUrl);
	return await readLinkedPages(request, one, next, list, limit);
}
