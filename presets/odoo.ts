import type { Preset } from '../providers/loginSession/description';

/** Odoo's web session: JSON-RPC, a cookie, errors in a 200; code 100 says that the session is over. */
export const odoo: Preset = {
	name: 'Odoo (Web Session)',
	source: 'https://github.com/odoo/odoo/blob/17.0/addons/web/controllers/session.py',
	placeholder: 'https://odoo.example.com',
	values: { database: 'the name of the database' },
	description: {
		logIn: {
			url: '/web/session/authenticate',
			method: 'POST',
			sendAs: 'json',
			data: {
				jsonrpc: '2.0',
				method: 'call',
				params: { db: '{database}', login: '{username}', password: '{password}' },
			},
		},
		access: { from: 'cookie', path: 'session_id' },
		expiry: { from: 'found' },
		every: { headers: { Cookie: '{accessToken}' } },
		rejected: { statuses: [401], field: 'error.code', values: ['100'] },
		errorField: 'error',
		logOut: {
			url: '/web/session/destroy',
			method: 'POST',
			sendAs: 'json',
			data: { jsonrpc: '2.0', method: 'call', params: {} },
		},
	},
};
