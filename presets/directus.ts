import type { Preset } from '../providers/loginSession/description';

/** Directus: a short-lived JWT and a refresh token that rotates. Older versions wrap the answer in `data`. */
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
		rejected: { statuses: [401] },
		testUrl: '/users/me',
		logOut: {
			url: '/auth/logout',
			method: 'POST',
			sendAs: 'json',
			data: { refresh_token: '{refreshToken}', mode: 'json' },
		},
	},
};
