import { LosslessNumber, parse, stringify } from 'lossless-json';

import type { Json } from '../providers/types';

/**
 * Integers of 16 digits and more become text, digit for digit: JavaScript would round most of them, and a field whose ids are
 * text in one answer and numbers in the next could not be compared.
 */
function keepDigits(digits: string): number | string {
	const number = Number(digits);
	return /^-?\d{16,}$/.test(digits) || !Number.isFinite(number) ? digits : number;
}

/** Digits that {@link keepDigits} may have to keep: a long number, or one with an exponent. */
const MAY_LOSE = /\d{16}|\d[eE]/;

/** A name that would replace an object's prototype as soon as somebody copies the object carelessly. */
const MAY_REPLACE_PROTOTYPE = /__proto__|\\u005f/i;
const withoutPrototype = (name: string, value: unknown): unknown => (name === '__proto__' ? undefined : value);

/**
 * Reads JSON without losing a digit; as fast as JavaScript can where there is none to lose. Of a name that is given twice the last
 * value counts, as everywhere.
 * @throws SyntaxError where the text is not JSON
 */
export function parseLossless(text: string): Json {
	const reviver = MAY_REPLACE_PROTOTYPE.test(text) ? withoutPrototype : undefined;
	const value: unknown = MAY_LOSE.test(text)
		? parse(text, reviver as undefined, { parseNumber: keepDigits, onDuplicateKey: ({ newValue }) => newValue })
		: JSON.parse(text, reviver);
	return value as Json;
}

/**
 * What keeps a text from being JSON, and where, or `undefined`. JavaScript's own words would quote the text around that place, which can
 * be a secret.
 */
export function jsonProblem(text: string): string | undefined {
	try {
		parseLossless(text);
		return undefined;
	} catch {
		return problemIn(text);
	}
}

function problemIn(text: string): string {
	try {
		parse(text, undefined, { onDuplicateKey: ({ newValue }) => newValue });
		return 'it is not written as JSON is';
	} catch (error) {
		return (error as SyntaxError).message.replace(/ at position (\d+)$/, (_, at: string) => placeIn(text, Number(at)));
	}
}

function placeIn(text: string, position: number): string {
	const before = text.slice(0, position).split('\n');
	return ` at line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

/** The entries of a list, each as JSON text with every digit that it had. @throws SyntaxError where the text is not JSON */
export const entryTexts = (text: string): string[] => (parse(text) as unknown[]).map((entry) => stringify(entry) ?? '');

/** Digits that go into JSON as a number, every one of them: for ids beyond 2^53. @throws Error where they are no number */
export const jsonNumber = (digits: string): unknown => new LosslessNumber(digits);

/** JSON of a value that may hold numbers of {@link jsonNumber}. */
export const toJsonText = (value: object): string => stringify(value) ?? '';
