import type { Preset } from '../providers/loginSession/description';

/** Strapi's Users & Permissions plugin: a JWT. */
export const strapi: Preset = {
	name: 'Strapi (Users and Permissions)',
	source: 'https://docs-v4.strapi.io/dev-docs/plugins/users-permissions',
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
		every: { headers: { Authorization: 'Bearer {accessToken}' } },
		rejected: { statuses: [401] },
		testUrl: '/api/users/me',
	},
};
