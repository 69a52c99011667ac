import type { Preset } from '../providers/loginSession/description';

/**
 * Odoo's web session: JSON-RPC, a cookie, errors in a 200; code 100, or a redirect to the log-in page, says that
 * the session is over. Without a user's ID in the answer a second factor is asked for.
 */
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
		granted: { must: [{ path: 'result.uid', means: 'secondFactor' }] },
		access: { from: 'cookie', path: 'session_id' },
		expiry: { from: 'found' },
		every: { headers: { Cookie: '{accessToken}' } },
		rejected: { statuses: [401], field: 'error.code', values: ['100'], redirectsTo: ['/web/login'] },
		errorField: 'error',
		logOut: {
			url: '/web/session/destroy',
			method: 'POST',
			sendAs: 'json',
			data: { jsonrpc: '2.0', method: 'call', params: {} },
		},
	},
};
