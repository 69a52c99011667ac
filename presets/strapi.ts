import type { Preset } from '../providers/loginSession/description';

/** Strapi's Users & Permissions feature: a JWT, and a refresh token beside it where its JWT management is set to `refresh`. */
export const strapi: Preset = {
	name: 'Strapi (Users and Permissions)',
	source: 'https://docs.strapi.io/cms/features/users-permissions#authentication-endpoints',
	tried: '5.54.0',
	placeholder: 'http://localhost:1337',
	description: {
		logIn: {
			url: '/api/auth/local',
			method: 'POST',
			sendAs: 'json',
			data: { identifier: '{username}', password: '{password}' },
		},
		access: { from: 'body', path: 'jwt' },
		expiry: { from: 'found' },
		refresh: {
			url: '/api/auth/refresh',
			method: 'POST',
			sendAs: 'json',
			data: { refreshToken: '{refreshToken}' },
			authorizedWith: 'nothing',
			refreshPlace: { from: 'body', path: 'refreshToken' },
		},
		every: { headers: { Authorization: 'Bearer {accessToken}' } },
		rejected: { statuses: [401] },
		testUrl: '/api/users/me',
		// Only where refresh tokens are given.
		logOut: {
			url: '/api/auth/logout',
			method: 'POST',
			sendAs: 'json',
			data: { refreshToken: '{refreshToken}' },
		},
	},
};
