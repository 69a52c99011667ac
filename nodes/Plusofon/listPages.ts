import { NodeOperationError } from 'n8n-workflow';

import { answerText, isObject } from '../../providers/fields';
import type { PlusofonAccount } from '../../providers/plusofon';
import type { Json, JsonObject } from '../../providers/types';
import type { ProviderClient } from '../../transport/execution/client';

/** No list has more pages than this. */
const MOST_PAGES = 10_000;

/**
 * The entries of a list, page after page, as far as the caller reads: `{data: […]}` whole, or with `next_page_url` or `last_page`
 * where there are more. The address of the next page is never followed: `?page=2` goes to the same path.
 * @throws NodeOperationError when an answer has no list in `data`
 */
export async function* readList(
	client: ProviderClient<PlusofonAccount>,
	path: string,
	query: Record<string, Json> = {},
): AsyncGenerator<JsonObject> {
	let before = '';
	for (let page = 1; page <= MOST_PAGES; page++) {
		const { body } = await client.request({ method: 'GET', path, query: page === 1 ? query : { ...query, page } });
		const { data, next_page_url: next, last_page: last } = isObject(body) ? body : {};
		if (!Array.isArray(data))
			throw new NodeOperationError(client.node, 'Plusofon answered without a list in "data"', {
				description: 'Try again. If it stays, look at the answer with API Request, and tell Plusofon.',
			});
		const content = JSON.stringify(data);
		// A service that knows no pages answers every number alike.
		if (content === before) return;
		before = content;
		yield* data.filter(isObject);
		const hasMore = answerText(next) !== undefined || Number(answerText(last)) > page;
		if (data.length === 0 || !hasMore) return;
	}
}

/** The first entries of a list that fit. */
export async function takeFrom(
	entries: AsyncGenerator<JsonObject>,
	limit: number,
	fits: (entry: JsonObject) => boolean = () => true,
): Promise<JsonObject[]> {
	const taken: JsonObject[] = [];
	for await (const entry of entries) {
		if (!fits(entry)) continue;
		taken.push(entry);
		if (taken.length >= limit) break;
	}
	return taken;
}
