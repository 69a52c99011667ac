import { withoutTokens } from '../providers/readable';
import type { Account, Provider, ProviderAnswer, ProviderFault } from '../providers/types';
import { SessionError } from '../session/errors';
import { mayHaveArrived, networkAdvice, networkReason } from './networkReason';
import { answerWords, maskLogin, secretsOf } from './redact';
import type { Attempt } from './createSession';

/** Whom the messages about a log-in name. */
export const nameOf = <A extends Account>({ provider, account }: { provider: Provider<A>; account: A }): string =>
	provider.nameOf?.(account) ?? provider.name;

/** What to do where the log-in of this account was refused, or only a person can do it. */
const logInAdvice = <A extends Account>(provider: Provider<A>, account: A): string =>
	provider.logInAdviceFor?.(account) ?? provider.logInAdvice;

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
		`${nameOf(attempt)} asked to wait with the ${attempt.operation} of ${maskLogin(attempt.account.login)} until ${at} UTC`,
		'Nothing is sent before. Try again after that.',
	);
}

/** There was no answer within this time, ms. */
export function unreachable<A extends Account>(attempt: Attempt<A>, error: unknown, timeoutMs?: number): SessionError {
	const reason = networkReason(error, timeoutMs);
	const { provider, account, operation } = attempt;
	const address = `Check the address ${account.baseUrl} in the credential, then try again later.`;
	const advice = provider.addressAdvice ? `${address} ${provider.addressAdvice}` : address;
	return new SessionError(
		'transient',
		`${nameOf(attempt)} ${reason} (${operation} of ${maskLogin(account.login)})`,
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

/** An address without a log-in is said before anything about passwords. */
function addressFirst<A extends Account>({ provider, account }: Attempt<A>, { status }: ProviderAnswer): string {
	if (status !== 404 && status !== 405) return '';
	const address = provider.logInAddress ?? account.baseUrl;
	return `There is no log-in at this address: check ${address} in the credential first. `;
}

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
	const who = maskLogin(account.login);
	const name = nameOf(attempt);
	const advice = `${addressFirst(attempt, answer)}${fault?.advice ?? logInAdvice(provider, account)}${pause}`;
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
			`Try again later. If it stays, ask ${name}'s support, or check the address ${account.baseUrl} in the credential.`,
		answer.status,
	);
}
