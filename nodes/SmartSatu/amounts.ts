import { isObject } from '../../providers/fields';
import { InputError, type Json } from '../../providers/types';

const MONEY = /^(price|total|amount|sum)$|_(price|total|amount|sum)$/i;

/** Text or a number, of two decimals at most: what was calculated with fractions is not rounded here, but refused. */
const isMoney = (value: Json) => /^\d{1,13}(\.\d{1,2})?$/.test(String(value));

/** Pieces, or a weight. 0 is what a shop gets of a product that has run out. */
const isQuantity = (value: Json) => /^\d{1,13}(\.\d{1,3})?$/.test(String(value));

function check(name: string, value: Json, field: string): void {
	if (MONEY.test(name) && !isMoney(value)) {
		const advice = 'Round it in the workflow, to a number or a text such as 4900.50.';
		throw new InputError(
			`"${name}" is no amount of money: ${shown(value)}`,
			field,
			`${advice} At most two decimals, a point before them, no spaces. Nothing has been sent.`,
		);
	}
	if (/^quantity$/i.test(name) && !isQuantity(value))
		throw new InputError(
			`"${name}" is no quantity: ${shown(value)}`,
			field,
			'Enter 0 or more, with a point before decimals. Nothing has been sent.',
		);
}

const shown = (value: Json): string => JSON.stringify(value).slice(0, 40);

/**
 * Looks at all amounts and quantities in what is about to be sent, however deep they stand.
 * @param field the panel's field that they come from
 * @throws {@link InputError} for one that can't be meant, e.g. a price of 0.30000000000000004
 */
export function checkAmounts(value: Json, field: string): void {
	if (Array.isArray(value)) for (const entry of value) checkAmounts(entry, field);
	if (!isObject(value)) return;
	for (const [name, inner] of Object.entries(value)) {
		if (typeof inner === 'object') checkAmounts(inner, field);
		else check(name, inner, field);
	}
}
