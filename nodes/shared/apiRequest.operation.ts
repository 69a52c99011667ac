import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../../providers/fields';
import { InputError, type Json, type ProviderRequest } from '../../providers/types';
import { jsonProblem } from '../../transport/json';
import type { Operation } from '../../transport/router';
import { apiRequestFields } from './apiRequest.fields';
import { itemSession, itemSessionFields } from './itemSession';
import { listAt, readPages, type Paging } from './paging';
import { forOperation } from './panel';

interface Entries {
	parameters?: Array<{ name: string; value: string }>;
}

interface Options {
	itemsField?: string;
	neverError?: boolean;
	fullAnswer?: boolean;
}

const OF_CREDENTIAL = 'Use the session that n8n keeps with the credential';
const OF_ITEM = 'Use the access token below, e.g. of a customer who logged in earlier in this workflow';

/**
 * API Request → Send: any other method of the provider's API, with the session. One implementation for all providers.
 * @param example a path for the placeholder
 * @param ofItem whether the item may bring the session, for nodes that serve many accounts
 */
export const apiRequest = (example: string, ofItem = false): Operation => ({
	description: forOperation('apiRequest', 'send', [
		...(ofItem ? itemSessionFields(OF_CREDENTIAL, OF_ITEM) : []),
		...apiRequestFields(example),
	]),

	async execute({ node, client, itemIndex }) {
		const request = readRequest(node, itemIndex);
		const paging = node.getNodeParameter('paging', itemIndex, 'off') as string;
		const options = node.getNodeParameter('options', itemIndex, {}) as Options;
		const given = ofItem ? itemSession(node, itemIndex) : undefined;
		const sendOne = async (one: ProviderRequest, whateverComes = false) =>
			given
				? await client.requestAs(given, one, itemIndex, whateverComes)
				: await client.request(one, itemIndex, whateverComes);
		if (paging === 'pageNumber') {
			const pages = node.getNodeParameter('pageOptions', itemIndex, {}) as Partial<Paging>;
			const limit = (node.getNodeParameter('returnAll', itemIndex, true) as boolean)
				? Infinity
				: (node.getNodeParameter('limit', itemIndex, 50) as number);
			const send = async (query: Record<string, Json>) =>
				(await sendOne({ ...request, query: { ...request.query, ...query } })).body;
			return (await readPages(send, { ...pages, itemsField: options.itemsField }, limit)).map(asItem);
		}
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

/** An entry of an answer as an item. Text and numbers become `{data}`, an empty answer `{success: true}`. */
function asItem(entry: Json | undefined): IDataObject {
	if (entry === undefined) return { success: true };
	return isObject(entry) ? (entry as IDataObject) : { data: entry as unknown as IDataObject };
}

function readRequest(node: IExecuteFunctions, itemIndex: number): ProviderRequest {
	const method = node.getNodeParameter('method', itemIndex) as ProviderRequest['method'];
	const path = (node.getNodeParameter('path', itemIndex) as string).trim();
	if (path === '') throw new InputError('The path is empty', 'path', 'Enter a path, e.g. /api/v1/orders');
	const query: Record<string, Json> = {};
	for (const { name, value } of (node.getNodeParameter('query', itemIndex, {}) as Entries).parameters ?? []) {
		if (name === '') continue;
		const present = query[name];
		query[name] = present === undefined ? value : [...(Array.isArray(present) ? present : [present]), value];
	}
	const headers: Record<string, string> = {};
	for (const { name, value } of (node.getNodeParameter('headers', itemIndex, {}) as Entries).parameters ?? []) {
		if (name.trim() !== '') headers[name.trim()] = value;
	}
	const hasBody = ['DELETE', 'PATCH', 'POST', 'PUT'].includes(method);
	const body = hasBody ? readBodyField(node.getNodeParameter('body', itemIndex, '')) : undefined;
	return { method, path, query, headers, ...(body !== undefined && { body }) };
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
