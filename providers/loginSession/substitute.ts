import { isObject } from '../fields';
import type { Json } from '../types';

/** Values by the names that texts use. */
export type Values = Record<string, string>;

const MARKER = /\{([A-Za-z_][\w-]*)\}/g;

/**
 * Puts values in place of `{name}`. A value is never read again: what looks like a marker in a password arrives as it is.
 * A name that nobody has a value for stays, braces and all; {@link unknownMarker} finds those that a person has mistyped.
 */
export const fillText = (template: string, values: Values): string =>
	template.replace(MARKER, (marker, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : marker));

/** {@link fillText} for each text of a JSON value that has been parsed before, so that no value can break out of its place. */
export function fillLeaves(template: Json, values: Values): Json {
	if (typeof template === 'string') return fillText(template, values);
	if (Array.isArray(template)) return template.map((entry) => fillLeaves(entry, values));
	if (!isObject(template)) return template;
	return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fillLeaves(value, values)]));
}

/** {@link fillText} for the values of headers, a query or cookies. */
export const fillEach = (template: Record<string, string> | undefined, values: Values): Record<string, string> =>
	Object.fromEntries(Object.entries(template ?? {}).map(([name, value]) => [name, fillText(value, values)]));

/** {@link fillText} for an address: values are encoded, so that none of them adds a step to a path or a parameter. */
export const fillUrl = (template: string, values: Values): string =>
	fillText(
		template,
		Object.fromEntries(Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)])),
	);

/** The names of all markers in a text or in the texts of a JSON value. */
export function markersIn(template: unknown): Set<string> {
	const texts = typeof template === 'string' ? template : (JSON.stringify(template) ?? '');
	return new Set([...texts.matchAll(MARKER)].map(([, name = '']) => name));
}

/** All texts of a JSON value. */
function textsIn(template: unknown): string[] {
	if (typeof template === 'string') return [template];
	return typeof template === 'object' && template !== null ? Object.values(template).flatMap(textsIn) : [];
}

/** How many letters are missing, too many or wrong in one of two words (Levenshtein's distance). */
function distance(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= other.length; j++) {
			const replaced = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
			next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
		}
		row = next;
	}
	return row[other.length]!;
}

/** How far a mistyped name may be from the right one. */
const NEAR = 2;

/**
 * The first marker of a text, or of the texts of a JSON value, that nobody has a value for. Braces inside of others belong to another
 * language, e.g. GraphQL's `{me{id}}`, unless a known name is nearly spelt by them; `{{` is text.
 */
export function unknownMarker(template: unknown, known: string[]): string | undefined {
	for (const text of textsIn(template)) {
		for (const { 0: marker, 1: name = '', index } of text.matchAll(MARKER)) {
			if (known.includes(name) || text[index - 1] === '{') continue;
			const before = text.slice(0, index);
			const isNested = before.split('{').length > before.split('}').length;
			const isNear = known.some((each) => distance(each.toLowerCase(), name.toLowerCase()) <= NEAR && name.length > 3);
			if (!isNested || isNear) return marker;
		}
	}
	return undefined;
}
