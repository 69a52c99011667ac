import type { Preset } from '../providers/loginSession/description';

/** Metabase: the session's ID in a header of its own, good for two weeks unless set otherwise. */
export const metabase: Preset = {
	name: 'Metabase',
	source: 'https://github.com/metabase/metabase/wiki/Using-the-REST-API',
	placeholder: 'https://metabase.example.com',
	description: {
		logIn: {
			url: '/api/session',
			method: 'POST',
			sendAs: 'json',
			data: { username: '{username}', password: '{password}' },
		},
		access: { from: 'body', path: 'id' },
		expiry: { from: 'fixed', lifetimeMs: 14 * 24 * 60 * 60 * 1000 },
		every: { headers: { 'X-Metabase-Session': '{accessToken}' } },
		rejected: { statuses: [401] },
		testUrl: '/api/user/current',
		renewBeforeMs: 60 * 60 * 1000,
	},
};
