import { fromText } from '../machinery/json';
import { paginate } from '../machinery/laravel';
import type { Sureness } from '../machinery/provider';
import { Refusal } from '../machinery/refusal';
import { PAGES, type PlusofonCall, type PlusofonOperation } from './answers';

/** Methods whose answer the provider's page shows, in whole or in part; all others are known by the request alone, or from clients. */
const SURE: Record<string, Sureness> = { P1: 'A', P5: 'A†', P16: 'A', P27: 'A†' };

/** What is the same in every method that is known from elsewhere than the document on authorization. */
export const known = (
	id: string,
	method: string,
	path: string,
	source: string,
	rest: Omit<PlusofonOperation, 'id' | 'method' | 'path' | 'origin' | 'source'>,
): PlusofonOperation => ({
	id,
	method,
	path: `/api/v1/${path}`,
	origin: 'public client code',
	source,
	sureness: SURE[id.split(' ')[0] ?? ''] ?? 'B',
	...rest,
});

/** A list as it comes: whole, or 2 a page, by the setting `lists`. */
export function listed<T>({ settings, query }: PlusofonCall, list: T[], path: string): object {
	if (settings.lists === 'whole') return { data: list };
	return { ...paginate(list, query.page, `${PAGES}/${path}`, 2), success: true };
}

/**
 * Filters of a GET: of its JSON body, and of its query unless the setting `filtersIn` is `body`.
 * @throws Refusal for a filter of another name
 */
export function filtersOf({ settings, query, rawBody }: PlusofonCall, allowed: string[]): Record<string, unknown> {
	const inBody = rawBody.trim() === '' ? {} : (fromText(rawBody) as Record<string, unknown>);
	const names = [...Object.keys(inBody), ...Object.keys(query)];
	const unknown = names.find((name) => !allowed.includes(name) && name !== 'page');
	if (unknown) throw new Refusal('document', 400, `there is no filter "${unknown}"`);
	return settings.filtersIn === 'body' ? inBody : { ...query, ...inBody };
}
