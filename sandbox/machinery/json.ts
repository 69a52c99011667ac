import { stringify } from 'lossless-json';

/** A JSON number of any length, digit for digit: `digits('9876543210987654321')`. */
export function digits(decimal: string): bigint {
	return BigInt(decimal);
}

/** JSON text in which bigints are plain numbers (64-bit ids: sagi.ru.txt, the answer of auth/business). */
export function toText(value: unknown): string {
	return stringify(value) ?? 'null';
}

/** JSON text to value, or a `SyntaxError`. No documented body has a number too long for JavaScript. */
export function fromText(text: string): unknown {
	return JSON.parse(text);
}
