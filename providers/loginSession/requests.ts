import { headerValue, isObject, mergeHeaders } from '../fields';
import type { Json, ProviderRequest } from '../types';
import { mergeCookies } from './cookies';
import type { EveryRequest, Step } from './description';
import { fillEach, fillLeaves, fillUrl, type Values } from './substitute';

const FORM = 'application/x-www-form-urlencoded';

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A JSON object as a form's fields; a list repeats its name. */
function formOf(data: Json): string {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(isObject(data) ? data : {})) {
		for (const entry of Array.isArray(value) ? value : [value]) form.append(name, asText(entry));
	}
	return form.toString();
}

/** The request of one step, with the values put in. */
export function requestOf({ url, method, sendAs, data, headers }: Step, values: Values): ProviderRequest {
	const filled = data === undefined ? undefined : fillLeaves(data, values);
	const request: ProviderRequest = { method, path: fillUrl(url, values), headers: fillEach(headers, values) };
	const hasFields = isObject(filled) && Object.keys(filled).length > 0;
	if (sendAs === 'basic') {
		const pair = Buffer.from(`${values.username ?? ''}:${values.password ?? ''}`, 'utf8').toString('base64');
		request.headers = mergeHeaders({ Authorization: `Basic ${pair}` }, request.headers);
	}
	if (sendAs === 'query') return { ...request, query: isObject(filled) ? filled : {} };
	if (filled === undefined || (sendAs === 'basic' && !hasFields)) return request;
	if (sendAs === 'json') return { ...request, body: isObject(filled) ? filled : JSON.stringify(filled) };
	const type = sendAs === 'text' ? 'text/plain' : FORM;
	return {
		...request,
		headers: mergeHeaders({ 'Content-Type': type }, request.headers),
		body: sendAs === 'text' ? asText(filled) : formOf(filled),
	};
}

/** A request with what every request carries: headers and fields of the description replace those of the same name. */
export function carried(request: ProviderRequest, every: EveryRequest, values: Values): ProviderRequest {
	const cookies = Object.entries(fillEach(every.cookies, values)).map(([name, value]) => `${name}=${value}`);
	const own = fillEach(every.headers, values);
	const headers = mergeHeaders(request.headers, own);
	const cookie = mergeCookies(headerValue(request.headers, 'Cookie'), headerValue(own, 'Cookie'), ...cookies);
	const query = { ...request.query, ...fillEach(every.query, values) };
	return {
		...request,
		headers: cookie === '' ? headers : mergeHeaders(headers, { Cookie: cookie }),
		...(Object.keys(query).length > 0 && { query }),
		...bodyWith(request, fillEach(every.body, values)),
	};
}

/** The body with these fields in it, where it is one that has fields. A text stays as it was written, digit for digit. */
function bodyWith(
	{ method, body, headers = {} }: ProviderRequest,
	fields: Record<string, string>,
): Pick<ProviderRequest, 'body'> {
	if (Object.keys(fields).length === 0 || method === 'GET' || method === 'HEAD') return {};
	if (body === undefined || typeof body === 'object') return { body: { ...body, ...fields } };
	const type = headerValue(headers, 'Content-Type') ?? '';
	if (type.includes(FORM)) return { body: [body, formOf(fields)].filter(Boolean).join('&') };
	const inside = /^\s*\{([\s\S]*)\}\s*$/.exec(body)?.[1];
	if (inside === undefined) return {};
	// Last, since of two fields of one name the last one counts.
	return { body: `{${inside.trim() === '' ? '' : `${inside.trimEnd()},`}${JSON.stringify(fields).slice(1)}` };
}
