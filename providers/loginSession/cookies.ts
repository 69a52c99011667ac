import { commaList, headerValue } from '../fields';
import type { ProviderAnswer } from '../types';
import { cookieDate } from './cookieDate';

/** A cookie that an answer sets. */
export interface Cookie {
	name: string;
	value: string;
	/** Seconds from now, as `Max-Age` tells. It goes before `Expires`. */
	maxAge?: number;
	/** Unix ms, as `Expires` tells. */
	expiresAt?: number;
}

/** A cookie as its line tells. Two of a name are one cookie where domain and path are the same (RFC 6265, section 5.3, step 11). */
interface SetCookie extends Cookie {
	domain: string;
	path: string;
}

/** What a request can carry; in a value spaces and letters of other scripts are not among it. */
const SENDABLE_NAME = /^[\x21-\x3a\x3c\x3e-\x7e]+$/;
const SENDABLE_VALUE = /^[\x21-\x3a\x3c-\x7e]+$/;

/** The lines of an answer that set cookies, in their order. */
export function setCookieLines({ headers }: Pick<ProviderAnswer, 'headers'>): string[] {
	const lines = headerValue(headers, 'Set-Cookie');
	return (Array.isArray(lines) ? lines : [lines]).filter((line): line is string => typeof line === 'string');
}

/**
 * The cookies that an answer sets, in the order of their first lines (RFC 6265, section 5.3). Of a name the last one counts; what is
 * deleted, empty or can't be sent is left out.
 */
export function cookiesOf(answer: ProviderAnswer): Cookie[] {
	const told = Date.parse(String(headerValue(answer.headers, 'Date') ?? ''));
	// The server's own clock says whether it deletes.
	const now = Number.isNaN(told) ? Date.now() : told;
	const stored = new Map<string, SetCookie>();
	for (const cookie of setCookieLines(answer).map(readCookie)) {
		stored.set(JSON.stringify([cookie.name, cookie.domain, cookie.path]), cookie);
	}
	const living = [...stored.values()].filter((cookie) => isLiving(cookie, now));
	const byName = new Map(living.map((cookie) => [cookie.name, cookie]));
	return [...byName.values()].map(({ name, value, maxAge, expiresAt }) => ({
		...{ name, value },
		...(maxAge !== undefined && { maxAge }),
		...(expiresAt !== undefined && { expiresAt }),
	}));
}

function isLiving({ name, value, maxAge, expiresAt }: Cookie, now: number): boolean {
	if (!SENDABLE_NAME.test(name) || !SENDABLE_VALUE.test(value) || value === '""') return false;
	return maxAge === undefined ? (expiresAt ?? Infinity) > now : maxAge > 0;
}

function readCookie(line: string): SetCookie {
	const [pair = '', ...attributes] = line.split(';');
	const [name, value] = halves(pair);
	const cookie: SetCookie = { name, value, domain: '', path: '' };
	for (const [key, told] of attributes.map(halves)) {
		if (/^max-age$/i.test(key) && /^-?\d+$/.test(told)) cookie.maxAge = Number(told);
		if (/^domain$/i.test(key)) cookie.domain = told.replace(/^\./, '').toLowerCase();
		if (/^path$/i.test(key)) cookie.path = told.startsWith('/') ? told : '';
		const time = /^expires$/i.test(key) ? cookieDate(told) : undefined;
		if (time !== undefined) cookie.expiresAt = time;
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
