import type { Preset } from '../providers/loginSession/description';

/** Node-RED's admin API: a password grant as a form; the token lives a week. */
export const nodeRed: Preset = {
	name: 'Node-RED (Admin API)',
	source: 'https://nodered.org/docs/api/admin/oauth',
	tried: '4.1.15',
	placeholder: 'http://localhost:1880',
	description: {
		logIn: {
			url: '/auth/token',
			method: 'POST',
			sendAs: 'form',
			data: {
				client_id: 'node-red-admin',
				grant_type: 'password',
				scope: '*',
				username: '{username}',
				password: '{password}',
			},
		},
		access: { from: 'body', path: 'access_token' },
		expiry: { from: 'path', path: 'expires_in', unit: 'seconds' },
		every: { headers: { Authorization: 'Bearer {accessToken}' } },
		rejected: { statuses: [401] },
		testUrl: '/settings',
		logOut: { url: '/auth/revoke', method: 'POST', sendAs: 'json', data: { token: '{accessToken}' } },
	},
};
