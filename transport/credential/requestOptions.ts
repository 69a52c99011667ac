import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { InputError, type JsonObject, type ProviderRequest } from '../../providers/types';

/** Options of n8n's request helpers: those of older nodes name the address and a form otherwise. */
export type SendOptions = IHttpRequestOptions & { uri?: string; form?: IDataObject };

/** What options looked like before something was added to them. */
const given = new WeakMap<object, SendOptions>();

/**
 * The options as the caller gave them. n8n authorizes a repeated request on the options that the first one went out with, so that
 * the session before would stay in them.
 */
export const originalOptions = (options: SendOptions): SendOptions => given.get(options) ?? options;

/** The part of the options' body that fields can be added to: an object of fields, or a text. */
export function fieldsBody({ body, form }: SendOptions): JsonObject | string | undefined {
	const isFields = Object.prototype.toString.call(body ?? form) === '[object Object]' && !isUpload(body);
	if (typeof body === 'string') return body;
	return isFields ? ((body ?? form) as JsonObject) : undefined;
}

/** Whether a body is neither text nor fields: bytes, a stream, or a form with files. */
const isUpload = (body: unknown) =>
	typeof body === 'object' && Object.getPrototypeOf(body ?? {}) !== Object.prototype && !Array.isArray(body);

/**
 * Options with what the provider has put into a request. The given ones stay as they are, since n8n's nodes show them to people
 * and save them with failed executions.
 */
export function withAuth(options: SendOptions, prepared: ProviderRequest, url: string): SendOptions {
	const sent: SendOptions = { ...options, url, headers: prepared.headers };
	delete sent.baseURL;
	if ('uri' in options) sent.uri = url;
	if (prepared.query) sent.qs = { ...options.qs, ...prepared.query };
	if (prepared.body !== undefined && prepared.body !== fieldsBody(options)) {
		if (isUpload(options.body)) {
			throw new InputError(
				'A file can not be sent with this credential: it sends its session in the body',
				'bodyType',
				'Let the session go in a header, the query or a cookie, where the service takes it there. The file has not been sent.',
			);
		}
		if (options.form && options.body === undefined) sent.form = prepared.body as IDataObject;
		else sent.body = prepared.body;
	}
	given.set(sent, options);
	return sent;
}
