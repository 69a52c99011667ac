import { parse } from 'lossless-json';

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

/**
 * Reads JSON without losing a digit; as fast as JavaScript can where there is none to lose.
 * @throws SyntaxError where the text is not JSON
 */
export const parseLossless = (text: string): Json =>
	(MAY_LOSE.test(text) ? parse(text, undefined, { parseNumber: keepDigits }) : JSON.parse(text)) as Json;

/** Reads a body: JSON without loss, other text as it is, an empty body as `undefined`. */
export function readBody(text: unknown): Json | undefined {
	if (typeof text !== 'string' || text.trim() === '') return undefined;
	try {
		return parseLossless(text);
	} catch {
		return text;
	}
}

/** What keeps a text from being JSON, or `undefined`. */
export function jsonProblem(text: string): string | undefined {
	try {
		parseLossless(text);
		return undefined;
	} catch (error) {
		return (error as SyntaxError).message;
	}
}
