import type { IHttpRequestHelper } from 'n8n-workflow';

import type { Account, CredentialFields, Provider, ProviderAnswer, ProviderRequest } from '../../providers/types';
import { SessionError } from '../../session/errors';
import { fingerprintOf, sessionFrom, type Session } from '../../session/session';
import { assertAllowed } from './allowedDomains';
import { audit, type AuditEntry } from './audit';
import type { Engine } from './engine';
import { addressOf } from '../http/address';
import { CERTIFICATE_ADVICE, isCertificateReason, mayHaveArrived, networkReason } from '../http/networkReason';
import { toAnswer, toHttpOptions, type FullResponse } from '../http/request';
import { answerWords, maskLogin, secretsOf } from '../http/redact';

/** A clock that differs by less is taken for right; the `Date` header has whole seconds, ms. */
const CLOCK_TOLERANCE_MS = 5_000;

/** What {@link createSession} is about. */
export interface Attempt<A extends Account = Account> {
	http: IHttpRequestHelper['helpers'];
	provider: Provider<A>;
	account: A;
	/** The credential's, whose list of allowed domains holds for log-in and refresh as well. */
	fields: CredentialFields;
	fingerprint: string;
	operation: 'log-in' | 'refresh';
	request: ProviderRequest;
	/** The session to refresh; what the answer is silent about stays. */
	previous?: Session;
	engine: Pick<Engine, 'runtime' | 'waits'>;
	/** Whether a refusal is remembered, so that others do not try again at once. */
	isHeld?: boolean;
}

/**
 * Sends a log-in or a refresh, writes its audit line and reads the session that it grants.
 * @throws {@link SessionError} `refused` when asking again changes nothing, `transient` otherwise
 * @throws {@link InputError} before anything is sent, where the credential does not allow the address
 */
export async function createSession<A extends Account>(attempt: Attempt<A>): Promise<Session> {
	const { http, provider, account, fields, fingerprint, operation, previous, engine } = attempt;
	const { clock } = engine.runtime;
	const request = provider.authorizeRequest(account, attempt.request);
	const startedAt = clock.now();
	// What a service says of a token that an item brings does not hold for the credential's own session.
	const whose =
		previous && previous.fingerprint !== fingerprint ? fingerprintOf([fingerprint, previous.accessToken]) : fingerprint;
	const key = `${whose} ${operation}`;
	const until = engine.waits.until(key, startedAt);
	if (until !== undefined) throw toldToWait(attempt, until);
	const written = (outcome: AuditEntry['outcome'], status?: number, expiresAt?: number) =>
		audit({
			provider: provider.name,
			operation,
			login: account.login,
			outcome,
			status,
			durationMs: clock.now() - startedAt,
			expiresAt,
		});

	const options = toHttpOptions(request);
	const url = addressOf(provider, account, options.url);
	assertAllowed(fields, url);
	const response: Promise<FullResponse> = http.httpRequest({ ...options, url: url.href });
	const answer = await response.then(toAnswer).catch((error: unknown) => {
		written('failed');
		throw unreachable(attempt, error);
	});
	const grant = refusalOf(attempt, answer) ? undefined : provider.readGrant(answer, account);
	engine.waits.remember(key, answer, clock.now());
	if (!grant) {
		const error = failure(attempt, answer);
		written(error.kind === 'transient' ? 'failed' : 'refused', answer.status);
		throw error;
	}
	const session = sessionFrom(grant, previous, fingerprint, clock.now(), clockLeadMs(answer, clock.now()));
	written('granted', answer.status, session.expiresAt);
	return session;
}

/** How far the provider's clock is ahead of ours, by the answer's `Date`, ms. 0 where it is right or not told. */
export function clockLeadMs({ headers }: ProviderAnswer, now: number): number {
	const lead = Date.parse(String(headers.date ?? '')) - now;
	return Math.abs(lead) > CLOCK_TOLERANCE_MS ? lead : 0;
}

function toldToWait({ provider, account, operation }: Attempt, until: number): SessionError {
	const at = new Date(until).toISOString().slice(11, 19);
	return new SessionError(
		'transient',
		`${provider.name} asked to wait with the ${operation} of ${maskLogin(account.login)} until ${at} UTC`,
		'Nothing is sent before. Run the workflow again after that.',
	);
}

function unreachable({ provider, account, operation }: Attempt, error: unknown): SessionError {
	const reason = networkReason(error);
	const address = `Check the address ${account.baseUrl} in the credential, then try again later.`;
	const advice = provider.addressAdvice ? `${address} ${provider.addressAdvice}` : address;
	return new SessionError(
		'transient',
		`${provider.name} ${reason} at the ${operation} of ${maskLogin(account.login)}`,
		isCertificateReason(reason) ? CERTIFICATE_ADVICE : advice,
		undefined,
		mayHaveArrived(error),
	);
}

const refusalOf = ({ provider, account }: Attempt, answer: ProviderAnswer) =>
	provider.readRefusal ? provider.readRefusal(answer, account) : provider.parseError(answer, account);

function failure(attempt: Attempt, answer: ProviderAnswer): SessionError {
	const { provider, account, operation, request, previous, isHeld } = attempt;
	const held = isHeld ? ' It is not tried again for 30 seconds, so that the account is not locked.' : '';
	const fault = refusalOf(attempt, answer);
	const { said, status } = answerWords(answer, fault, secretsOf(provider, account, request, previous));
	const who = maskLogin(account.login);
	if (fault && fault.kind !== 'transient') {
		return new SessionError(
			'refused',
			`${provider.name} refused the ${operation} of ${who}${said} (${status})`,
			`${provider.logInAdvice}${held}`,
			answer.status,
		);
	}
	const nothing = fault ? '' : ' without an access token';
	return new SessionError(
		'transient',
		`${provider.name} answered the ${operation} of ${who} with ${status}${nothing}${said}`,
		`Try again later. If it stays, ask ${provider.name}'s support, or check the address ${account.baseUrl} in the credential.`,
		answer.status,
	);
}
