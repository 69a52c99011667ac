import type { Preset } from '../providers/loginSession/description';

/**
 * Zabbix from 6.4 on: JSON-RPC, the token is the result, errors come in a 200. Older versions want the token in each body, so that the
 * version is asked for first.
 */
export const zabbix: Preset = {
	name: 'Zabbix (6.4 and Later)',
	source: 'https://www.zabbix.com/documentation/current/en/manual/api/reference/user/login',
	tried: '7.0.22',
	placeholder: 'https://zabbix.example.com/zabbix',
	description: {
		before: {
			url: '/api_jsonrpc.php',
			method: 'POST',
			sendAs: 'json',
			data: { jsonrpc: '2.0', method: 'apiinfo.version', params: [], id: 1 },
			values: {},
			must: [
				{
					path: 'result',
					matches: '^(6\\.([4-9]|\\d\\d)|[7-9]\\.|\\d\\d)',
					means: 'this Zabbix is older than 6.4, which this entry needs',
				},
			],
		},
		logIn: {
			url: '/api_jsonrpc.php',
			method: 'POST',
			sendAs: 'json',
			data: {
				jsonrpc: '2.0',
				method: 'user.login',
				params: { username: '{username}', password: '{password}' },
				id: 1,
			},
		},
		access: { from: 'body', path: 'result' },
		expiry: { from: 'none' },
		every: { headers: { Authorization: 'Bearer {accessToken}' } },
		rejected: {
			statuses: [401],
			field: 'error.data',
			values: ['Session terminated, re-login, please.', 'Not authorized.', 'Not authorised.'],
		},
		errorField: 'error',
		logOut: {
			url: '/api_jsonrpc.php',
			method: 'POST',
			sendAs: 'json',
			data: { jsonrpc: '2.0', method: 'user.logout', params: [], id: 1 },
		},
	},
};
