import type { Preset } from '../providers/loginSession/description';

/** n8n's own REST API as its editor uses it: a cookie that holds a JWT. */
export const n8n: Preset = {
	name: 'n8n (REST API of the Editor)',
	source: 'https://github.com/n8n-io/n8n/blob/master/packages/cli/src/controllers/auth.controller.ts',
	tried: '2.41.1',
	placeholder: 'https://n8n.example.com',
	description: {
		logIn: {
			url: '/rest/login',
			method: 'POST',
			sendAs: 'json',
			data: { emailOrLdapLoginId: '{username}', password: '{password}' },
		},
		access: { from: 'cookie', path: 'n8n-auth' },
		expiry: { from: 'found' },
		every: { headers: { Cookie: '{accessToken}' } },
		rejected: { statuses: [401] },
		testUrl: '/rest/login',
		logOut: { url: '/rest/logout', method: 'POST', sendAs: 'json' },
	},
};
