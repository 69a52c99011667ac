import { answerErrorWords, hasNoAnswer, noAnswerWords } from '../../http/errorWords';
import { nameOf } from '../../http/nameOf';
import { secretsOf } from '../../http/redact';
import type { Sent } from '../../http/retryingSender';
import { InputError, type Provider, type ProviderFault, type ProviderRequest } from '../../providers/types';
import { SessionError } from '../../session/errors';

/** An error as a person of Node-RED reads it, and as Catch gives it: what happened, and what to do. */
export class ToldError extends Error {
	constructor(
		message: string,
		/** HTTP status of the answer, where there was one. */
		readonly statusCode?: number,
		/** Whether only a person can log in now. */
		readonly needsPerson = false,
	) {
		super(message);
		this.name = 'KeyringError';
	}
}

const OR_RETRY = ', or catch the error and send the message once more.';
const FILE_ADVICE = 'The request was carried out. For a file, let the node return a Buffer.';

/** The package's own words, which name what a person of n8n has before them. */
const inNodeRed = (words: string): string =>
	words.replaceAll('credential', 'account').replace(/(Smart Satu|\w+) → Session → /g, 'keyring session → ');

/** @param message may hold the service's own words */
const joined = (message: string, advice: string | undefined): string =>
	advice ? `${message}. ${inNodeRed(advice)}` : message;

/** An answer that tells of an error, with the provider's own words. @param name of the account */
export function answerError(
	provider: Provider,
	name: string,
	request: ProviderRequest,
	{ answer, account, session, tried }: Sent,
	fault: ProviderFault,
): ToldError {
	const { method } = request;
	const whose = session && ('credential' as const);
	const place = { credential: name, provider, account, method, session: whose, tried, orRetry: OR_RETRY };
	const secrets = secretsOf(provider, account, request, session);
	const { message, advice } = answerErrorWords(nameOf({ provider, account }), place, answer, fault, secrets);
	return new ToldError(joined(message, advice), answer.status, tried.isInteractionRequired);
}

/**
 * Whatever else ended a request.
 * @param name of the account
 * @param service whom messages name, where that is not the provider
 */
export function toldError(
	error: unknown,
	provider: Provider,
	name: string,
	request: Partial<ProviderRequest> = {},
	service = provider.name,
): ToldError {
	if (error instanceof ToldError) return error;
	if (error instanceof SessionError) {
		const needsPerson = error.kind === 'interactionRequired';
		return new ToldError(joined(`"${name}": ${error.message}`, error.description), error.answered, needsPerson);
	}
	if (error instanceof InputError) return new ToldError(joined(inNodeRed(error.message), error.description));
	if (!hasNoAnswer(error))
		return new ToldError(error instanceof Error ? error.message : 'The request ended without telling why');
	const { message, advice } = noAnswerWords(error, service, request, FILE_ADVICE);
	return new ToldError(joined(message, advice));
}
