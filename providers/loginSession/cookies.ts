import { commaList, headerValue } from '../fields';
import type { ProviderAnswer } from '../types';

/** A cookie that an answer sets. */
export interface Cookie {
	name: string;
	value: string;
	/** Seconds from now, as `Max-Age` tells. */
	maxAge?: number;
	/** Unix ms, as `Expires` tells. */
	expiresAt?: number;
}

/** The cookies that an answer sets; those that it deletes are left out. */
export function cookiesOf({ headers }: ProviderAnswer): Cookie[] {
	const lines = headerValue(headers, 'Set-Cookie');
	const list = (Array.isArray(lines) ? lines : [lines]).filter((line): line is string => typeof line === 'string');
	return list.map(readCookie).filter(({ name, value, maxAge = 1 }) => name !== '' && value !== '' && maxAge > 0);
}

function readCookie(line: string): Cookie {
	const [pair = '', ...attributes] = line.split(';');
	const [name, value] = halves(pair);
	const cookie: Cookie = { name, value };
	for (const [key, told] of attributes.map(halves)) {
		if (/^max-age$/i.test(key) && /^-?\d+$/.test(told)) cookie.maxAge = Number(told);
		const time = /^expires$/i.test(key) ? Date.parse(told) : NaN;
		if (!Number.isNaN(time)) cookie.expiresAt = time;
	}
	return cookie;
}

function halves(text: string): [string, string] {
	const at = text.indexOf('=');
	return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** The cookies of these names, in the names' order; all where there are none. `*` stands for any characters. */
export function matchingCookies(cookies: Cookie[], names: string): Cookie[] {
	const patterns = commaList(names).map((name) => new RegExp(`^${name.split('*').map(literally).join('.*')}$`));
	if (patterns.length === 0) return cookies;
	const matching = patterns.flatMap((pattern) => cookies.filter(({ name }) => pattern.test(name)));
	return [...new Set(matching)];
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const pairsOf = (header: string) =>
	header
		.split(';')
		.map(halves)
		.filter(([name]) => name !== '');

/** Cookies of a request in one header; a later one replaces an earlier one of its name. */
export function mergeCookies(...headers: Array<string | undefined>): string {
	const pairs = new Map(headers.flatMap((header) => pairsOf(header ?? '')));
	return [...pairs].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** The values alone of the cookies of a request. */
export const cookieValues = (header: string): string[] => pairsOf(header).map(([, value]) => value);
