import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { answerText } from '../../providers/fields';
import { smartSatu } from '../../providers/smartSatu';
import type { JsonObject } from '../../providers/types';
import { ProviderClient } from '../../transport/execution/client';
import { Sender } from '../../transport/execution/sender';
import { offers, orders, readList } from './lists';

/** More are not looked through by anybody: a search finds them. */
const MOST = 500;

/** Entries that have the field, each named by it and by what else tells it apart. */
function results(entries: JsonObject[], field: string, more: string[], filter: string): INodeListSearchResult {
	const named = entries.flatMap((entry) => {
		const value = answerText(entry[field]);
		if (value === undefined) return [];
		const told = more.flatMap((name) => {
			const text = answerText(entry[name]);
			return text === undefined ? [] : [`${name} ${text}`];
		});
		return [{ name: told.length > 0 ? `${value} (${told.join(', ')})` : value, value }];
	});
	// Of one SKU there may be offers for several shops.
	const different = [...new Map(named.map((one) => [one.value, one])).values()];
	const wanted = filter.toLowerCase();
	return { results: different.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, MOST) };
}

/** The orders for the list of Order → Update. */
export async function searchOrders(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const found = await readList(new ProviderClient(new Sender(this, smartSatu)), orders());
	return results(found, 'id', ['status', 'total'], filter);
}

/** The offers for the lists of Offer → Update and Delete. */
export async function searchOffers(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const found = await readList(new ProviderClient(new Sender(this, smartSatu)), offers);
	return results(found, 'sku', ['price'], filter);
}
