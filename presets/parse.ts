import type { Preset } from '../providers/loginSession/description';

/**
 * Parse Server: a session token in a header of its own; code 209 says that it is over. Its guide logs in by GET, with the
 * password in the address; the server takes a POST as well.
 */
export const parse: Preset = {
	name: 'Parse Server',
	source: 'https://docs.parseplatform.org/rest/guide/#logging-in',
	tried: '9.10.0',
	placeholder: 'https://parse.example.com/parse',
	values: {
		applicationId: 'the application ID',
		restKey: 'the REST API key; any text where the server asks for none',
	},
	description: {
		logIn: {
			url: '/login',
			method: 'POST',
			sendAs: 'json',
			headers: {
				'X-Parse-Application-Id': '{applicationId}',
				'X-Parse-REST-API-Key': '{restKey}',
				'X-Parse-Revocable-Session': '1',
			},
			data: { username: '{username}', password: '{password}' },
		},
		access: { from: 'body', path: 'sessionToken' },
		expiry: { from: 'none' },
		every: {
			headers: {
				'X-Parse-Application-Id': '{applicationId}',
				'X-Parse-REST-API-Key': '{restKey}',
				'X-Parse-Session-Token': '{accessToken}',
			},
		},
		rejected: { statuses: [401], field: 'code', values: ['209'] },
		testUrl: '/users/me',
		logOut: {
			url: '/logout',
			method: 'POST',
			sendAs: 'json',
			headers: { 'X-Parse-Application-Id': '{applicationId}', 'X-Parse-REST-API-Key': '{restKey}' },
		},
	},
};
