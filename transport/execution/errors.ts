import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type JsonObject as N8nJsonObject,
	type Failure,
} from 'n8n-workflow';

import { retryAfterMs } from '../../pacing/retryAfter';
import { InputError, type ProviderAnswer, type Provider, type ProviderFault } from '../../providers/types';
import { SessionError } from '../../session/errors';
import { AnswerError, NoTextError } from '../../http/answerBody';
import { NotStoredError } from '../credential/credentialStore';
import { answerErrorWords, hasNoAnswer, noAnswerWords } from '../../http/errorWords';
import { inOpenCredential, type AnsweredRequest } from '../../http/faultAdvice';
import { withoutSecrets } from '../../http/redact';

/** Whom and what an error is about. */
export interface ErrorContext extends AnsweredRequest {
	node: INode;
	itemIndex?: number;
	/** Whom messages name, where that is not the provider. */
	name?: string;
	/** How long its answer was waited for, ms, where it was longer or shorter than usual. */
	timeoutMs?: number;
	/** What an operation was given that no message may repeat, whichever request was answered: also a log-in that it led to. */
	secrets?: unknown[];
}

/** What became of a request, for operations that go on from there: what the provider said, or that the request never went out. */
export interface RequestFate {
	kind: ProviderFault['kind'] | 'not sent';
	/** The provider's own code, beside the HTTP status. */
	code?: string;
	/** Of the provider's answer. */
	status?: number;
}

const fates = new WeakMap<object, RequestFate>();

/** What an error tells of its request; `undefined` where nobody knows what became of it. */
export const requestFate = (error: unknown): RequestFate | undefined =>
	typeof error === 'object' && error !== null ? fates.get(error) : undefined;

/** The name of the credential that the node uses, for messages. */
export const credentialName = (node: INode, provider: Provider): string =>
	node.credentials?.[provider.credentialType]?.name ?? `${provider.name} credential`;

/** An answer that tells of an error, as n8n shows it: what happened, the provider's own words, status and field, what to do. */
export function answerError(
	place: ErrorContext,
	answer: ProviderAnswer,
	fault: ProviderFault,
	secrets: Iterable<unknown>,
): NodeApiError {
	const { node, provider, itemIndex } = place;
	const told = { ...place, credential: credentialName(node, provider), orRetry: OR_RETRY };
	const name = place.name ?? provider.name;
	const { words, code, message, advice } = answerErrorWords(name, told, answer, fault, secrets);
	const itself = { providerMessage: words ?? null, httpStatus: answer.status, providerCode: code ?? null };
	const error = new NodeApiError(node, itself as N8nJsonObject, {
		message,
		description: advice,
		httpCode: String(answer.status),
		itemIndex,
	});
	fates.set(error, { kind: fault.kind, code: fault.code, status: answer.status });
	return declaring(error, failureOf(fault, answer));
}

/** With what n8n is to know of it. Older n8n does not take that from an error's options; the form and the audit need it there, too. */
const declaring = <E extends NodeApiError>(error: E, failure: Failure | undefined): E =>
	failure ? Object.assign(error, { failure }) : error;

const OR_RETRY = `, or switch on "Retry On Fail" in the node's settings.`;

/** Declares to n8n only what the answer proves. */
function failureOf(fault: ProviderFault, answer: ProviderAnswer): Failure | undefined {
	const wait = retryAfterMs(answer, Date.now());
	const retry = wait === undefined ? {} : { retryAfterMs: wait };
	if (answer.status === 429) return { cause: 'rate-limited', ...retry };
	if (fault.kind === 'transient' && answer.status >= 500) return { cause: 'temporarily-unavailable', ...retry };
	return undefined;
}

const NOT_STORED =
	'The service has done what was asked. Enter in the credential what has changed, or log in again. If this stays, look at the database of n8n.';

/** What was thrown, where that is no error at all. */
const asError = (thrown: unknown): Error =>
	typeof (thrown as Error | undefined)?.message === 'string'
		? (thrown as Error)
		: new Error('The request ended without telling why');

/** Any other failure of a request, as n8n shows it: no session, bad input, an expression that fails, or no answer. */
export function requestError(place: ErrorContext, error: unknown): NodeApiError | NodeOperationError {
	const { node, provider, itemIndex, secrets = [] } = place;
	if (error instanceof SessionError) {
		const safe = (text: string) => withoutSecrets(text, secrets, Infinity);
		const message = safe(error.message);
		const told = new NodeApiError(node, { message } as IDataObject as N8nJsonObject, {
			message: `"${credentialName(node, provider)}": ${message}`,
			description: error.description && safe(error.description),
			httpCode: error.answered === undefined ? undefined : String(error.answered),
			itemIndex,
		});
		fates.set(told, { kind: 'not sent' });
		return declaring(told, { cause: error.kind === 'transient' ? 'temporarily-unavailable' : 'credential-invalid' });
	}
	if (error instanceof InputError) {
		const refused = new NodeOperationError(node, error.message, { description: inputAdvice(place, error), itemIndex });
		// n8n's own nodes name the parameter at the same place.
		if (!error.isInCredential) refused.context.parameter = error.field;
		fates.set(refused, { kind: 'not sent' });
		return refused;
	}
	if (error instanceof NotStoredError)
		return new NodeOperationError(node, error.message, { description: NOT_STORED, itemIndex });
	if (error instanceof NodeOperationError || (error instanceof NodeApiError && !error.cause)) return error;
	if (!(error instanceof NodeApiError) && !hasNoAnswer(error))
		return new NodeOperationError(node, asError(error), { itemIndex });
	const { reason, isUnsent, message, advice } = noAnswerWords(error, place.name ?? provider.name, place, FILE_ADVICE);
	const shown = { message: reason } as IDataObject as N8nJsonObject;
	const told = new NodeApiError(node, shown, { message, description: advice, itemIndex });
	if (isUnsent) fates.set(told, { kind: 'not sent' });
	const isOfThisAnswer = error instanceof NoTextError || (error instanceof AnswerError && error.advice !== undefined);
	return isOfThisAnswer ? told : declaring(told, { cause: 'temporarily-unavailable' });
}

/** In a node's panel nobody sees the credential's fields. */
function inputAdvice(
	{ node, provider }: ErrorContext,
	{ description = '', isInCredential }: InputError,
): string | undefined {
	if (!isInCredential) return description || undefined;
	return `Open the credential "${credentialName(node, provider)}". ${inOpenCredential(description)}`.trim();
}

const FILE_ADVICE =
	'The request was carried out. For a file, send it with API Request, and add the option Response Format with "File".';
