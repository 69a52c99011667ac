import { answerText, formFields, headerValue, isObject, LONGEST_TOKEN, tokenText } from '../fields';
import type { Json, ProviderAnswer } from '../types';
import { cookiesOf, matchingCookies } from './cookies';
import { isDenial } from './denials';
import type { Place } from './description';
import { inputValue, patternValue } from './page';

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

const plain = (name: string) => name.replace(/^\.|[_-]/g, '').toLowerCase();

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

const isText = (value: Json) => typeof value === 'string' && value.trim() !== '';

/** A header's value; names are compared without regard to case. */
function headerOf({ headers }: ProviderAnswer, wanted: string): string | undefined {
	const given = headerValue(headers, wanted);
	const value: unknown = Array.isArray(given) ? given[0] : given;
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A body's fields; those of a form are read as such, whatever type the answer says it has. */
export function fieldsOf({ body }: ProviderAnswer): Json | undefined {
	return typeof body === 'string' ? (formFields(body) ?? body) : body;
}

/** The value of one place that is named. */
export function readPlace(answer: ProviderAnswer, { from, path }: Place): string | undefined {
	if (from === 'header') return headerOf(answer, path);
	if (from === 'cookie') return matchingCookies(cookiesOf(answer), path)[0]?.value;
	if (from === 'wholeBody') return answerText(answer.body);
	if (from === 'body') return answerText(valueAt(fieldsOf(answer), path));
	const page = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? '');
	return from === 'input' ? inputValue(page, path) : patternValue(page, path);
}

/**
 * The access token of an answer. Of a cookie it is what goes back: `name=value`, several with `; ` between them.
 * @returns `undefined` when the place holds none that a request can carry
 */
export function findAccess(answer: ProviderAnswer, place: Place): Found | undefined {
	const found = findIn(answer, place);
	return found && unusable(found.value, place) === undefined ? found : undefined;
}

/** Why what stands where a token is looked for is none; `undefined` where nothing stands there, or a token. */
export function accessProblem(answer: ProviderAnswer, place: Place): string | undefined {
	const found = findIn(answer, place);
	const problem = found && unusable(found.value, place);
	return problem && `${found.at} ${problem}`;
}

function unusable(token: string, { from }: Place): string | undefined {
	if (from !== 'cookie' && isDenial(token)) return 'holds words that say no, not a token';
	// Several cookies have spaces between them.
	if (tokenText(token.replaceAll('; ', ';'))) return undefined;
	if (token.length > LONGEST_TOKEN) return `is longer than the ${LONGEST_TOKEN} characters that servers take`;
	return 'holds spaces or characters that no header can carry';
}

const bare = (token: string) => token.trim().replace(/^Bearer\s+/i, '');

function findIn(answer: ProviderAnswer, place: Place): Found | undefined {
	const { from, path } = place;
	if (from === 'cookie') {
		// A server without a clock deletes a cookie by such a value alone.
		const cookies = matchingCookies(cookiesOf(answer), path);
		if (cookies.every(({ value }) => isDenial(value))) return undefined;
		const value = cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join('; ');
		return { value, at: `cookie ${cookies.map(({ name }) => name).join(', ')}` };
	}
	if (from === 'header') {
		const name = path === '' ? ACCESS_HEADERS.find((each) => headerOf(answer, each) !== undefined) : path;
		const value = name && bare(headerOf(answer, name) ?? '');
		return value ? { value, at: `header ${name}` } : undefined;
	}
	if (from !== 'body' || path !== '') {
		const value = bare(readPlace(answer, place) ?? '');
		return value === '' ? undefined : { value, at: from === 'wholeBody' ? 'whole body' : `body ${path}` };
	}
	// A text is no token unless the credential says so: LOGIN_FAILED is one as well.
	const found = findNamed(fieldsOf(answer), ACCESS_NAMES, isText);
	return found && { value: bare(String(found.value)), at: `body ${found.at}` };
}

/** The refresh token of an answer, if there is one. */
export function findRefresh(answer: ProviderAnswer, place: Place): string | undefined {
	const isAnywhere = place.from === 'body' && place.path === '';
	const found = isAnywhere ? findNamed(fieldsOf(answer), REFRESH_NAMES, isText)?.value : readPlace(answer, place);
	return tokenText(typeof found === 'string' ? found.trim() : found);
}
