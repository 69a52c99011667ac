import type { Preset } from '../providers/loginSession/description';

/**
 * qBittorrent's Web API: a cookie, renamed in 5.2, that lives as long as it is used; told to be over by 403. Where it
 * is set to ask nobody of this address, it answers 204 without a cookie.
 */
export const qBittorrent: Preset = {
	name: 'qBittorrent',
	source: 'https://github.com/qbittorrent/qBittorrent/wiki/WebUI-API-(qBittorrent-4.1)#authentication',
	tried: '4.5.2',
	placeholder: 'http://localhost:8080',
	description: {
		logIn: {
			url: '/api/v2/auth/login',
			method: 'POST',
			sendAs: 'form',
			data: { username: '{username}', password: '{password}' },
		},
		granted: { must: [{ path: '', matches: '^Fails', not: true }], withoutSession: [204] },
		access: { from: 'cookie', path: 'SID, QBT_SID_*' },
		expiry: { from: 'found' },
		every: { headers: { Cookie: '{accessToken}' } },
		rejected: { statuses: [401, 403] },
		testUrl: '/api/v2/app/version',
		logOut: { url: '/api/v2/auth/logout', method: 'POST', sendAs: 'json' },
	},
};
