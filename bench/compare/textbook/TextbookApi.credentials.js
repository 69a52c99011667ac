'use strict';

/** A credential with an expirable field, as n8n's own are: a token is got where there is none, and after a 401. */
class TextbookApi {
	constructor() {
		this.name = 'textbookApi';
		this.displayName = 'Textbook API';
		this.properties = [
			{
				displayName: 'Token',
				name: 'token',
				type: 'hidden',
				typeOptions: { expirable: true, password: true },
				default: '',
			},
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Username', name: 'username', type: 'string', default: '' },
			{ displayName: 'Password', name: 'password', type: 'string', typeOptions: { password: true }, default: '' },
		];
		this.authenticate = {
			type: 'generic',
			properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
		};
	}

	async preAuthentication({ url, username, password }) {
		const body = { user: username, pass: password };
		const { access_token: token } = await this.helpers.httpRequest({ method: 'POST', url: `${url}/login`, body });
		return { token };
	}
}

module.exports = { TextbookApi };
