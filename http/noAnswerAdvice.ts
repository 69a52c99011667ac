import { AnswerError } from './answerBody';
import { LOOK_FIRST } from './faultAdvice';
import { isUnsent, networkAdvice } from './networkReason';
import { isRead } from './request';
import { CREDENTIAL } from '../providers/hostWords';

/** What to do by what happened, where that is neither about the network, a certificate nor TLS. */
const ADVICE: Array<[happened: RegExp, advice: string]> = [
	[/^refused the connection/, `Nothing listens there: check the address in the ${CREDENTIAL}, or try again later.`],
	[/^has no address/, `Check the host name of the address in the ${CREDENTIAL}.`],
	[/^did not answer within/, 'The service is slow, or out of reach: try again later.'],
	[/^closed the connection/, 'Try again later. If it stays, ask the service.'],
	[/not HTTP$/, `Another kind of server listens there: check host and port of the address in the ${CREDENTIAL}.`],
];
const UNKNOWN = `Check the address in the ${CREDENTIAL}, or try again later.`;

/**
 * What the person can do about a request without an answer, or with one that can't be read.
 * @param error what ended it
 * @param reason what happened, as `networkReason` says it
 * @param method of the request, where it is known
 */
export function noAnswerAdvice(error: unknown, reason: string, method = 'GET'): string {
	const own = error instanceof AnswerError ? error.advice : undefined;
	const advice = networkAdvice(reason) ?? own ?? ADVICE.find(([happened]) => happened.test(reason))?.[1] ?? UNKNOWN;
	const isOpen = !isRead(method) && !isUnsent(reason);
	return isOpen ? `${advice} ${LOOK_FIRST}` : advice;
}
