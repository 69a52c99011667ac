import type { Preset } from '../providers/loginSession/description';

/** Zabbix from 6.4 on: JSON-RPC, the token is the result, errors come in a 200. */
export const zabbix: Preset = {
	name: 'Zabbix',
	source: 'https://www.zabbix.com/documentation/current/en/manual/api/reference/user/login',
	placeholder: 'https://zabbix.example.com/zabbix',
	description: {
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
	},
};
