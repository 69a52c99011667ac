import { dateTime } from './dates';
import { InputError, type CredentialFields, type Json, type JsonObject } from './types';
import { CREDENTIAL } from './hostWords';

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a body goes out byte for byte. */
export const isBytes = (body: unknown): body is Uint8Array => body instanceof Uint8Array;

/** A field's text without spaces around it; `''` when it is not set. */
export const text = (fields: CredentialFields, name: string): string => String(fields[name] ?? '').trim();

/** A field that must be filled in. Passwords keep their spaces. @throws {@link InputError} */
export function required(fields: CredentialFields, name: string, label: string): string {
	const value = String(fields[name] ?? '');
	if (value.trim() === '') {
		throw new InputError(`The ${CREDENTIAL} has no ${label}`, name, `Open the ${CREDENTIAL} and fill in "${label}".`);
	}
	return value;
}

/** Whether a host is this computer, so that nobody on the way can read what goes there. */
const isLoopback = (hostname: string): boolean =>
	hostname === '[::1]' || /^(.+\.)?localhost$/.test(hostname) || /^127(\.\d+){3}$/.test(hostname);

/** Whether an address has neither user name, query nor fragment, so that a path can be put behind it. */
export const isPlain = ({ username, password, href }: URL): boolean =>
	username === '' && password === '' && !/[?#]/.test(href);

/** A host, perhaps with port and path, as people write it who leave the scheme out. */
const WITHOUT_SCHEME = /^[^\s/?#@:]+(:\d+)?(\/(?!\/)[^\s?#]*)?$/;

/** @throws {@link InputError} where an address lacks nothing but https:// or http:// at its beginning */
export function assertScheme(address: string, name: string, label: string): void {
	if (!WITHOUT_SCHEME.test(address) || !URL.canParse(`https://${address}`)) return;
	const scheme = isLoopback(new URL(`https://${address}`).hostname) ? 'http://' : 'https://';
	throw new InputError(
		`"${label}" does not begin with ${scheme}`,
		name,
		`Enter the whole address, e.g. ${scheme}${address}`,
	);
}

/**
 * Checks an address and cuts the slashes at its end.
 * @param allowsHttp whether secrets may go there without encryption, also to another computer
 * @throws {@link InputError}
 */
export function baseUrl(value: string, name: string, label: string, allowsHttp = false): string {
	assertScheme(value.trim(), name, label);
	if (!URL.canParse(value.trim())) {
		throw new InputError(`"${label}" is not a web address`, name, 'Enter a whole address, e.g. https://example.com');
	}
	const url = new URL(value.trim());
	if (!['http:', 'https:'].includes(url.protocol) || !isPlain(url)) {
		throw new InputError(
			`"${label}" is not an address that requests can be sent to`,
			name,
			'Enter an http or https address without a user name, query or fragment.',
		);
	}
	if (url.protocol === 'http:' && !isLoopback(url.hostname) && !allowsHttp) {
		throw new InputError(
			`"${label}" has no encryption: everybody on the way could read the password`,
			name,
			'Enter an address that begins with https, or switch on "Allow HTTP" where the network is your own.',
		);
	}
	return withoutEndSlashes(url.href);
}

/**
 * The address of the environment that a credential chooses, or the one it brings with it under "Custom URL".
 * @throws {@link InputError} where the latter is missing, or no address to send secrets to
 */
export function environmentUrl(fields: CredentialFields, known: Record<string, string>, byDefault: string): string {
	const environment = text(fields, 'environment') || byDefault;
	const address = environment === 'custom' ? required(fields, 'baseUrl', 'Base URL') : known[environment];
	return baseUrl(address ?? '', 'baseUrl', 'Base URL', fields.allowHttp === true);
}

/**
 * A phone as people write it, in digits alone: without spaces, brackets, hyphens, dots, the plus, and the invisible characters that
 * come along when it is copied. No digit is added or changed.
 * What holds anything else is given back as it is.
 */
export function plainPhone(written: string): string {
	const digits = written.replace(
		/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800().+\-\u2010-\u2015\u2212]/gu,
		'',
	);
	return /^\d+$/.test(digits) ? digits : written;
}

/**
 * @param advice what to do, where the value is not one that is copied
 * @throws {@link InputError} when a value can't go into a header as it is
 */
export function headerText(
	value: string,
	name: string,
	label: string,
	advice = 'Copy it once more: it has Latin letters, digits and signs alone.',
): string {
	if (/^[\x20-\x7e]*$/.test(value)) return value;
	throw new InputError(`"${label}" holds characters that can not be sent`, name, advice);
}

/** Of a header that somebody writes. */
export const HEADER_ADVICE =
	'Headers take Latin characters without line breaks: correct the value, or encode it. Nothing has been sent.';

/** @throws {@link InputError} for a name that no header can have (RFC 9110, section 5.6.2) */
export function headerName(name: string): string {
	if (/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return name;
	throw new InputError(
		`"Headers" has a name that no header can have: ${name}`,
		'headers',
		'Use letters, digits and hyphens. Nothing has been sent.',
	);
}

/** Fields as the body of a form; a list repeats its name. */
export function formText(fields: Record<string, unknown>): string {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(fields))
		for (const entry of [value].flat())
			form.append(name, typeof entry === 'object' ? JSON.stringify(entry) : String(entry));
	return form.toString();
}

/** A text field of an answer; numbers become text; anything else is `undefined`. */
export function answerText(value: Json | undefined): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Names and values with `=` and `&` between them and nothing else, as OAuth 1 and old OAuth 2 servers answer. */
const FORM = /^[\w.[\]-]+=[^&\s<>]*(&[\w.[\]-]+=[^&\s<>]*)*$/;

/** The fields of a form; `undefined` where a text is none. */
export function formFields(written: string): JsonObject | undefined {
	const form = written.trim();
	return FORM.test(form) ? Object.fromEntries(new URLSearchParams(form)) : undefined;
}

/** The longest token that still fits into a request's headers, characters: usual servers take 16 kB of them. */
export const LONGEST_TOKEN = 16_000;

/** A token of an answer: text that can go into a header as it is. Anything else is `undefined`: no session is made of rubbish. */
export function tokenText(value: Json | undefined): string | undefined {
	const token = answerText(value);
	return token !== undefined && token.length <= LONGEST_TOKEN && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
}

/** The end of the last year that a date can be written with, Unix ms. */
const LATEST = Date.UTC(9999, 11, 31);

/**
 * Unix seconds (or, above 10^12, milliseconds) as a number or as text, in Unix ms.
 * @returns `undefined` for anything that is no time after 1970 and before the year 10000
 */
export function unixTime(value: Json | undefined): number | undefined {
	const number = Number(answerText(value)?.trim() || NaN);
	const time = number > 1e12 ? number : number * 1000;
	return time > 0 && time < LATEST ? time : undefined;
}

/** A date in Unix ms, see {@link dateTime}; `undefined` for anything else. */
export function rfc3339Time(value: Json | undefined, zone?: string): number | undefined {
	const time = typeof value === 'string' ? dateTime(value, zone) : undefined;
	return time !== undefined && time > 0 ? time : undefined;
}

/** The `exp` claim of a JWT in Unix ms; `undefined` where a token is none or tells none. */
export function jwtExpiry(token: string): number | undefined {
	try {
		const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as JsonObject;
		return unixTime(claims.exp);
	} catch {
		return undefined;
	}
}

/** The value of a header, whose name is written in any case; `undefined` where it is absent. */
export const headerValue = <T>(headers: Record<string, T> | undefined, name: string): T | undefined =>
	Object.entries(headers ?? {}).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];

/** Base and path as one address, with exactly one slash between them. */
export const joinUrl = (base: string, path: string): string =>
	`${withoutEndSlashes(base)}${path.startsWith('/') ? '' : '/'}${path}`;

export const withoutEndSlashes = (address: string): string => address.replace(/\/+$/, '');

/** The entries of a list that is written with commas, without spaces around them and without empty ones. */
export const commaList = (written: string): string[] =>
	written
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');

/** Whether an address names a host, not just a path. */
export const isAbsolute = (address: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(address);

/** Whether a host is one of these; `*.example.com` stands for all below example.com. No name in it may be empty. */
export const isHost = (hosts: string[], hostname: string): boolean =>
	!/^\.|\.\./.test(hostname) &&
	hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));

/**
 * Whether an address has the base's scheme, host and port, and lies below its path.
 * @param base as {@link baseUrl} gives it
 */
export const isBelow = (base: string, { href }: URL): boolean =>
	href.startsWith(base) && ['', '/', '?', '#'].includes(href.charAt(base.length));

/** Headers of several sources in one: names are compared without regard to case, and the later value wins. */
export function mergeHeaders(...sources: Array<Record<string, string> | undefined>): Record<string, string> {
	const merged = new Map<string, [name: string, value: string]>();
	for (const source of sources) {
		for (const [name, value] of Object.entries(source ?? {})) merged.set(name.toLowerCase(), [name, value]);
	}
	return Object.fromEntries(merged.values());
}
