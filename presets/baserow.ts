import type { Preset } from '../providers/loginSession/description';

/** Baserow: a JWT of ten minutes after the word JWT, and a refresh token that stays. */
export const baserow: Preset = {
	name: 'Baserow (Account)',
	source: 'https://baserow.io/docs/apis%2Frest-api',
	placeholder: 'https://api.baserow.io',
	description: {
		logIn: {
			url: '/api/user/token-auth/',
			method: 'POST',
			sendAs: 'json',
			data: { username: '{username}', password: '{password}' },
		},
		access: { from: 'body', path: '' },
		expiry: { from: 'found' },
		refresh: {
			url: '/api/user/token-refresh/',
			method: 'POST',
			sendAs: 'json',
			data: { refresh_token: '{refreshToken}' },
			authorizedWith: 'nothing',
			refreshPlace: { from: 'body', path: 'refresh_token' },
		},
		every: { headers: { Authorization: 'JWT {accessToken}' } },
		rejected: { statuses: [401] },
		testUrl: '/api/workspaces/',
	},
};
