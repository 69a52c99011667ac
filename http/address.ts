import { isAbsolute, joinUrl } from '../providers/fields';
import { InputError, type Account, type Provider } from '../providers/types';
import { nameOf } from './nameOf';
import { CREDENTIAL } from '../providers/hostWords';

/** A dot segment that a server would find behind encoded slashes, and go up with: `..%2Fadmin`. */
function hidesDotSegment({ pathname }: URL): boolean {
	if (!pathname.includes('%')) return false;
	const plain = pathname
		.replace(/%25/gi, '%')
		.replace(/%2e/gi, '.')
		.replace(/%2f|%5c/gi, '/');
	return plain.split('/').some((segment) => segment === '..' || segment === '.');
}

/**
 * The whole address of a request.
 * @throws {@link InputError} when it is not an address of the account's provider
 */
export function addressOf(provider: Provider, account: Account, path: string): URL {
	const address = isAbsolute(path) ? path : joinUrl(account.baseUrl, path);
	const url = parsed(address);
	if (!url) {
		throw new InputError(
			`The path is not one of ${nameOf({ provider, account })}`,
			'path',
			'Enter a path, e.g. /api/v1/orders. Nothing has been sent.',
		);
	}
	if (hidesDotSegment(url)) {
		throw new InputError(
			'The path leads up with dots',
			'path',
			'Enter the path that it leads to. Nothing has been sent.',
		);
	}
	if (!provider.isAllowedUrl(account, url) || url.username !== '' || url.password !== '') {
		throw new InputError(
			`${url.host} is not an address of this ${provider.name} ${CREDENTIAL}`,
			'path',
			`What the ${CREDENTIAL} holds is only sent to ${account.baseUrl}. Enter a path, e.g. /api/v1/orders. Nothing has been sent.`,
		);
	}
	return url;
}

/** Half as long as asking `URL.canParse` first. */
function parsed(address: string): URL | undefined {
	try {
		return new URL(address);
	} catch {
		return undefined;
	}
}

/** A token of fewer characters, or a number, can stand in an address by accident: in `/orders/1042` for the session ID 42. */
const SHORTEST_TELLING = 6;
const NUMBER = /^\d{1,15}$/;

/**
 * @throws {@link InputError} when an address or the query that n8n adds to it holds a token, plain or encoded, that can't be there by
 * accident
 */
export function refuseTokenIn(url: URL, query: unknown, ...tokens: Array<string | undefined>): void {
	const texts = [url.href];
	if (url.pathname.includes('%')) texts.push(unescaped(url.pathname));
	if (url.search !== '') texts.push(...url.searchParams.values(), ...url.searchParams.keys());
	if (query) texts.push(JSON.stringify(query));
	const longest = Math.max(...texts.map(({ length }) => length));
	for (const token of tokens) {
		if (!token || token.length > longest || token.length < SHORTEST_TELLING || NUMBER.test(token)) continue;
		const written = [token, encodeURIComponent(token), Buffer.from(token).toString('base64')];
		if (texts.some((text) => written.some((form) => text.includes(form)))) {
			throw new InputError(
				'The address holds the access token',
				'path',
				'Take it out: it is sent by itself. Nothing has been sent.',
			);
		}
	}
}

function unescaped(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
