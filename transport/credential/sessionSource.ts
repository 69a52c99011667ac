import type { IHttpRequestHelper } from 'n8n-workflow';

import type { Account, Provider } from '../../providers/types';
import { SessionError } from '../../session/errors';
import { sessionFrom } from '../../session/session';
import type { SessionSource, SessionStore } from '../../session/source';
import { TIMEOUT_MS } from '../http/request';
import { createSession } from './createSession';
import type { CredentialSnapshot } from './credentialSnapshot';
import type { Engine } from './engine';

/** What a session's source needs of the host. */
interface Host {
	http: IHttpRequestHelper['helpers'];
	credentialId?: string;
	store?: SessionStore;
	isCancelled?: () => boolean;
}

/** How the session of a credential is got: by its provider's log-in and refresh, sent with n8n's helper. */
export function sessionSource<A extends Account>(
	provider: Provider<A>,
	{ account, fields, fingerprint }: CredentialSnapshot<A>,
	{ http, ...host }: Host,
	engine: Engine,
): SessionSource {
	const attempt = { http, provider, account, fields, fingerprint, engine };
	return {
		...host,
		fingerprint,
		renewBeforeMs: account.renewBeforeMs,
		timeLimitMs: TIMEOUT_MS,
		canLogIn: (ended) =>
			(!ended && provider.staticGrant?.(account) !== undefined) || provider.logIn(account, ended) !== undefined,
		async logIn(ended) {
			const entered = ended ? undefined : provider.staticGrant?.(account);
			if (entered) return sessionFrom(entered, undefined, fingerprint, engine.runtime.clock.now(), 0);
			const request = provider.logIn(account, ended);
			if (!request) throw interactionRequired(provider);
			return await createSession({ ...attempt, operation: 'log-in', request, isHeld: true });
		},
		canRefresh: (session) => provider.refresh(account, session) !== undefined,
		async refresh(previous) {
			const request = provider.refresh(account, previous);
			if (!request) throw interactionRequired(provider);
			return await createSession({ ...attempt, operation: 'refresh', request, previous });
		},
	};
}

/** Only a person could log in now. */
export const interactionRequired = <A extends Account>(provider: Provider<A>): SessionError =>
	new SessionError('interactionRequired', `${provider.name} needs a person to log in again`, provider.logInAdvice);
