import type { Account, Provider } from '../providers/types';
import { sessionFrom } from '../session/session';
import type { SessionSource, SessionStore } from '../session/source';
import { TIMEOUT_MS, type HttpClient } from './request';
import { createSession } from './createSession';
import type { CredentialSnapshot } from './credentialSnapshot';
import type { HttpEngine } from './engine';
import { interactionRequired } from './logInErrors';

/** What a session's source needs of the host. */
interface Host {
	http: HttpClient;
	credentialId?: string;
	store?: SessionStore;
	isCancelled?: () => boolean;
}

/** How the session of a credential is got: by its provider's log-in and refresh, sent with the host's HTTP client. */
export function sessionSource<A extends Account>(
	provider: Provider<A>,
	{ account, fields, fingerprint }: CredentialSnapshot<A>,
	{ http, ...host }: Host,
	engine: HttpEngine,
): SessionSource {
	const attempt = { http, provider, account, fields, fingerprint, engine };
	return {
		...host,
		fingerprint,
		renewBeforeMs: account.renewBeforeMs,
		// A request before the log-in may take as long as the log-in itself.
		timeLimitMs: (account.timeLimitMs ?? TIMEOUT_MS) * (provider.prepareLogIn?.(account) ? 2 : 1),
		canLogIn: (before) =>
			(!before && provider.staticGrant?.(account) !== undefined) || provider.logIn(account, before) !== undefined,
		async logIn(before) {
			const entered = before ? undefined : provider.staticGrant?.(account);
			if (entered) return sessionFrom(entered, undefined, fingerprint, engine.runtime.clock.now(), 0);
			const request = provider.logIn(account, before);
			if (!request) throw interactionRequired(provider, account);
			return await createSession({ ...attempt, operation: 'log-in', request, hasCooldown: true });
		},
		canRefresh: (session) => provider.refresh(account, session) !== undefined,
		async refresh(previous) {
			const request = provider.refresh(account, previous);
			if (!request) throw interactionRequired(provider, account);
			return await createSession({ ...attempt, operation: 'refresh', request, previous });
		},
	};
}
