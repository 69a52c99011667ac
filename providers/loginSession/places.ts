import { answerText, headerValue, isObject, tokenText } from '../fields';
import type { Json, ProviderAnswer } from '../types';
import { cookiesOf, matchingCookies } from './cookies';
import type { Place } from './description';

/** Something that was found in an answer, and where, for a person to read. */
export interface Found<T = string> {
	value: T;
	at: string;
}

/** Names of what is looked for where no path is given, the likeliest first; without `_`, `-` and capitals. */
export const ACCESS_NAMES = [
	...['accesstoken', 'token', 'authtoken', 'jwt', 'jwttoken', 'sessiontoken', 'sessionid', 'sessionkey'],
	...['apitoken', 'bearertoken', 'ticket', 'access', 'idtoken'],
];
export const REFRESH_NAMES = ['refreshtoken', 'refresh', 'renewtoken'];
const ACCESS_HEADERS = ['x-auth-token', 'x-subject-token', 'x-access-token', 'authorization'];
/** How deep a body is searched. */
const DEPTH = 4;

const plain = (name: string) => name.replace(/[_-]/g, '').toLowerCase();

/** The value at a path such as `data.items.0.id`; a key that has dots in it is found as well. */
export function valueAt(body: Json | undefined, path: string): Json | undefined {
	if (path === '') return body;
	if (Array.isArray(body)) {
		const [index = '', ...rest] = path.split('.');
		return /^\d+$/.test(index) ? valueAt(body[Number(index)], rest.join('.')) : undefined;
	}
	if (!isObject(body)) return undefined;
	if (Object.hasOwn(body, path)) return body[path];
	for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
		const key = path.slice(0, dot);
		if (Object.hasOwn(body, key)) return valueAt(body[key], path.slice(dot + 1));
	}
	return undefined;
}

/** The first field of one of these names, the likelier name first, then the one that lies less deep. */
export function findNamed(
	body: Json | undefined,
	names: string[],
	isWanted: (value: Json) => boolean,
): Found<Json> | undefined {
	const fields: Array<{ name: string; value: Json; at: string }> = [];
	let level: Array<{ value: Json | undefined; at: string }> = [{ value: body, at: '' }];
	for (let depth = 0; depth < DEPTH; depth++) {
		const next: typeof level = [];
		for (const { value, at } of level) {
			const entries = Array.isArray(value)
				? Object.entries(value.slice(0, 3))
				: isObject(value)
					? Object.entries(value)
					: [];
			for (const [name, inner] of entries) {
				const path = at === '' ? name : `${at}.${name}`;
				if (isWanted(inner)) fields.push({ name: plain(name), value: inner, at: path });
				else next.push({ value: inner, at: path });
			}
		}
		level = next;
	}
	for (const name of names) {
		const field = fields.find((candidate) => candidate.name === name);
		if (field) return { value: field.value, at: field.at };
	}
	return undefined;
}

const isText = (value: Json) => typeof value === 'string' && value !== '';

/** A header's value; names are compared without regard to case. */
function headerOf({ headers }: ProviderAnswer, wanted: string): string | undefined {
	const given = headerValue(headers, wanted);
	const value: unknown = Array.isArray(given) ? given[0] : given;
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value of one place that is named. */
export function readPlace(answer: ProviderAnswer, { from, path }: Place): string | undefined {
	if (from === 'header') return headerOf(answer, path);
	if (from === 'cookie') return matchingCookies(cookiesOf(answer), path)[0]?.value;
	return answerText(valueAt(answer.body, from === 'wholeBody' ? '' : path));
}

/**
 * The access token of an answer. Of a cookie it is what goes back: `name=value`, several with `; ` between them.
 * @returns `undefined` when the place holds none that a request can carry
 */
export function findAccess(answer: ProviderAnswer, place: Place): Found | undefined {
	const found = findIn(answer, place);
	const value = found?.value.replace(/^Bearer\s+/i, '');
	// Several cookies have spaces between them.
	return found && tokenText(value?.replaceAll('; ', ';')) ? { ...found, value: value! } : undefined;
}

function findIn(answer: ProviderAnswer, place: Place): Found | undefined {
	const { from, path } = place;
	if (from === 'cookie') {
		const cookies = matchingCookies(cookiesOf(answer), path);
		if (cookies.length === 0) return undefined;
		const value = cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join('; ');
		return { value, at: `cookie ${cookies.map(({ name }) => name).join(', ')}` };
	}
	if (from === 'header') {
		const name = path === '' ? ACCESS_HEADERS.find((each) => headerOf(answer, each) !== undefined) : path;
		const value = name && headerOf(answer, name);
		return value ? { value, at: `header ${name}` } : undefined;
	}
	if (from === 'wholeBody' || path !== '') {
		const value = readPlace(answer, place)?.trim();
		return value ? { value, at: from === 'wholeBody' ? 'whole body' : `body ${path}` } : undefined;
	}
	// A bare token is text without a space in it; a page of HTML is not.
	if (typeof answer.body === 'string' && /^[^\s<>]{8,}$/.test(answer.body))
		return { value: answer.body, at: 'whole body' };
	const found = findNamed(answer.body, ACCESS_NAMES, isText);
	return found && { value: String(found.value), at: `body ${found.at}` };
}

/** The refresh token of an answer, if there is one. */
export function findRefresh(answer: ProviderAnswer, place: Place): string | undefined {
	if (place.from === 'body' && place.path === '') {
		return tokenText(findNamed(answer.body, REFRESH_NAMES, isText)?.value);
	}
	return tokenText(readPlace(answer, place));
}
