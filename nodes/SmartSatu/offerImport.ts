import { NodeOperationError, type NodeApiError } from 'n8n-workflow';

import type { SmartSatuAccount } from '../../providers/smartSatu';
import type { Json } from '../../providers/types';
import type { ProviderClient } from '../../transport/execution/client';
import { telling, writeFateOf, type WriteFate } from '../shared/sendOnce';
import { importComments, importIdOf } from './importComments';
import type { JsonEntry } from './jsonField';

/** «ограничением в 1000 предложений в одном запросе» */
export const MOST_OFFERS = 1000;

/** How an import goes out. */
export interface ImportOptions {
	/** The field that the body's list stands in; empty: the body is the list. */
	listField: string;
	/** Whether all offers that are not in this import are deleted. */
	deletesOthers: boolean;
}

/** What became of an import that was ended. */
export interface ImportResult {
	id: string;
	/** Whether the others were deleted. */
	deletedOthers: boolean;
	/** Why Smart Satu did not take an offer, by its place. */
	comments: Map<number, string>;
}

/**
 * Parts of 1,000, two at least: the first begins the import, the last ends it, and each should hold an offer, since nothing says that an
 * empty one is taken. A single offer leaves the last empty all the same.
 */
export function partsOf<T>(offers: T[]): T[][] {
	const size = offers.length > MOST_OFFERS ? MOST_OFFERS : Math.max(1, offers.length - 1);
	const parts: T[][] = [];
	for (let start = 0; start < offers.length; start += size) parts.push(offers.slice(start, start + size));
	return parts.length === 1 ? [...parts, []] : parts;
}

function bodyOf(part: JsonEntry[], listField: string): string {
	const list = `[${part.map(({ text }) => text).join(',')}]`;
	return listField === '' ? list : `{${JSON.stringify(listField)}:${list}}`;
}

const count = (offers: number) => `${offers} ${offers === 1 ? 'offer' : 'offers'}`;

/** What has been sent, and what not, where a part failed. */
function stateOf(parts: JsonEntry[][], at: number, fate: WriteFate, deletesOthers: boolean): string {
	const sum = (some: JsonEntry[][]) => some.reduce((total, { length }) => total + length, 0);
	const [before, after] = [sum(parts.slice(0, at)), sum(parts.slice(at + 1))];
	const words: Record<WriteFate, string> = {
		'not sent': 'not sent',
		refused: 'sent once and refused',
		unknown: 'may have been sent',
	};
	const isEnd = at === parts.length - 1 && fate === 'unknown';
	const told = [
		`Sent: ${count(before)}.`,
		`Part ${at + 1} of ${parts.length}, ${count(parts[at]!.length)}: ${words[fate]}.`,
		`Not sent: ${count(after)}.`,
		isEnd ? 'It is not known whether the import has ended.' : 'The import was not ended.',
	];
	if (deletesOthers) told.push(isEnd ? 'The other offers may have been deleted.' : 'No other offer was deleted.');
	return `${told.join(' ')} Nothing is sent again by itself: look at the offers first.`;
}

/**
 * Sends an import, one part after another: `?start=1`, then `?id=`, at last `?id=&end=1`, with `&delete=1` where all others are to be
 * deleted. POST /offers/import (docs.smartsatu.com, API_Offers). A part that fails ends it there, and `delete=1` is not sent where
 * Smart Satu has not taken an offer of a part before.
 * @throws NodeApiError or NodeOperationError that says what was sent
 */
export async function importOffers(
	client: ProviderClient<SmartSatuAccount>,
	offers: JsonEntry[],
	{ listField, deletesOthers }: ImportOptions,
): Promise<ImportResult> {
	const parts = partsOf(offers);
	const comments = new Map<number, string>();
	let id: string | undefined;
	let deletedOthers = false;
	for (const [at, part] of parts.entries()) {
		const isLast = at === parts.length - 1;
		const query: Record<string, Json> = id === undefined ? { start: 1 } : { id };
		if (isLast) query.end = 1;
		deletedOthers = isLast && deletesOthers && comments.size === 0;
		if (deletedOthers) query.delete = 1;
		const request = { method: 'POST', path: '/offers/import', query, body: bodyOf(part, listField) } as const;
		const { body } = await client.request(request).catch((error: NodeApiError) => {
			throw telling(error, stateOf(parts, at, writeFateOf(error), deletesOthers));
		});
		const from = parts.slice(0, at).reduce((total, { length }) => total + length, 0);
		const { whole, each } = importComments(
			body,
			part.map(({ value }) => value),
		);
		if (whole !== undefined) part.forEach((_, place) => comments.set(from + place, whole));
		for (const [place, comment] of each) comments.set(from + place, comment);
		id ??= importIdOf(body);
		if (id === undefined) throw withoutId(client, parts, deletesOthers);
	}
	return { id: id ?? '', deletedOthers, comments };
}

function withoutId(client: ProviderClient<SmartSatuAccount>, parts: JsonEntry[][], deletesOthers: boolean): Error {
	const left = parts.slice(1).reduce((total, { length }) => total + length, 0);
	const deleted = deletesOthers ? ' No other offer was deleted.' : '';
	return new NodeOperationError(client.node, 'Smart Satu answered without the ID of the import', {
		description: `Sent: ${count(parts[0]!.length)}. Not sent: ${count(left)}. The import was not ended.${deleted} Look at the offers, and at what it answers.`,
	});
}
