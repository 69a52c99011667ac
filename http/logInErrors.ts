import { withoutTokens } from '../providers/readable';
import type { Account, Provider, ProviderAnswer, ProviderFault } from '../providers/types';
import { SessionError } from '../session/errors';
import { AnswerError } from './answerBody';
import { nameOf } from './nameOf';
import { mayHaveArrived, networkAdvice, networkReason } from './networkReason';
import { answerWords, maskLogin, secretsOf } from './redact';
import type { Attempt } from './createSession';
import { CREDENTIAL } from '../providers/hostWords';

/** What to do where the log-in of this account was refused, or only a person can do it. */
const logInAdvice = <A extends Account>(provider: Provider<A>, account: A): string =>
	provider.logInAdviceFor?.(account) ?? provider.logInAdvice;

/** What to do where a log-in or a refresh was refused. Where nothing may be at the address, that comes first, and passwords after it. */
function refusalAdvice<A extends Account>(
	{ provider, account, operation, isOfItem = false }: Attempt<A>,
	{ status }: ProviderAnswer,
): string {
	if (status === 404 || status === 405) {
		const address = provider.logInAddress?.(account) ?? account.baseUrl;
		const first = `${address} seems to have no ${operation}: correct the address in the ${CREDENTIAL}, or else what it logs in with.`;
		return provider.addressAdvice ? `${first} ${provider.addressAdvice}` : first;
	}
	const advice = logInAdvice(provider, account);
	if (!isOfItem) return advice;
	if (operation === 'refresh') return 'Check the token that the item brings.';
	return advice.startsWith(`Open the ${CREDENTIAL}`)
		? 'Check the account that this node enters, such as login and password.'
		: advice;
}

/** Whose log-in or refresh it was. */
const whose = <A extends Account>({ account, operation, isOfItem = false }: Attempt<A>): string =>
	isOfItem && operation === 'refresh' ? 'the session that the item brings' : maskLogin(account.login);

/** Only a person could log in now. */
export const interactionRequired = <A extends Account>(provider: Provider<A>, account: A): SessionError =>
	new SessionError(
		'interactionRequired',
		`${provider.name} needs a person to log in again`,
		logInAdvice(provider, account),
	);

/** The service has asked to be left alone until then, Unix ms. */
export function toldToWait<A extends Account>(attempt: Attempt<A>, until: number): SessionError {
	const at = new Date(until).toISOString().slice(11, 19);
	return new SessionError(
		'transient',
		`${nameOf(attempt)} asked to wait with the ${attempt.operation} of ${whose(attempt)} until ${at} UTC`,
		'Nothing is sent before. Try again after that.',
	);
}

/** There was no answer within this time, ms. */
export function unreachable<A extends Account>(attempt: Attempt<A>, error: unknown, timeoutMs?: number): SessionError {
	const reason = networkReason(error, timeoutMs);
	const { provider, account, operation } = attempt;
	// What answers, but not as a log-in does, is the right host: its path may be another.
	const other = error instanceof AnswerError ? provider.logInAddress?.(account) : undefined;
	const place = other ?? `the address ${account.baseUrl}`;
	const address = `Check ${place} in the ${CREDENTIAL}, then try again later.`;
	const advice = provider.addressAdvice ? `${address} ${provider.addressAdvice}` : address;
	return new SessionError(
		'transient',
		`${nameOf(attempt)} ${reason} (${operation} of ${whose(attempt)})`,
		networkAdvice(reason) ?? advice,
		undefined,
		mayHaveArrived(error),
	);
}

/** A fault without what could be a token: an answer to a log-in holds secrets that nobody knows yet. */
const readable = (fault: ProviderFault | undefined): ProviderFault | undefined =>
	fault && {
		...fault,
		message: withoutTokens(fault.message),
		code: withoutTokens(fault.code),
		field: withoutTokens(fault.field),
	};

/** The answer granted nothing. */
export function failure<A extends Account>(
	attempt: Attempt<A>,
	answer: ProviderAnswer,
	fault: ProviderFault | undefined,
): SessionError {
	const { provider, account, operation, request, previous, hasCooldown } = attempt;
	const pause = hasCooldown ? ' It is not tried again for 30 seconds, so that the account is not locked.' : '';
	const secrets = secretsOf(provider, account, request, previous);
	const { said, status } = answerWords(answer, readable(fault), secrets);
	const who = whose(attempt);
	const name = nameOf(attempt);
	const advice = `${fault?.advice ?? refusalAdvice(attempt, answer)}${pause}`;
	if (fault?.lacks === 'token') {
		return new SessionError(
			'refused',
			`${name} answered the ${operation} of ${who} (${status}), but no token was found. There is: ${fault.holds ?? 'nothing'}`,
			advice,
			answer.status,
		);
	}
	if (fault?.lacks === 'secondFactor') {
		return new SessionError(
			'refused',
			`${name} refused the ${operation} of ${who}. A second factor is asked for${said} (${status})`,
			advice,
			answer.status,
		);
	}
	if (fault && fault.kind !== 'transient') {
		return new SessionError(
			'refused',
			`${name} refused the ${operation} of ${who}${said} (${status})`,
			advice,
			answer.status,
		);
	}
	const nothing = fault ? '' : ' without an access token';
	return new SessionError(
		'transient',
		`${name} answered the ${operation} of ${who} with ${status}${nothing}${said}`,
		fault?.advice ??
			`Try again later. If it stays, ask ${name}'s support, or check the address ${account.baseUrl} in the ${CREDENTIAL}.`,
		answer.status,
	);
}
