import { retryAfterMs } from '../pacing/retryAfter';
import { headerValue } from '../providers/fields';
import { LONGEST_IN_ALL_MS, type Waited } from '../pacing/sendAgain';
import type { Account, Provider, ProviderAnswer, ProviderFault, ProviderRequest } from '../providers/types';
import type { Backoff } from '../session/backoff';
import { isRead } from './request';
import {} from '../providers/hostWords';

/** What was done about a rejected session before its rejection is told. */
export interface Tried {
	/** When it was renewed for this very request, Unix ms. */
	renewedAt?: number;
	/** Earlier renewals that did not help, so that none was tried. */
	backoff?: Backoff;
	/** Only a person could log in again. */
	isInteractionRequired?: boolean;
	/** How often and how long it was sent again because the service asked to wait. */
	waited?: Waited;
}

/** The request that an answer tells of an error. */
export interface AnsweredRequest {
	provider: Provider;
	account?: Account;
	method?: ProviderRequest['method'];
	/** Whose session it went out with; `undefined`: it had none. */
	session?: 'credential' | 'item';
	tried?: Tried;
}

/** What an answer that tells of an error is about. */
export interface Place extends AnsweredRequest {
	/** The name of the credential, for the person. */
	credential: string;
	/** How the host can be told to send a request that changes nothing again by itself, after a comma; ends with a full stop. */
	orRetry: string;
}

/** Of a request that changes something, where nobody knows what became of it. */
export const LOOK_FIRST = 'Look first whether the request was carried out.';

/** Advice without that, where it is said more exactly what became of the request. */
export const withoutLookFirst = (advice: string | null | undefined): string =>
	(advice ?? '').replace(LOOK_FIRST, '').trim();

/** What happened to the request, after the provider's name. @param hadSession whether it went out with one */
export function verdict(fault: ProviderFault, answer: ProviderAnswer, hadSession: boolean): string {
	// Without one it was the request itself that was not accepted, such as an application's token.
	if (fault.kind === 'session') return hadSession ? 'did not accept the session' : 'refused the request';
	if (answer.status >= 300 && answer.status < 400) return 'redirected the request';
	if (answer.status === 429) return 'asks to slow down';
	return fault.kind === 'transient' ? 'could not answer' : 'refused the request';
}

const time = (at: number) => `${new Date(at).toISOString().slice(11, 19)} UTC`;

/** What was tried about a rejected session of the credential, and when. */
function attempts({ renewedAt, backoff, isInteractionRequired }: Tried): string {
	if (isInteractionRequired) return ', and only a person can log in again';
	if (renewedAt !== undefined) return `, also after its renewal at ${time(renewedAt)}`;
	if (!backoff) return '';
	return `, and so it was after its renewal at ${time(backoff.at)}. The next renewal is tried after ${time(backoff.waitsUntil)}`;
}

/** What the person can do about an answer that tells of an error. */
export function faultAdvice(place: Place, fault: ProviderFault, answer: ProviderAnswer): string {
	const { credential, provider, account, method = '', session, tried = {} } = place;
	if (fault.kind === 'session') {
		const may = 'Check that its account may do this.';
		if (session === 'item') return `Check the access token that the item brings. ${may} ${provider.logInAdvice}`;
		if (session === undefined)
			return `The request went out without a session. Check "${credential}". ${provider.logInAdvice}`;
		const ofAccount = account && provider.logInAdviceFor?.(account);
		const check = provider.rejectedAdvice ?? ofAccount ?? provider.logInAdvice;
		// Nobody logs in with a token that was entered.
		const isEntered = account !== undefined && provider.staticGrant?.(account) !== undefined;
		const told = `The session of "${credential}" was rejected${isEntered ? '' : attempts(tried)}.`;
		// The person who is asked for comes first: most sessions have just ended.
		if (tried.isInteractionRequired && !isEntered)
			return `${told} ${check} If the next session is rejected as well, check that its account may do this.`;
		return `${told} ${may} ${check}`;
	}
	if (answer.status >= 300 && answer.status < 400) {
		return `${leadsTo(answer)}Redirects are not followed, so that the session goes to no other address. Check the base URL in "${credential}".`;
	}
	// A host sends all items of a node again, not the one that failed alone.
	const [orRetry, look] = isRead(method) ? [place.orRetry, ''] : ['.', ` ${LOOK_FIRST}`];
	const waits = waitsFor(tried, answer);
	if (answer.status === 429) return `${waits}Send fewer requests at a time${orRetry}`;
	if (fault.kind === 'transient') return `${waits}Try again later${orRetry}${look}`;
	if (fault.advice) return fault.advice;
	if (fault.field) return `Check the value of "${fault.field}".`;
	if (answer.status === 404) return 'Nothing is there: check the path or the ID that this node sends.';
	const may = answer.status === 403 ? 'whether the account may do this, and ' : '';
	return `Check ${may}the values that this node sends.`;
}

/** The host that a redirect names; of its address no more, which can hold a secret. */
function leadsTo({ headers }: ProviderAnswer): string {
	const location = String(headerValue(headers, 'Location') ?? '');
	return URL.canParse(location) ? `It leads to ${new URL(location).origin}. ` : '';
}

/** How often a request was sent again, and how long the service asks to wait where that is too long. */
function waitsFor({ waited }: Tried, answer: ProviderAnswer): string {
	const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;
	const times = waited && (waited.times === 1 ? 'once more' : `${waited.times} times more`);
	const again = waited ? `It was sent ${times} within ${seconds(waited.ms)}. ` : '';
	const asked = retryAfterMs(answer, Date.now()) ?? 0;
	return asked > LONGEST_IN_ALL_MS ? `${again}The service asks to wait ${seconds(asked)}. ` : again;
}
