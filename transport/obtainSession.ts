import type { IHttpRequestHelper } from 'n8n-workflow';

import type { Account, Provider, ProviderAnswer, ProviderRequest } from '../providers/types';
import { SessionError } from '../session/errors';
import { sessionFrom, type Session } from '../session/session';
import { audit, type AuditEntry } from './audit';
import { addressOf, isCertificateReason, networkReason, toAnswer, toHttpOptions, type FullResponse } from './http';
import { maskLogin, withoutSecrets } from './redact';

/** A clock that differs by less is taken for right; the `Date` header has whole seconds, ms. */
const CLOCK_TOLERANCE_MS = 5_000;

export const CERTIFICATE_ADVICE =
	'If the provider uses a certificate of a national authority, give n8n its root through NODE_EXTRA_CA_CERTS.';

/** What {@link obtainSession} is about. */
export interface Attempt {
	operation: 'log in' | 'refresh';
	request: ProviderRequest;
	fingerprint: string;
	/** The session to refresh; what the answer is silent about stays. */
	previous?: Session;
}

/**
 * Sends a log-in or a refresh, writes its audit line and reads the session that it grants.
 * @throws {@link SessionError} `refused` when asking again changes nothing, `passing` otherwise
 */
export async function obtainSession(
	http: IHttpRequestHelper['helpers'],
	provider: Provider,
	account: Account,
	attempt: Attempt,
): Promise<Session> {
	const { operation, previous, fingerprint } = attempt;
	const request = provider.prepare(account, attempt.request);
	const startedAt = Date.now();
	const written = (outcome: AuditEntry['outcome'], status?: number, expiresAt?: number) =>
		audit({
			provider: provider.name,
			operation,
			login: account.login,
			outcome,
			status,
			durationMs: Date.now() - startedAt,
			expiresAt,
		});

	const url = addressOf(provider, account, request.path).href;
	const response: Promise<FullResponse> = http.httpRequest({ ...toHttpOptions(request), url });
	const answer = toAnswer(
		await response.catch((error: unknown) => {
			written('failed');
			throw unreachable(provider, account, operation, networkReason(error));
		}),
	);
	const grant = isSuccess(provider, answer) ? provider.readGrant(answer.body) : undefined;
	if (!grant) {
		const error = failure(provider, account, attempt, answer);
		written(error.kind === 'passing' ? 'failed' : 'refused', answer.status);
		throw error;
	}
	const now = Date.now();
	const lead = Date.parse(String(answer.headers.date ?? '')) - now;
	const session = sessionFrom(grant, previous, fingerprint, now, Math.abs(lead) > CLOCK_TOLERANCE_MS ? lead : 0);
	written('granted', answer.status, session.expiresAt);
	return session;
}

const isSuccess = (provider: Provider, answer: ProviderAnswer) => provider.readFault(answer) === undefined;

function unreachable(provider: Provider, account: Account, operation: string, reason: string): SessionError {
	return new SessionError(
		'passing',
		`${provider.name} ${reason} at the ${operation} of ${maskLogin(account.login)}`,
		isCertificateReason(reason)
			? CERTIFICATE_ADVICE
			: `Check the address ${account.baseUrl} in the credential, then try again later.`,
	);
}

function failure(provider: Provider, account: Account, attempt: Attempt, answer: ProviderAnswer): SessionError {
	const { operation, request, previous } = attempt;
	const fault = provider.readFault(answer);
	const secrets = typeof request.body === 'object' ? Object.values(request.body) : [];
	const words = fault?.message && withoutSecrets(fault.message, [...secrets, previous?.accessToken]);
	const code = fault?.code && fault.code !== String(answer.status) ? `, code ${fault.code}` : '';
	const field = fault?.field ? `, field ${fault.field}` : '';
	const said = words ? `: "${words}"` : '';
	const who = maskLogin(account.login);
	if (fault && fault.kind !== 'passing') {
		return new SessionError(
			'refused',
			`${provider.name} refused the ${operation} of ${who}${said} (HTTP ${answer.status}${code}${field})`,
			`${provider.logInAdvice} It is not tried again for 30 seconds, so that the account is not locked.`,
			answer.status,
		);
	}
	const nothing = fault ? '' : ' without an access token';
	return new SessionError(
		'passing',
		`${provider.name} answered the ${operation} of ${who} with HTTP ${answer.status}${nothing}${said}${code}`,
		`Try again later. If it stays, ask ${provider.name}'s support, or check the address ${account.baseUrl} in the credential.`,
		answer.status,
	);
}
