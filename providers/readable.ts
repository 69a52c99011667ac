/** One letter case as words have it: lower, UPPER, Capitalized, or humps of three letters and more. */
const REGULAR = /^([a-z]+|[A-Z]+|[A-Z]?[a-z]{2,}([A-Z][a-z]{2,})*)$/;
/** The longest run of letters and of digits that is taken for a word, a number, characters. */
const LONGEST_WORD = 20;
const LONGEST_NUMBER = 5;

/** Consonants that are written with two letters. */
const ONE_SOUND = /sch|[cpstw]h|ck|gh|kh|zh/gi;
/** What no language has: six consonants in a row, `q` before another consonant, one letter three times. */
const UNSPEAKABLE = /[bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ]{6}|q[bcdfghj-np-tvwxz]|(.)\1\1/;
/** From so many letters on a word is looked at so, and has so many vowels. */
const LONG = 8;
const FEWEST_VOWELS = 0.2;

/** Whether letters are drawn by lot rather than spelt: hexadecimal ones, or a word that nobody can speak. */
const isNoise = (letters: string): boolean => letters.split(/(?<=[a-z])(?=[A-Z])/).some(isUnspeakable);

function isUnspeakable(word: string): boolean {
	if (word.length < LONG) return false;
	const vowels = word.match(/[aeiouy]/gi)?.length ?? 0;
	const isHexadecimal = /^[a-f]+$/i.test(word);
	return isHexadecimal || vowels / word.length < FEWEST_VOWELS || UNSPEAKABLE.test(word.replace(ONE_SOUND, 'c'));
}

function isWord(part: string): boolean {
	// A token goes into a header, so that it has none of the others.
	if (/[^\x21-\x7e]/.test(part)) return true;
	if (/^\d*$/.test(part)) return part.length <= LONGEST_NUMBER;
	// E.g. OAuth2, E1001, 2fa.
	const [, before = '', letters = '', after = ''] = /^(\d{0,3})([A-Za-z]+)(\d*)$/.exec(part) ?? [];
	const isMixed = before !== '' || after !== '';
	if (letters === '' || (isMixed && part.length > 6) || isNoise(letters)) return false;
	return letters.length <= LONGEST_WORD && (REGULAR.test(letters) || letters.length <= 5);
}

/** Whether a text without spaces consists of words, as names and codes do. `isAlone`: nothing around it makes a sentence of it. */
export function isReadable(text: string, isAlone = false): boolean {
	const parts = text.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
	const mixed = parts.filter((part) => /\d/.test(part) && /[A-Za-z]/.test(part));
	return parts.every(isWord) && mixed.length <= (isAlone ? 0 : 1);
}

/**
 * What an answer to a log-in or a refresh says, without what could be a token or a code: such an answer holds secrets that nobody
 * knows yet.
 */
export function withoutTokens<T extends string | undefined>(said: T): T | string {
	if (said === undefined) return said;
	const isAlone = !/\s/.test(said.trim());
	return said.replace(/[^\s"'<>()[\]{},;]+/g, (piece) => (isReadable(piece, isAlone) ? piece : '•••'));
}
