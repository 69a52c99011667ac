import type { IHttpRequestOptions } from 'n8n-workflow';

import { isAbsolute } from '../providers/fields';
import type { Account, Json, Provider, ProviderAnswer, ProviderRequest } from '../providers/types';
import { InputError } from '../providers/types';
import { AnswerError, readBody } from './answerBody';

/** How long a provider may take to answer, ms. */
const TIMEOUT_MS = 30_000;

/** Whether a method changes nothing, however often it is sent. */
export const isRead = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase());

/** What n8n's helper gives with `returnFullResponse`. */
export interface FullResponse {
	body: unknown;
	headers: Record<string, unknown>;
	statusCode: number;
}

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
	const address = isAbsolute(path) ? path : `${account.baseUrl}${path.startsWith('/') ? '' : '/'}${path}`;
	const url = parsed(address);
	if (!url) {
		throw new InputError(`The path is not one of ${provider.name}`, 'path', 'Enter a path, e.g. /api/v1/orders');
	}
	if (hidesDotSegment(url)) {
		throw new InputError(
			'The path leads up with dots',
			'path',
			'Enter the path that it leads to. Nothing has been sent.',
		);
	}
	if (!provider.ownsUrl(account, url) || url.username !== '' || url.password !== '') {
		throw new InputError(
			`${url.host} is not an address of this ${provider.name} credential`,
			'path',
			`What the credential holds is only sent to ${account.baseUrl}. Enter a path of ${provider.name}, e.g. /api/v1/orders`,
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

/** @throws {@link InputError} when an address or the query that n8n adds to it holds a token, plain or encoded */
export function refuseTokenIn(url: URL, query: unknown, ...tokens: Array<string | undefined>): void {
	const texts = [url.href];
	if (url.pathname.includes('%')) texts.push(unescaped(url.pathname));
	if (url.search !== '') texts.push(...url.searchParams.values(), ...url.searchParams.keys());
	if (query) texts.push(JSON.stringify(query));
	const longest = Math.max(...texts.map(({ length }) => length));
	for (const token of tokens) {
		if (!token || token.length > longest) continue;
		const written = [token, encodeURIComponent(token), Buffer.from(token).toString('base64')];
		if (texts.some((text) => written.some((form) => text.includes(form)))) {
			throw new InputError('The address holds the access token', 'path', 'Take it out: it is sent in a header.');
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

/**
 * A request in n8n's terms: text in, a stream out, redirects and error statuses left to the caller, since n8n's own reading rounds
 * long ids and would send the session to wherever a redirect points.
 */
export function toHttpOptions(request: ProviderRequest): IHttpRequestOptions {
	const { body } = request;
	return {
		method: request.method,
		url: withQuery(request.path, request.query ?? {}),
		headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...request.headers },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		encoding: 'stream',
		json: false,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	};
}

function withQuery(path: string, query: Record<string, Json>): string {
	const [base = ''] = path.split('#');
	const entries = Object.entries(query);
	if (entries.length === 0) return base;
	const parameters = new URLSearchParams();
	for (const [name, value] of entries) {
		for (const entry of Array.isArray(value) ? value : [value]) parameters.append(name, queryText(entry));
	}
	return `${base}${base.includes('?') ? '&' : '?'}${parameters.toString()}`;
}

const queryText = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** An answer of n8n's helper in the provider's terms. */
export const toAnswer = async ({ statusCode, headers, body }: FullResponse): Promise<ProviderAnswer> => ({
	status: statusCode,
	headers,
	body: await readBody(body, { contentType: headers['content-type'], isText: statusCode < 300 }),
});

/** What a failed request says in words; n8n's and axios' texts can hold the address with its query, so that none is passed on. */
export function networkReason(error: unknown): string {
	if (error instanceof AnswerError) return error.message;
	const code = networkCode(error);
	const reasons: Record<string, string> = {
		ECONNREFUSED: 'refused the connection',
		ECONNRESET: 'closed the connection without an answer',
		EPIPE: 'closed the connection without an answer',
		ECONNABORTED: `did not answer within ${TIMEOUT_MS / 1000} seconds`,
		ETIMEDOUT: `did not answer within ${TIMEOUT_MS / 1000} seconds`,
		ERR_CANCELED: 'was not waited for, because the execution was cancelled',
		ENOTFOUND: 'has no address: the host name is not known',
		EAI_AGAIN: 'has no address: the name server did not answer',
		EHOSTUNREACH: 'can not be reached',
		ENETUNREACH: 'can not be reached',
		DEPTH_ZERO_SELF_SIGNED_CERT: 'showed a certificate that this n8n does not trust',
		SELF_SIGNED_CERT_IN_CHAIN: 'showed a certificate that this n8n does not trust',
		UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'showed a certificate that this n8n does not trust',
		UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'showed a certificate that this n8n does not trust',
		CERT_HAS_EXPIRED: 'showed a certificate that has expired',
	};
	if (code?.startsWith('HPE_')) return 'answered with something that is not HTTP';
	if (code?.startsWith('Z_')) return 'answered with a body that can not be unpacked';
	return reasons[code ?? ''] ?? 'could not be reached';
}

/** Whether the certificate is what was wrong. */
export const isCertificateReason = (reason: string): boolean => reason.includes('certificate');

/** The error code of the socket or the HTTP client, from inside n8n's wrapping. */
export function networkCode(error: unknown): string | undefined {
	let current = error as { code?: unknown; cause?: unknown } | undefined;
	for (let depth = 0; depth < 5 && current; depth++) {
		if (typeof current.code === 'string') return current.code;
		current = current.cause as typeof current;
	}
	return undefined;
}
