import type { Description, EveryRequest } from '../../providers/loginSession/description';

/** A service whose refresh tokens work once, and whose requests carry the session in this way. */
export const serviceCarrying = (every: EveryRequest): Description => ({
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
	every,
	keep: { csrf: { from: 'header', path: 'X-CSRF' } },
	rejected: { statuses: [401] },
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
