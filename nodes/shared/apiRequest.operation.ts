import type { IDataObject } from 'n8n-workflow';

import { HEADER_ADVICE, headerName, headerText, mergeHeaders, numberOf } from '../../providers/fields';
import { InputError, type Json, type ProviderAnswer, type ProviderRequest } from '../../providers/types';
import type { Operation, OperationContext } from '../../transport/execution/router';
import { AnswerError } from '../../http/answerBody';
import { fileNameOf } from '../../http/fileName';
import { isRead } from '../../http/request';
import { ItemWithFile } from '../../transport/execution/files';
import { readBody, type Body, type Entries } from './apiRequest.body';
import { WITH_BODY } from './apiRequest.bodyFields';
import { apiRequestFields } from './apiRequest.fields';
import { itemSession, itemSessionFields } from './itemSession';
import { readPagedList } from '../../http/pagedLists';
import { listAt, type Paging } from '../../http/paging';
import { forOperation } from './panel';
import { asItem, entered, filledIn, limitOf } from './values';

/** No answer is waited for longer, s. */
const LONGEST_S = 600;

interface Options {
	/** In seconds; as text, too. */
	timeLimit?: unknown;
	itemsField?: string;
	neverError?: boolean;
	fullAnswer?: boolean;
	responseFormat?: string;
	outputField?: string;
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

	// A file only reads as well, but more than ten of them side by side are too much to hold.
	readsOnly: (parameter) => isRead(parameter('method')) && !isFileWanted(parameter<Options>('options', {})),

	async execute(context) {
		const { client, parameter } = context;
		const options = parameter<Options>('options', {});
		const wantsFile = isFileWanted(options);
		const isPaged = parameter('method') === 'GET' && parameter<string>('paging', 'off') !== 'off';
		if (wantsFile && isPaged) refusePages();
		const request = { ...(await readRequest(context)), ...timeLimit(options), wantsFile };
		const given = ofItem ? itemSession(context) : undefined;
		const sendOne: SendOne = async (one, whateverComes = false) =>
			given ? await client.requestWithSession(given, one, whateverComes) : await client.request(one, whateverComes);
		if (isPaged) return (await readList(context, request, options, sendOne)).map(asItem);
		const answer = await sendOne(request, options.neverError);
		const isWhole = options.fullAnswer || options.neverError;
		if (wantsFile && (answer.file || !isWhole)) return await fileOf(context, answer, request.path, options);
		if (isWhole) return { ...statusAndHeaders(answer), body: (answer.body ?? null) as IDataObject };
		const body = options.itemsField ? listAt(answer.body, options.itemsField) : answer.body;
		return Array.isArray(body) ? body.map(asItem) : asItem(body);
	},
});

const isFileWanted = ({ responseFormat }: Options): boolean => responseFormat === 'file';

/** @throws {@link InputError} */
function refusePages(): never {
	throw new InputError(
		'A file does not come in pages',
		'options',
		'Switch "Paging" off, or take the option Response Format away. Nothing has been sent.',
	);
}

const statusAndHeaders = ({ status, headers }: ProviderAnswer) => ({ status, headers: headers as IDataObject });

/** The file of an answer as an item. @throws AnswerError where there is none in it */
async function fileOf(
	{ keepFile, parameter }: OperationContext,
	answer: ProviderAnswer,
	path: string,
	{ outputField = 'data', fullAnswer, neverError }: Options,
): Promise<ItemWithFile> {
	if (!answer.file || parameter('method') === 'HEAD')
		throw new AnswerError(`answered without a file (HTTP ${answer.status})`, WITHOUT_FILE);
	const file = await keepFile(answer, fileNameOf(answer.headers, path));
	const { fileName = '', fileSize = '', mimeType } = file;
	const told = { file_name: fileName, file_size: fileSize, mime_type: mimeType };
	const json = fullAnswer || neverError ? { ...statusAndHeaders(answer), ...told } : told;
	return new ItemWithFile(json, { [outputField.trim() || 'data']: file });
}

const WITHOUT_FILE = 'The request was carried out. Take the option Response Format away to see the answer.';

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
	return (await readPagedList(request, list, (await client.account()).baseUrl, sendOne, limitOf(context))).flat();
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

async function readRequest(panel: OperationContext): Promise<ProviderRequest> {
	const { parameter } = panel;
	const method = parameter<ProviderRequest['method']>('method');
	const path = String(parameter('path') ?? '').trim();
	if (path === '')
		throw new InputError('The path is empty', 'path', 'Enter a path, e.g. /api/v1/orders. Nothing has been sent.');
	const query: Record<string, Json> = {};
	for (const { name, value } of parameter<Entries>('query', {}).parameters ?? []) {
		if (name === '') continue;
		const present = query[name];
		query[name] = present === undefined ? value : [...(Array.isArray(present) ? present : [present]), value];
	}
	const given: Record<string, string> = {};
	for (const { name, value } of parameter<Entries>('headers', {}).parameters ?? []) {
		const header = String(name).trim();
		if (header !== '') given[headerName(header)] = headerText(String(value), 'headers', header, HEADER_ADVICE);
	}
	const hasBody = WITH_BODY.includes(method);
	const { type, body }: Body = hasBody ? await readBody(panel) : {};
	const headers = type === undefined ? given : mergeHeaders({ 'Content-Type': type }, given);
	return { method, path, query, headers, ...(body !== undefined && { body }) };
}
