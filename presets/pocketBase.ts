import type { Preset } from '../providers/loginSession/description';

/**
 * PocketBase: a JWT that is sent bare and can be exchanged for a new one while it lives. An invalid
 * one is a guest's, who gets 403 for what guests may not see.
 */
export const pocketBase: Preset = {
	name: 'PocketBase',
	source: 'https://pocketbase.io/docs/api-records/#auth-with-password',
	placeholder: 'http://localhost:8090',
	values: { collection: 'the collection of the account, e.g. users or _superusers' },
	description: {
		logIn: {
			url: '/api/collections/{collection}/auth-with-password',
			method: 'POST',
			sendAs: 'json',
			data: { identity: '{username}', password: '{password}' },
		},
		access: { from: 'body', path: 'token' },
		expiry: { from: 'found' },
		refresh: {
			url: '/api/collections/{collection}/auth-refresh',
			method: 'POST',
			sendAs: 'json',
			authorizedWith: 'session',
			refreshPlace: { from: 'body', path: 'none' },
		},
		every: { headers: { Authorization: '{accessToken}' } },
		rejected: { statuses: [401, 403] },
	},
};
