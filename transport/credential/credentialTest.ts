import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { Account, Provider, ProviderAnswer, ProviderFault, ProviderRequest } from '../../providers/types';
import { authorize, keepSession } from './credentialHooks';
import { noteTest } from './lastTested';
import { sessionCarried } from './requestContext';
import { inOpenCredential, verdict } from '../../http/faultAdvice';
import { nameOf } from '../../http/nameOf';
import { noAnswerOf } from '../../http/noAnswer';
import { answerWords, secretsOf } from '../../http/redact';
import { toAnswer, toHttpOptions, type FullResponse } from '../../http/request';

/** The address of a test, in place of which the provider's own harmless path is asked for. */
const TEST = 'keyring:test';

/** What a credential's test advises. */
export interface TestAdvice {
	/** What to check where the session, or the request without one, is not accepted. */
	advice: string;
	/** What to check where nothing is at the path; without it, the address. */
	notFoundAdvice?: string;
}

const LACKING_ADVICE =
	'Correct what is entered there, or leave it empty. Save the credential once more to test it again.';

type Http = IHttpRequestHelper['helpers'];

/** What n8n's `preAuthentication` could send with, for the `authenticate` that follows on the same copy of the credential. */
const senders = new WeakMap<object, Http>();

/** What ended `preAuthentication`, by the copy of the credential: whether it was a test's is known only in the `authenticate` that follows. */
const problems = new WeakMap<object, Error & { description?: string }>();

/**
 * The two hooks and the test of a credential. Of a test's request that failed n8n tells the status's name alone ("Unauthorized"), or the
 * network's code: so it is sent here first, and told in the words of every other request. Only after a success does n8n send it as well.
 */
export function testedCredential<A extends Account>(provider: Provider<A>, told: TestAdvice) {
	const keep = keepSession(provider as Provider);
	const carrySession = authorize(provider as Provider);
	return {
		async preAuthentication(this: IHttpRequestHelper, fields: ICredentialDataDecryptedObject): Promise<IDataObject> {
			senders.set(fields, this.helpers);
			problems.delete(fields);
			return await keep.call(this, fields).catch((error: Error) => {
				problems.set(fields, error);
				return {};
			});
		},
		async authenticate(
			fields: ICredentialDataDecryptedObject,
			options: IHttpRequestOptions,
		): Promise<IHttpRequestOptions> {
			const problem = problems.get(fields);
			if (problem) throw options.url === TEST ? shownInDialog(problem) : problem;
			if (options.url !== TEST) return await carrySession(fields, options);
			const request: ProviderRequest = { method: 'GET', path: provider.test.path };
			const sent = await carrySession(fields, { ...toHttpOptions(request), json: true });
			const http = senders.get(fields);
			if (http) await assertAccepted(http, { provider, told, fields, request, sent });
			delete sent.encoding;
			delete sent.returnFullResponse;
			return sent;
		},
		test: { request: { url: TEST } } satisfies ICredentialTestRequest,
	};
}

/** The dialog shows a message alone, so that what to do goes with it; the credential is open there. */
function shownInDialog({ message, description = '' }: Error & { description?: string }): Error {
	return failed(`${message}. ${inOpenCredential(description)}`.trim(), 422);
}

interface Tested<A extends Account> {
	provider: Provider<A>;
	told: TestAdvice;
	fields: ICredentialDataDecryptedObject;
	request: ProviderRequest;
	/** The request with the session. */
	sent: IHttpRequestOptions;
}

async function assertAccepted<A extends Account>(http: Http, tested: Tested<A>): Promise<void> {
	const { provider, fields, request, sent } = tested;
	const account = provider.account(fields);
	const session = sessionCarried(fields);
	if (session) noteTest(session, provider.shownProfile?.(session.profile) ?? {});
	const lacking = session && provider.test.lacking?.(account, session);
	if (lacking !== undefined)
		throw failed(`The log-in works, but its answer has nothing for ${lacking}. ${LACKING_ADVICE}`, 422);
	const response: Promise<FullResponse> = http.httpRequest({ ...sent, json: false });
	const answer = await response.then(toAnswer).catch((error: unknown) => {
		throw unanswered(provider, account, error);
	});
	if (provider.test.acceptsAnyAnswer?.(account)) return;
	const fault = provider.parseError(answer, account);
	if (!fault) return;
	const { said, status } = answerWords(answer, fault, secretsOf(provider, account, request, session));
	const advice = adviceOf(tested, account, fault, answer);
	const isSession = fault.kind === 'session';
	const happened = verdict(fault, answer, session !== undefined);
	throw failed(
		`${nameOf({ provider, account })} ${happened}${said} (${status}). ${advice}`,
		isSession ? 401 : answer.status,
	);
}

function adviceOf<A extends Account>(
	{ provider, told: { advice, notFoundAdvice } }: Tested<A>,
	account: A,
	{ kind, advice: known }: ProviderFault,
	{ status }: ProviderAnswer,
): string {
	if (kind === 'session') return inOpenCredential(provider.logInAdviceFor?.(account) ?? advice);
	if (kind === 'transient') return 'Try again later.';
	if (known !== undefined || status !== 404) return known ?? advice;
	return notFoundAdvice ?? `Check the address ${account.baseUrl} in the credential.`;
}

function unanswered<A extends Account>(provider: Provider<A>, account: A, error: unknown): Error {
	const { reason, advice, isAboutAddress } = noAnswerOf(error);
	const whatToDo = isAboutAddress ? `Check the address ${account.baseUrl} in the credential.` : advice;
	return failed(`${nameOf({ provider, account })} ${reason}. ${whatToDo}`, 503);
}

/**
 * What n8n takes for an answer of the provider: it shows `statusText` to the person, and renews a session once that was rejected with
 * status 401. n8n 1.x shows words of its own for the status, but where `httpCode` is none.
 */
const failed = (message: string, status: number): Error =>
	Object.assign(new Error(message), { httpCode: 'none', response: { status, statusText: message } });
