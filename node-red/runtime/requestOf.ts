import { formText, HEADER_ADVICE, headerName, headerText, isObject, mergeHeaders } from '../../providers/fields';
import { InputError, type Json, type ProviderRequest } from '../../providers/types';
import { jsonProblem, parseLossless } from '../../http/json';
import { jsonText } from '../../http/jsonText';
import { valueAt } from '../../http/paging';

/** What the panel of a request says, and what a message may say in its place. */
export interface RequestFields {
	/** `use`: the message's. */
	method: ProviderRequest['method'] | 'use';
	path: string;
	/** JSON objects as text. */
	query: string;
	headers: string;
	bodyKind: 'none' | 'json' | 'form' | 'text';
	body: string;
}

type Message = Record<string, unknown>;

const METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];
const TYPES = { none: undefined, json: undefined, form: 'application/x-www-form-urlencoded', text: 'text/plain' };
/** What belongs to one connection, or is worked out anew: the headers that an answer before has left in the message. */
const NOT_TAKEN = /^(host|connection|content-length|transfer-encoding|content-encoding|cookie|authorization)$/i;

/** The request that a node sends for a message. @throws InputError naming what is wrong */
export function requestOf(fields: RequestFields, message: Message): ProviderRequest {
	const method = String((fields.method === 'use' ? message.method : fields.method) ?? 'GET').toUpperCase();
	const advice = `Give one of ${METHODS.join(', ')}.`;
	if (!METHODS.includes(method))
		throw new InputError(`${method} is not a method of HTTP that is sent`, 'method', advice);
	const path = filledIn(String(fields.path || message.url || message.path || '').trim(), message);
	if (path === '') throw new InputError('The path is empty', 'path', 'Enter a path, or give one in msg.url.');
	const query = objectOf(fields.query, message.query, 'query') as Record<string, Json>;
	const headers = headersOf(fields, message);
	const hasBody = !['GET', 'HEAD'].includes(method) && fields.bodyKind !== 'none';
	const body = hasBody ? bodyOf(fields, message.payload) : undefined;
	const type = body === undefined ? undefined : TYPES[fields.bodyKind];
	return {
		method: method as ProviderRequest['method'],
		path,
		query,
		headers: type === undefined ? headers : mergeHeaders({ 'Content-Type': type }, headers),
		...(body !== undefined && { body }),
	};
}

/** `{{order_id}}` in a path stands for `msg.order_id`. */
function filledIn(path: string, message: Message): string {
	return path.replace(/\{\{\{?\s*([\w.]+)\s*\}?\}\}/g, (_all, name: string) => {
		const value = valueAt(message as Json, name);
		if (['string', 'number'].includes(typeof value) && value !== '') return encodeURIComponent(String(value));
		throw new InputError(`msg.${name} is empty, and the path needs it`, 'path', 'Set it before this node.');
	});
}

function headersOf(fields: RequestFields, message: Message): Record<string, string> {
	const given = Object.entries(objectOf(fields.headers, message.headers, 'headers'));
	const taken = fields.headers.trim() === '' ? given.filter(([name]) => !NOT_TAKEN.test(name)) : given;
	return Object.fromEntries(
		taken.map(([name, value]) => [headerName(name), headerText(String(value), 'headers', name, HEADER_ADVICE)]),
	);
}

/** The panel's JSON text where there is one, else what the message has. */
function objectOf(written: string, given: unknown, field: string): Record<string, unknown> {
	if (written.trim() === '') return isObject(given) ? given : {};
	const value = jsonProblem(written) === undefined ? parseLossless(written) : undefined;
	if (isObject(value)) return value;
	throw new InputError(
		`The node's ${field} is not a JSON object`,
		field,
		'Enter e.g. {"page": 2}. Nothing has been sent.',
	);
}

function bodyOf({ bodyKind, body }: RequestFields, payload: unknown): string | undefined {
	const given = body.trim() === '' ? payload : body;
	if (given === undefined || given === null || given === '') return undefined;
	if (bodyKind === 'json') return jsonText(given);
	const isWrittenForm = bodyKind === 'form' && body.trim().startsWith('{');
	const fields = isWrittenForm ? objectOf(body, undefined, 'body') : given;
	if (typeof fields !== 'object') return String(given);
	return bodyKind === 'form' ? formText(fields as Record<string, unknown>) : JSON.stringify(fields);
}
