import { isObject } from '../fields';
import type { Json } from '../types';

/** Values by the names that texts use. */
export type Values = Record<string, string>;

const MARKER = /\{([A-Za-z_][\w-]*)\}/g;

/**
 * Puts values in place of `{name}`. A value is never read again: what looks like a marker in a password arrives as it is.
 * A name that nobody has a value for stays, braces and all.
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
