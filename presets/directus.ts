import type { Preset } from '../providers/loginSession/description';

/**
 * Directus: a short-lived JWT and a refresh token that rotates. Where SECRET is not fixed, a restart makes every JWT invalid: told with
 * 403, as any lack of a right is, and a code.
 */
export const directus: Preset = {
	name: 'Directus',
	source: 'https://directus.io/docs/guides/auth/email-login',
	placeholder: 'https://directus.example.com',
	description: {
		logIn: {
			url: '/auth/login',
			method: 'POST',
			sendAs: 'json',
			data: { email: '{username}', password: '{password}', mode: 'json' },
		},
		access: { from: 'body', path: '' },
		expiry: { from: 'found' },
		refresh: {
			url: '/auth/refresh',
			method: 'POST',
			sendAs: 'json',
			data: { refresh_token: '{refreshToken}', mode: 'json' },
			authorizedWith: 'nothing',
			refreshPlace: { from: 'body', path: '' },
		},
		every: { headers: { Authorization: 'Bearer {accessToken}' } },
		rejected: { statuses: [401], field: 'errors.0.extensions.code', values: ['INVALID_TOKEN'] },
		testUrl: '/users/me',
		logOut: {
			url: '/auth/logout',
			method: 'POST',
			sendAs: 'json',
			data: { refresh_token: '{refreshToken}', mode: 'json' },
		},
	},
};
