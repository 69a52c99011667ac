import type { ProviderAnswer, ProviderFault, ProviderRequest } from '../providers/types';
import { AnswerError, NoTextError } from './answerBody';
import { faultAdvice, verdict, type Place } from './faultAdvice';
import { networkCode, noAnswerAdvice, noAnswerOf } from './noAnswer';
import { answerWords } from './redact';

/** An answer that tells of an error: what happened, with the provider's own words, and what to do. @param service whom the message names */
export function answerErrorWords(
	service: string,
	place: Place,
	answer: ProviderAnswer,
	fault: ProviderFault,
	secrets: Iterable<unknown>,
) {
	const { words, code, field, said, status } = answerWords(answer, fault, secrets);
	const message = `${service} ${verdict(fault, answer, place.session !== undefined)}${said} (${status})`;
	return { words, code, message, advice: faultAdvice(place, { ...fault, field }, answer) };
}

/** Whether an error says that no answer came, or none that can be read. */
export const hasNoAnswer = (error: unknown): boolean =>
	error instanceof AnswerError || networkCode(error) !== undefined;

/**
 * A request without an answer, or with one that can't be read: what happened, and what to do.
 * @param fileAdvice how the host gives files
 */
export function noAnswerWords(
	error: unknown,
	service: string,
	{ method, timeoutMs }: Partial<Pick<ProviderRequest, 'method' | 'timeoutMs'>>,
	fileAdvice: string,
) {
	const noAnswer = noAnswerOf(error, timeoutMs);
	const { reason, isUnsent } = noAnswer;
	const advice = error instanceof NoTextError ? fileAdvice : noAnswerAdvice(noAnswer, method);
	return { reason, isUnsent, message: `${service} ${reason}`, advice };
}
