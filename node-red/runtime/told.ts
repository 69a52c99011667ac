import { AnswerError, NoTextError } from '../../http/answerBody';
import { faultAdvice, verdict, type Tried } from '../../http/faultAdvice';
import { networkAdvice, networkCode, networkReason } from '../../http/networkReason';
import { answerWords, secretsOf } from '../../http/redact';
import {
	InputError,
	type Account,
	type Provider,
	type ProviderAnswer,
	type ProviderFault,
	type ProviderRequest,
} from '../../providers/types';
import { SessionError } from '../../session/errors';
import type { Session } from '../../session/session';

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

/** The advice is the package's own, so that a word in it can be changed; the message may hold the service's. */
const joined = (message: string, advice: string | undefined): string =>
	advice ? `${message}. ${advice.replaceAll('credential', 'account')}` : message;

/** What an answer that tells of an error is about. */
export interface Refused {
	provider: Provider;
	account: Account;
	/** The account's name in Node-RED. */
	name: string;
	request: ProviderRequest;
	session?: Session;
	tried?: Tried;
}

/** An answer that tells of an error, with the provider's own words. */
export function answerError(
	{ provider, account, name, request, session, tried }: Refused,
	answer: ProviderAnswer,
	fault: ProviderFault,
): ToldError {
	const secrets = secretsOf(provider, account, request, session);
	const { said, status, field } = answerWords(answer, fault, secrets);
	const place = {
		credential: name,
		provider,
		method: request.method,
		session: session && ('credential' as const),
		tried,
		orRetry: ', or catch the error and send the message once more.',
	};
	const advice = faultAdvice(place, { ...fault, field }, answer);
	const needsPerson = tried?.isInteractionRequired === true;
	return new ToldError(
		joined(`${provider.name} ${verdict(fault, answer)}${said} (${status})`, advice),
		answer.status,
		needsPerson,
	);
}

const UNKNOWN_ADVICE =
	'Check the address in the account, or try again later. It is not known whether the request was carried out.';

/** Whatever else ended a request. @param name of the account */
export function toldError(error: unknown, provider: Provider | undefined, name: string): ToldError {
	if (error instanceof ToldError) return error;
	if (error instanceof SessionError) {
		const needsPerson = error.kind === 'interactionRequired';
		return new ToldError(joined(`"${name}": ${error.message}`, error.description), error.answered, needsPerson);
	}
	if (error instanceof InputError) return new ToldError(joined(error.message, error.description));
	if (!(error instanceof AnswerError) && networkCode(error) === undefined)
		return new ToldError(error instanceof Error ? error.message : 'The request ended without telling why');
	const reason = networkReason(error);
	const advice = error instanceof NoTextError ? FILE_ADVICE : (networkAdvice(reason) ?? UNKNOWN_ADVICE);
	return new ToldError(joined(`${provider?.name ?? name} ${reason}`, advice));
}
