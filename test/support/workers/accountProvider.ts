import { parseError } from '../../../providers/faults';
import type { Account, JsonObject, Provider } from '../../../providers/types';

/** Plusofon's margin; a session is due no earlier than in the last fifth of its lifetime. */
const RENEW_BEFORE_MS = 5 * 60_000;
const BASE_URL = 'https://service.test';

interface ServiceAccount extends Account {
	password: string;
	/** Whether the password is a code that works once: then only a person can log in again. */
	isCode: boolean;
}

/** What the package is told of the service: its protocol, as the files in providers/ describe theirs. */
export const accountProvider: Provider<ServiceAccount> = {
	name: 'Service',
	credentialType: 'serviceApi',
	tokenField: 'accessToken',
	logInAdvice: 'Check the password.',
	test: { path: '/' },
	needsSession: () => true,

	account({ login, password, isCode }) {
		const identity = [String(login), String(password)];
		return {
			baseUrl: BASE_URL,
			login: String(login),
			password: String(password),
			isCode: isCode === true,
			identity,
			renewBeforeMs: RENEW_BEFORE_MS,
		};
	},

	/** `instead` names the session that the new one is for: the service does not need it, who watches does. */
	logIn({ login, password, isCode }, ended) {
		if (isCode && ended) return undefined;
		const instead = ended?.accessToken ?? '';
		return { method: 'POST', path: '/log-in', body: { login, password, instead } };
	},

	refresh(_account, { refreshToken, accessToken }) {
		if (refreshToken === undefined) return undefined;
		return { method: 'POST', path: '/refresh', body: { refreshToken, instead: accessToken } };
	},

	readGrant({ body }) {
		const { accessToken, refreshToken, expiresAt } = body as JsonObject;
		if (typeof accessToken !== 'string') return undefined;
		return {
			accessToken,
			expiresAt: Number(expiresAt),
			...(typeof refreshToken === 'string' && { refreshToken }),
		};
	},

	authorizeRequest: (_account, request, session) => ({
		...request,
		headers: { ...request.headers, ...(session && { Authorization: session.accessToken }) },
	}),

	isAllowedUrl: ({ baseUrl }, url) => url.origin === baseUrl,
	parseError: (answer) => parseError(answer),
	unwrap: (body) => body,
};
