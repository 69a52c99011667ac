import { formText, headerValue, isBytes, isObject, mergeHeaders } from '../fields';
import { CredentialError, type Json, type ProviderRequest } from '../types';
import { mergeCookies } from './cookies';
import type { EveryRequest, Step } from './description';
import { fillEach, fillLeaves, fillUrl, type Values } from './substitute';
import { CREDENTIAL } from '../hostWords';

const FORM = 'application/x-www-form-urlencoded';

const filledText = (data: Json): string => (typeof data === 'string' ? data : JSON.stringify(data));

/** @throws {@link CredentialError} where a value would not arrive: HTTP's headers have Latin characters alone, and no line breaks */
function sendable(headers: Record<string, string>): Record<string, string> {
	for (const [name, value] of Object.entries(headers)) {
		if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) continue;
		throw new CredentialError(
			`"${name}" holds characters that can not be sent`,
			name,
			`Headers and cookies take Latin characters without line breaks: look at what the ${CREDENTIAL} puts into this one. Nothing has been sent.`,
		);
	}
	return headers;
}

/** The request of one step, with the values put in. @throws {@link CredentialError} where a header can't be sent */
export function requestOf({ url, method, sendAs, data, headers }: Step, values: Values): ProviderRequest {
	const filled = data === undefined ? undefined : fillLeaves(data, values);
	const request: ProviderRequest = { method, path: fillUrl(url, values), headers: sendable(fillEach(headers, values)) };
	const hasFields = isObject(filled) && Object.keys(filled).length > 0;
	const isBasic = sendAs === 'basic' || sendAs === 'basicJson';
	if (isBasic) {
		const pair = Buffer.from(`${values.username ?? ''}:${values.password ?? ''}`, 'utf8').toString('base64');
		request.headers = mergeHeaders({ Authorization: `Basic ${pair}` }, request.headers);
	}
	if (sendAs === 'query') return { ...request, query: isObject(filled) ? filled : {} };
	if (filled === undefined || (isBasic && !hasFields)) return request;
	if (sendAs === 'json' || sendAs === 'basicJson')
		return { ...request, body: isObject(filled) ? filled : JSON.stringify(filled) };
	const type = sendAs === 'text' ? 'text/plain' : FORM;
	return {
		...request,
		headers: mergeHeaders({ 'Content-Type': type }, request.headers),
		body: sendAs === 'text' ? filledText(filled) : formText(isObject(filled) ? filled : {}),
	};
}

/** A request with what every request carries: headers and fields of the description replace those of the same name. */
export function carried(request: ProviderRequest, every: EveryRequest, values: Values): ProviderRequest {
	const cookies = Object.entries(fillEach(every.cookies, values)).map(cookiePair);
	const own = sendable(fillEach(every.headers, values));
	const headers = mergeHeaders(request.headers, own);
	const cookie = mergeCookies(headerValue(request.headers, 'Cookie'), headerValue(own, 'Cookie'), ...cookies);
	const query = { ...request.query, ...fillEach(every.query, values) };
	return {
		...request,
		headers: cookie === '' ? headers : mergeHeaders(headers, sendable({ Cookie: cookie })),
		...(Object.keys(query).length > 0 && { query }),
		...bodyWith(request, fillEach(every.body, values)),
	};
}

/** A session of cookies brings its cookie's name along, so that it is not written twice. */
const cookiePair = ([name, value]: [string, string]): string =>
	value.startsWith(`${name}=`) ? value : `${name}=${value}`;

/** The body with these fields in it, where it is one that has fields. A text stays as it was written, digit for digit. */
function bodyWith(
	{ method, body, headers = {} }: ProviderRequest,
	fields: Record<string, string>,
): Pick<ProviderRequest, 'body'> {
	if (Object.keys(fields).length === 0 || method === 'GET' || method === 'HEAD') return {};
	// What sends bytes refuses them where fields are to be added.
	if (isBytes(body)) return { body: fields };
	if (body === undefined || typeof body === 'object') return { body: { ...body, ...fields } };
	const type = headerValue(headers, 'Content-Type') ?? '';
	if (type.includes(FORM)) return { body: [body, formText(fields)].filter(Boolean).join('&') };
	const inside = /^\s*\{([\s\S]*)\}\s*$/.exec(body)?.[1];
	if (inside === undefined) return {};
	// Last, since of two fields of one name the last one counts.
	return { body: `{${inside.trim() === '' ? '' : `${inside.trimEnd()},`}${JSON.stringify(fields).slice(1)}` };
}
