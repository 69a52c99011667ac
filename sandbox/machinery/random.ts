import { randomInt } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Unguessable text of the given length, of letters and digits and whatever `more` adds. */
export function randomText(length: number, more = ''): string {
	const alphabet = LETTERS + more;
	return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
