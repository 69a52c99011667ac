import { answerText, isObject } from '../../providers/fields';
import type { Json, JsonObject } from '../../providers/types';

/** What Smart Satu says of a part of an import: of the whole of it, or of single offers. */
export interface ImportComments {
	/** Of the part. */
	whole?: string;
	/** By the place of the offer in the part. */
	each: Map<number, string>;
}

const commentIn = (entry: Json | undefined): string | undefined => {
	const comment = isObject(entry) ? entry.comment : undefined;
	const texts = (Array.isArray(comment) ? comment : [comment]).map((one) => answerText(one)?.trim() ?? '');
	return texts.filter((text) => text !== '').join(' ') || undefined;
};

/** The lists of an answer: itself, or what stands in its fields. */
const listsIn = (body: Json | undefined): Json[][] => {
	const inside: Json[] = isObject(body) ? Object.values(body) : body === undefined ? [] : [body];
	return inside.filter((one): one is Json[] => Array.isArray(one));
};

/**
 * Reads an answer to a part: «В атрибуте 'comment' в JSON-ответе описываются причины ошибок» (docs.smartsatu.com, API_Offers), which does
 * not say where that attribute stands.
 * @param sent the offers of the part
 */
export function importComments(body: Json | undefined, sent: JsonObject[]): ImportComments {
	const inner = isObject(body) && isObject(body.data) ? body.data : body;
	const each = new Map<number, string>();
	for (const list of listsIn(inner)) {
		list.forEach((entry, at) => {
			const comment = commentIn(entry);
			if (comment === undefined) return;
			const sku = isObject(entry) ? answerText(entry.sku) : undefined;
			const bySku = sku === undefined ? -1 : sent.findIndex((offer) => answerText(offer.sku) === sku);
			// A list of all offers is in their order; one of those that were refused names them.
			const place = list.length === sent.length ? at : bySku;
			each.set(place, comment);
		});
	}
	const unplaced = each.get(-1);
	each.delete(-1);
	const whole = [commentIn(inner), unplaced].filter((text) => text !== undefined).join(' ');
	return { each, ...(whole !== '' && { whole }) };
}

/** The ID of the import that the first part began. */
export function importIdOf(body: Json | undefined): string | undefined {
	const inner = isObject(body) && isObject(body.data) ? body.data : body;
	return isObject(inner) ? answerText(inner.id) : undefined;
}
