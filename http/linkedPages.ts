import { headerValue, isAbsolute } from '../providers/fields';
import type { Json, ProviderAnswer, ProviderRequest } from '../providers/types';
import { listAt, valueAt, wholeNumber, type Paging } from './paging';

/** What differs between the requests for the pages of a list. */
export type PageRequest = Pick<ProviderRequest, 'path' | 'query'>;

/** The request for the page after an answer; `undefined` where that was the last. */
type Next = (answer: ProviderAnswer) => PageRequest | undefined;

/**
 * Reads page after page, each of which says where the next one is, until one says nothing or leads back to one that was read.
 * @returns the pages that have entries, up to a limit of entries in all
 * @throws InputError where an answer has no list
 */
export async function readLinkedPages(
	first: PageRequest,
	send: (page: PageRequest) => Promise<ProviderAnswer>,
	next: Next,
	{ itemsField, maxPages = 1000 }: Pick<Partial<Paging>, 'itemsField' | 'maxPages'>,
	limit: number,
): Promise<Json[][]> {
	const longest = wholeNumber('Max Pages', maxPages);
	const read = new Set<string>();
	const pages: Json[][] = [];
	let left = limit;
	for (let page: PageRequest | undefined = first; page && read.size < longest && left > 0; ) {
		const name = JSON.stringify([page.path, page.query]);
		if (read.has(name)) break;
		read.add(name);
		const answer = await send(page);
		const list = listAt(answer.body, itemsField);
		if (list.length > 0) pages.push(list.slice(0, left));
		left -= list.length;
		page = next(answer);
	}
	return pages;
}

/** Takes the value of a field of the answer over into a query parameter. */
export const byCursor =
	({ path, query }: PageRequest, field: string, parameter: string): Next =>
	({ body }) => {
		const cursor = valueAt(body, field);
		const isTold = (typeof cursor === 'string' && cursor !== '') || typeof cursor === 'number';
		return isTold ? { path, query: { ...query, [parameter]: cursor } } : undefined;
	};

/**
 * Goes to the address that stands in a field of the answer or, where none is named, in its header `Link` (RFC 8288, section 3) with
 * `rel="next"`. Whoever sends it refuses an address that is not the provider's.
 * @param baseUrl the account's, without a slash at the end
 */
export const byLink =
	({ path }: PageRequest, field: string, baseUrl: string): Next =>
	({ body, headers }) => {
		const link = field === '' ? nextOf(String(headerValue(headers, 'link') ?? '')) : valueAt(body, field);
		return typeof link === 'string' && link !== '' ? { path: pathOf(link.trim(), path, baseUrl) } : undefined;
	};

/** A link as a path below the base URL where it is one: which base that is may depend on the session. */
function pathOf(link: string, path: string, baseUrl: string): string {
	if (isAbsolute(link)) return link;
	if (link.startsWith('?')) return `${path.split('?')[0]}${link}`;
	if (!link.startsWith('/') || link.startsWith('//')) return `/${link.replace(/^\/+/, '')}`;
	const { origin, pathname } = new URL(baseUrl);
	const above = pathname.replace(/\/$/, '');
	if (!link.startsWith(`${above}/`)) return `${origin}${link}`;
	return link.slice(above.length);
}

/** The target with the relation `next` of a header such as `<https://a.example?page=2>; rel="next", <…>; rel="last"`. */
function nextOf(header: string): string | undefined {
	const links = header.matchAll(/<([^>]*)>([^<]*)/g);
	for (const [, target, parameters = ''] of links) {
		if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters)) return target;
	}
	return undefined;
}
