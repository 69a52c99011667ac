import type { IDataObject } from 'n8n-workflow';

import { headerText, mergeHeaders } from '../../providers/fields';
import { InputError, type Json, type ProviderAnswer, type ProviderRequest } from '../../providers/types';
import { jsonProblem } from '../../http/json';
import { numberOf } from '../../http/numbers';
import type { Operation, OperationContext } from '../../transport/execution/router';
import { isRead } from '../../http/request';
import { apiRequestFields, WITH_BODY } from './apiRequest.fields';
import { itemSession, itemSessionFields } from './itemSession';
import { readPagedList } from '../../http/pagedLists';
import { listAt, type Paging } from '../../http/paging';
import { forOperation } from './panel';
import { asItem, entered, filledIn, limitOf } from './values';

/** No answer is waited for longer, s. */
const LONGEST_S = 600;

interface Entries {
	parameters?: Array<{ name: string; value: string }>;
}

interface Options {
	/** In seconds; as text, too. */
	timeLimit?: unknown;
	itemsField?: string;
	neverError?: boolean;
	fullAnswer?: boolean;
}

const OF_CREDENTIAL = 'Use the session that n8n keeps with the credential';
const OF_ITEM = 'Use the access token below, e.g. of a customer who logged in earlier in this workflow';

/** What a node's API Request offers besides what all have. */
interface Offers {
	/** Whether the item may bring the session, for nodes that serve many accounts. */
	ofItem?: boolean;
}

type SendOne = (request: ProviderRequest, whateverComes?: boolean) => Promise<ProviderAnswer>;

/**
 * API Request → Send: any other method of the provider's API, with the session. One implementation for all providers.
 * @param example a path for the placeholder
 */
export const apiRequest = (example: string, { ofItem = false }: Offers = {}): Operation => ({
	description: forOperation('apiRequest', 'send', [
		...(ofItem ? itemSessionFields(OF_CREDENTIAL, OF_ITEM) : []),
		...apiRequestFields(example),
	]),

	readsOnly: (parameter) => isRead(parameter('method')),

	async execute(context) {
		const { client, parameter } = context;
		const options = parameter<Options>('options', {});
		const request = { ...readRequest(context), ...timeLimit(options) };
		const given = ofItem ? itemSession(context) : undefined;
		const sendOne: SendOne = async (one, whateverComes = false) =>
			given ? await client.requestWithSession(given, one, whateverComes) : await client.request(one, whateverComes);
		if (request.method === 'GET' && parameter<string>('paging', 'off') !== 'off')
			return (await readList(context, request, options, sendOne)).map(asItem);
		const answer = await sendOne(request, options.neverError);
		if (options.fullAnswer || options.neverError) {
			return {
				status: answer.status,
				headers: answer.headers as IDataObject,
				body: (answer.body ?? null) as IDataObject,
			};
		}
		const body = options.itemsField ? listAt(answer.body, options.itemsField) : answer.body;
		return Array.isArray(body) ? body.map(asItem) : asItem(body);
	},
});

/** All pages of a list, up to the limit. */
async function readList(
	context: OperationContext,
	request: ProviderRequest,
	{ itemsField }: Options,
	sendOne: SendOne,
): Promise<Json[]> {
	const { client, parameter } = context;
	const paging = parameter<string>('paging', 'off');
	const isCursor = paging === 'cursor';
	const list = {
		...parameter<Partial<Paging>>('pageOptions', {}),
		...{ paging, itemsField },
		cursorField: isCursor ? filledIn(context, 'cursorField', 'Cursor Field').trim() : '',
		cursorParameter: isCursor ? filledIn(context, 'cursorParameter', 'Cursor Parameter').trim() : '',
		linkField: paging === 'link' ? entered(context, 'linkField').trim() : '',
	};
	return await readPagedList(request, list, (await client.account()).baseUrl, sendOne, limitOf(context));
}

/** @throws {@link InputError} for what is no time to wait */
function timeLimit({ timeLimit: limit }: Options): Pick<ProviderRequest, 'timeoutMs'> {
	if (limit === undefined) return {};
	const seconds = numberOf(limit);
	if (seconds > 0 && seconds <= LONGEST_S) return { timeoutMs: seconds * 1000 };
	throw new InputError(
		`"Time Limit" is not a number of seconds up to ${LONGEST_S}`,
		'options',
		'Enter a number such as 60. Nothing has been sent.',
	);
}

function readRequest({ parameter }: Pick<OperationContext, 'parameter'>): ProviderRequest {
	const method = parameter<ProviderRequest['method']>('method');
	const path = String(parameter('path') ?? '').trim();
	if (path === '') throw new InputError('The path is empty', 'path', 'Enter a path, e.g. /api/v1/orders');
	const query: Record<string, Json> = {};
	for (const { name, value } of parameter<Entries>('query', {}).parameters ?? []) {
		if (name === '') continue;
		const present = query[name];
		query[name] = present === undefined ? value : [...(Array.isArray(present) ? present : [present]), value];
	}
	const given: Record<string, string> = {};
	for (const { name, value } of parameter<Entries>('headers', {}).parameters ?? []) {
		if (String(name).trim() !== '')
			given[headerName(String(name).trim())] = headerText(String(value), 'headers', 'Headers');
	}
	const hasBody = WITH_BODY.includes(method);
	const { type, body } = hasBody ? readBody(parameter) : {};
	const headers = type === undefined ? given : mergeHeaders({ 'Content-Type': type }, given);
	return { method, path, query, headers, ...(body !== undefined && { body }) };
}

/** @throws {@link InputError} for a name that no header can have */
function headerName(name: string): string {
	if (/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return name;
	throw new InputError(`"Headers" has a name that no header can have: ${name}`, 'headers', 'Nothing has been sent.');
}

/** The body in the form that was chosen, and its type where that is not JSON. */
function readBody(parameter: OperationContext['parameter']): { type?: string; body?: string } {
	const choice = parameter<string>('bodyType', 'json');
	if (choice === 'text') return { type: 'text/plain', body: String(parameter('bodyText', '') ?? '') || undefined };
	if (choice !== 'form') return { body: readBodyField(parameter('body', '')) };
	const form = new URLSearchParams();
	for (const { name, value } of parameter<Entries>('bodyForm', {}).parameters ?? []) form.append(name, String(value));
	return { type: 'application/x-www-form-urlencoded', body: form.toString() || undefined };
}

/** The body as it is sent: the person's own text, so that every digit in it stays. @throws {@link InputError} when it is not JSON */
function readBodyField(value: unknown): string | undefined {
	if (typeof value === 'object' && value !== null) return JSON.stringify(value);
	const body = String(value ?? '').trim();
	if (body === '') return undefined;
	const problem = jsonProblem(body);
	if (problem) throw new InputError(`The body is not valid JSON: ${problem}`, 'body', 'Nothing has been sent.');
	return body;
}
