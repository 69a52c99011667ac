import type { Preset } from '../providers/loginSession/description';

/** Deluge's web interface: JSON-RPC with a password alone, a cookie that each request lengthens, and errors in a 200. */
export const deluge: Preset = {
	name: 'Deluge (Web Interface)',
	source: 'https://github.com/deluge-torrent/deluge/blob/develop/deluge/ui/web/auth.py',
	tried: '2.0.3',
	placeholder: 'http://localhost:8112',
	withoutUsername: true,
	description: {
		logIn: {
			url: '/json',
			method: 'POST',
			sendAs: 'json',
			data: { method: 'auth.login', params: ['{password}'], id: 1 },
		},
		// A wrong password is answered with false, and without a cookie.
		granted: { must: [{ path: 'result' }] },
		access: { from: 'cookie', path: '_session_id' },
		expiry: { from: 'found', fromLastUse: true },
		every: { headers: { Cookie: '{accessToken}' } },
		rejected: { statuses: [401], field: 'error.message', values: ['Not authenticated'] },
		errorField: 'error',
		logOut: {
			url: '/json',
			method: 'POST',
			sendAs: 'json',
			data: { method: 'auth.delete_session', params: [], id: 1 },
		},
	},
};
