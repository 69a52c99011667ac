import { NodeOperationError } from 'n8n-workflow';

import { answerText, isObject } from '../../providers/fields';
import type { SmartSatuAccount } from '../../providers/smartSatu';
import type { Json, JsonObject } from '../../providers/types';
import type { ProviderClient } from '../../transport/execution/client';

/** A list of Smart Satu's, and what the wiki says of its pages. */
interface List {
	path: string;
	query?: Record<string, Json>;
	/** What it holds, for messages. */
	what: string;
	/** Entries of a full page; where the wiki names no pages, the first request asks for none. */
	pageSize?: number;
	/** What an entry is known by, so that a page which comes again is noticed. */
	keyOf(entry: JsonObject): string;
}

const byId = (entry: JsonObject): string => answerText(entry.id) ?? JSON.stringify(entry);

/**
 * The orders, all or of one status. GET /v1/orders (docs.smartsatu.com, API_Orders): «массив данных со списком всех ваших заказов».
 */
export const orders = (status?: string): List => ({
	path: '/v1/orders',
	query: status === undefined ? {} : { status },
	what: 'orders',
	keyOf: byId,
});

/** The shops. GET /counterparties (docs.smartsatu.com, API_Counterparties): 20 a page, counted from 1. */
export const shops = (updatedFrom?: string): List => ({
	path: '/counterparties',
	query: updatedFrom === undefined ? {} : { updated_from: updatedFrom },
	what: 'shops',
	pageSize: 20,
	keyOf: byId,
});

/** The offers. GET /offers (docs.smartsatu.com, API_Offers). Of one SKU there may be several: for all shops, and for single ones. */
export const offers: List = { path: '/offers', what: 'offers', keyOf: (entry) => JSON.stringify(entry) };

/** The sizes of pages that are not known are round: a list of another length is whole, or the last page. */
const isLast = (length: number, pageSize: number | undefined) =>
	pageSize === undefined ? length % 10 !== 0 : length < pageSize;

/** An answer's list: bare, as the wiki says, or inside `data` or `items`, since it leaves that open elsewhere. */
function entriesOf(client: ProviderClient<SmartSatuAccount>, body: Json | undefined, what: string): JsonObject[] {
	const inner = isObject(body) ? (body.data ?? body.items) : body;
	if (Array.isArray(inner)) return inner.filter(isObject);
	throw new NodeOperationError(client.node, `Smart Satu answered without a list of ${what}`, {
		description: 'Look with API Request at what it answers. Nothing has been changed.',
	});
}

/**
 * Reads a list to its end, or to a limit, whether it comes whole or in pages: another page is asked for until one brings nothing new.
 * @throws NodeApiError when a request fails, NodeOperationError when the answer is no list
 */
export async function readList(
	client: ProviderClient<SmartSatuAccount>,
	{ path, query = {}, what, pageSize, keyOf }: List,
	limit = Infinity,
): Promise<JsonObject[]> {
	const found: JsonObject[] = [];
	const known = new Set<string>();
	for (let page = 1; found.length < limit; page++) {
		const asked = page > 1 || pageSize !== undefined ? { ...query, page } : query;
		const { body } = await client.request({ method: 'GET', path, query: asked });
		const entries = entriesOf(client, body, what);
		const fresh = entries.filter((entry) => !known.has(keyOf(entry)));
		for (const entry of fresh) {
			known.add(keyOf(entry));
			found.push(entry);
		}
		if (fresh.length === 0 || isLast(entries.length, pageSize)) break;
	}
	return limit === Infinity ? found : found.slice(0, limit);
}
