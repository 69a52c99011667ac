import { headerValue, isObject } from '../fields';
import { isReadable } from '../readable';
import type { Json, ProviderAnswer } from '../types';
import { cookiesOf } from './cookies';
import { fieldsOf } from './places';

/** How many names are told, of how many characters in all, and how deep they are looked for. */
const MOST = 12;
const LONGEST = 400;
const DEPTH = 3;

/** Headers of every answer, which hold no token. */
const USUAL =
	/^(accept|access-control|age$|allow|alt-svc|cache|cf-|connection|content|cross-origin|date|etag|expires|keep|last|link|location|nel$|p3p|permissions|pragma|ratelimit|referrer|report|retry|server|set-cookie|strict|transfer|upgrade|vary|via|warning|x-(content|dns|download|frame|permitted|powered|ratelimit|request|robots|runtime|ua|xss))/i;

/** A service may use tokens as names. */
const shown = (name: string) => (isReadable(name) && name.length <= 60 ? name : '•••');

function pathsIn(value: Json | undefined, depth = 0): string[] {
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([name, inner]) => {
		const deeper = depth < DEPTH ? pathsIn(inner, depth + 1) : [];
		return deeper.length > 0 ? deeper.map((path) => `${shown(name)}.${path}`) : [shown(name)];
	});
}

/** What an answer holds, by names alone: its fields, cookies and uncommon headers, in words. No value is told. */
export function namesIn(answer: ProviderAnswer): string {
	const fields = pathsIn(fieldsOf(answer));
	const cookies = cookiesOf(answer).map(({ name }) => `the cookie ${shown(name)}`);
	const headers = Object.keys(answer.headers)
		.filter((name) => !USUAL.test(name) && headerValue(answer.headers, name) !== '')
		.map((name) => `the header ${shown(name)}`);
	const all = [...new Set([...fields, ...cookies, ...headers])];
	let characters = 0;
	const told = all.slice(0, MOST).filter((name) => (characters += name.length) <= LONGEST);
	const list = told.length < all.length ? [...told, 'and more'] : all;
	return [kindOf(answer.body, fields), list.join(', ')].filter((part) => part !== '').join(', ');
}

function kindOf(body: Json | undefined, fields: string[]): string {
	if (fields.length > 0) return '';
	if (body === undefined) return 'no body';
	if (typeof body === 'string') return body.trimStart().startsWith('<') ? 'a page or XML' : 'a text';
	return 'no fields';
}
