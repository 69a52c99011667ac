import type { Description, EveryRequest } from '../../providers/loginSession/description';

/** A service that logs in with JSON and whose refresh tokens work once; how its requests carry the session is to be added. */
export const ONE_TIME_REFRESH: Omit<Description, 'every'> = {
	logIn: { url: '/login', method: 'POST', sendAs: 'json', data: { user: '{username}', pass: '{password}' } },
	access: { from: 'body', path: '' },
	expiry: { from: 'found' },
	refresh: {
		url: '/refresh',
		method: 'POST',
		sendAs: 'json',
		data: { refresh_token: '{refreshToken}' },
		authorizedWith: 'nothing',
		refreshPlace: { from: 'body', path: '' },
	},
	rejected: { statuses: [401] },
};

/** The same, whose requests carry the session in this way, a CSRF token of the log-in's answer included. */
export const serviceCarrying = (every: EveryRequest): Description => ({
	...ONE_TIME_REFRESH,
	every,
	keep: { csrf: { from: 'header', path: 'X-CSRF' } },
});

/** What a person types into the credential's dialog for it. */
export const fieldsFor = (every: EveryRequest, baseUrl: string, account: { username: string; password: string }) => ({
	service: 'custom',
	baseUrl,
	...account,
	logInUrl: '/login',
	logInData: '{ "user": "{username}", "pass": "{password}" }',
	renewWith: 'refresh',
	refreshUrl: '/refresh',
	carryAs: 'template',
	carryTemplate: JSON.stringify(every),
	moreSettings: true,
	keep: '{ "csrf": "header.X-CSRF" }',
});
