import { isBytes } from '../providers/fields';
import type { Json, ProviderAnswer, ProviderRequest } from '../providers/types';
import { readBody, readBytes, readText } from './answerBody';
import { decodeText } from './charset';
import { readFile } from './fileAnswer';

/** How long a provider may take to answer, ms. */
export const TIMEOUT_MS = 30_000;

/** Whether a method changes nothing, however often it is sent. */
export const isRead = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase());

/** An answer as the host's HTTP client gives it: the body is a stream, or a text where there is nothing to read. */
export interface FullResponse {
	body: unknown;
	headers: Record<string, unknown>;
	statusCode: number;
}

/** A request as it is given to the host's HTTP client. The names are those of n8n's helper. */
export interface HttpOptions {
	method: ProviderRequest['method'];
	url: string;
	headers: Record<string, string>;
	body?: string | Uint8Array;
	encoding: 'stream';
	json: false;
	returnFullResponse: true;
	ignoreHttpStatusErrors: true;
	disableFollowRedirect: true;
	/** ms. */
	timeout: number;
}

/** Sends a request. @throws what ended it without an answer, with the network's or HTTP client's own `code` */
export interface HttpClient {
	httpRequest(options: HttpOptions): Promise<FullResponse>;
}

/**
 * A request as it goes out: text in, a stream out, redirects and error statuses left to the caller, since the host's own reading rounds
 * long ids and would send the session to wherever a redirect points.
 */
export function toHttpOptions(request: ProviderRequest): HttpOptions {
	const { body } = request;
	return {
		method: request.method,
		url: askedAddress(request),
		headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...request.headers },
		...(body !== undefined && { body: asSent(body) }),
		encoding: 'stream',
		json: false,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: request.timeoutMs ?? TIMEOUT_MS,
	};
}

const asSent = (body: NonNullable<ProviderRequest['body']>): string | Uint8Array =>
	typeof body === 'string' || isBytes(body) ? body : JSON.stringify(body);

/** A request's path, or whole address, with its query. */
export function askedAddress({ path, query = {} }: Pick<ProviderRequest, 'path' | 'query'>): string {
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

/** An answer of the HTTP client in the provider's terms. What is no success is read, also where a file was asked for. */
export async function toAnswer(
	response: FullResponse,
	request: Partial<ProviderRequest> = {},
): Promise<ProviderAnswer> {
	const { statusCode: status, headers, body } = response;
	const { wantsFile = false } = request;
	const contentType = headers['content-type'];
	if (wantsFile && status < 300 && status !== 204) return { status, headers, ...(await readFile(body, contentType)) };
	const how = { announced: announcedBytes(response, request), contentType, isText: status < 300 && !wantsFile };
	return { status, headers, body: await readBody(body, how) };
}

/** How long the body is that a success must have, as it was sent; 0 where it need have none. */
const announcedBytes = ({ statusCode, headers }: FullResponse, { method }: Partial<ProviderRequest>): number =>
	method === 'HEAD' || statusCode === 204 || statusCode >= 300 ? 0 : Number(headers['content-length'] ?? 0);

/** An answer that is wanted as it came. */
export interface RawAnswer extends ProviderAnswer {
	bytes: Buffer;
	/** The bytes in their own charset; what is no text, as UTF-8. */
	text: string;
}

/** {@link toAnswer} with the body as it came as well. */
export async function toRawAnswer(response: FullResponse, request: Partial<ProviderRequest> = {}): Promise<RawAnswer> {
	const { statusCode: status, headers } = response;
	const bytes = await readBytes(response.body, announcedBytes(response, request));
	const decoded = decodeText(bytes, String(headers['content-type'] ?? ''));
	const body = decoded === undefined ? undefined : readText(decoded);
	return { status, headers, body, bytes, text: decoded ?? bytes.toString('utf8') };
}
