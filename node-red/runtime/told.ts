import { AnswerError, NoTextError } from '../../http/answerBody';
import { faultAdvice, verdict } from '../../http/faultAdvice';
import { nameOf } from '../../http/nameOf';
import { networkCode, noAnswerAdvice, noAnswerOf } from '../../http/noAnswer';
import { answerWords, secretsOf } from '../../http/redact';
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
	const { said, status, field } = answerWords(answer, fault, secretsOf(provider, account, request, session));
	const place = {
		credential: name,
		provider,
		account,
		method: request.method,
		session: session && ('credential' as const),
		tried,
		orRetry: ', or catch the error and send the message once more.',
	};
	const message = `${nameOf({ provider, account })} ${verdict(fault, answer, session !== undefined)}${said} (${status})`;
	const advice = faultAdvice(place, { ...fault, field }, answer);
	return new ToldError(joined(message, advice), answer.status, tried.isInteractionRequired);
}

/** Which request an error ended, as far as it is known. */
interface About extends Partial<Pick<ProviderRequest, 'method' | 'timeoutMs'>> {
	/** Whom messages name, where that is not the provider. */
	service?: string;
}

/** Whatever else ended a request. @param name of the account */
export function toldError(error: unknown, provider: Provider, name: string, about: About = {}): ToldError {
	if (error instanceof ToldError) return error;
	if (error instanceof SessionError) {
		const needsPerson = error.kind === 'interactionRequired';
		return new ToldError(joined(`"${name}": ${error.message}`, error.description), error.answered, needsPerson);
	}
	if (error instanceof InputError) return new ToldError(joined(inNodeRed(error.message), error.description));
	if (!(error instanceof AnswerError) && networkCode(error) === undefined)
		return new ToldError(error instanceof Error ? error.message : 'The request ended without telling why');
	const noAnswer = noAnswerOf(error, about.timeoutMs);
	const advice = error instanceof NoTextError ? FILE_ADVICE : noAnswerAdvice(noAnswer, about.method);
	return new ToldError(joined(`${about.service ?? provider.name} ${noAnswer.reason}`, advice));
}
