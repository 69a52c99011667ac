import type { Preset } from '../providers/loginSession/description';

/** OpenStack Keystone, Identity v3: the token stands in a header, its end in the body. */
export const keystone: Preset = {
	name: 'OpenStack Keystone',
	source: 'https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization',
	tried: '22.0.2',
	placeholder: 'https://keystone.example.com:5000',
	values: {
		domain: 'the ID of the domain, of user and project, e.g. default',
		project: 'the name of the project',
	},
	description: {
		logIn: {
			url: '/v3/auth/tokens',
			method: 'POST',
			sendAs: 'json',
			data: {
				auth: {
					identity: {
						methods: ['password'],
						password: { user: { name: '{username}', domain: { id: '{domain}' }, password: '{password}' } },
					},
					scope: { project: { name: '{project}', domain: { id: '{domain}' } } },
				},
			},
		},
		access: { from: 'header', path: 'X-Subject-Token' },
		expiry: { from: 'path', path: 'token.expires_at', unit: 'date' },
		every: { headers: { 'X-Auth-Token': '{accessToken}' } },
		rejected: { statuses: [401] },
		testUrl: '/v3/auth/projects',
	},
};
