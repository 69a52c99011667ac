import type { Preset } from '../providers/loginSession/description';

/**
 * Directus: a short-lived JWT, which tells its own end, and a refresh token that rotates. Answers are wrapped in
 * `data`. A token of another key is told by 403 and a code.
 */
export const directus: Preset = {
	name: 'Directus',
	source: 'https://directus.io/docs/guides/auth/email-login',
	tried: '12.4.0',
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
		rejected: {
			statuses: [401],
			field: 'errors.0.extensions.code',
			values: ['INVALID_TOKEN', 'TOKEN_EXPIRED'],
		},
		testUrl: '/users/me',
		logOut: {
			url: '/auth/logout',
			method: 'POST',
			sendAs: 'json',
			data: { refresh_token: '{refreshToken}', mode: 'json' },
		},
	},
};
