import { more, PASSWORD, secondsOf, type Shape } from './shape';

const anna = { username: 'anna@example.com' };

/** Services that take JSON and give a token that goes out as a bearer token, or raw in the same header. */
export const jsonLogIns: Record<string, Shape> = {
	agencyzoom: {
		endIsUntold: true,
		facts: {
			logIn: { path: '/v1/api/auth/login', json: { username: 'anna@example.com', password: PASSWORD } },
			answer: ({ token }) => ({ jwt: token, ownerAgent: { id: 4 } }),
			livesMinutes: 60,
		},
		dialog: { ...anna, logInUrl: '/v1/api/auth/login' },
	},
	'breezy-hr': {
		endIsUntold: true,
		facts: {
			logIn: { path: '/v3/signin', json: { email: 'anna@example.com', password: PASSWORD } },
			answer: ({ token }) => ({ access_token: token, user: { email_address: 'anna@example.com' } }),
			livesMinutes: 43_200,
			carries: ({ token }) => ({ headers: { authorization: token } }),
		},
		dialog: {
			...anna,
			logInUrl: '/v3/signin',
			logInData: { email: '{username}', password: '{password}' },
			carryAs: 'template',
			carryTemplate: { headers: { Authorization: '{accessToken}' } },
		},
	},
	ecu360: {
		facts: {
			logIn: {
				path: '/auth/v1/authenticate',
				headers: { 'ecu360-api-key': 'my-api-key' },
				json: { userName: 'anna@example.com', password: PASSWORD, isEncrypted: false, mfaToken: '' },
			},
			answer: ({ token }) => ({ jwtToken: token, user: { id: 9 } }),
			livesMinutes: 15,
		},
		dialog: {
			...anna,
			...more({ key: 'my-api-key' }),
			logInUrl: '/auth/v1/authenticate',
			logInData: '{ "userName": "{username}", "password": "{password}", "isEncrypted": false, "mfaToken": "" }',
			expiryFrom: 'fixed',
			lifetime: 15,
			moreSettings: true,
			logInHeaders: '{ "ecu360-api-key": "{key}" }',
		},
	},
	embat: {
		endIsUntold: true,
		facts: {
			logIn: { path: '/authentication/token', json: { email: 'anna@example.com', password: PASSWORD } },
			answer: ({ token }) => ({ idToken: token }),
			livesMinutes: 60,
		},
		dialog: {
			...anna,
			logInUrl: '/authentication/token',
			logInData: { email: '{username}', password: '{password}' },
		},
	},
	'orange-logic': {
		facts: {
			logIn: {
				path: '/webapi/security/clientcredentialsauthentication/authenticate_46H_v1',
				json: { client_id: 'my-client', client_secret: PASSWORD },
			},
			answer: (session) => ({ access_token: session.token, expires_in: secondsOf(session) }),
			livesMinutes: 120,
		},
		dialog: {
			username: 'my-client',
			logInUrl: '/webapi/security/clientcredentialsauthentication/authenticate_46H_v1',
			logInData: { client_id: '{username}', client_secret: '{password}' },
		},
	},
	perimeter81: {
		facts: {
			logIn: { path: '/api/v1/auth/authorize', json: { grantType: 'api_key', apiKey: PASSWORD } },
			answer: ({ token, until }) => ({
				status: 200,
				data: { accessToken: token, tokenType: 'bearer', accessTokenExpire: Math.floor(until / 1000) },
			}),
			livesMinutes: 60,
		},
		dialog: {
			logInUrl: '/api/v1/auth/authorize',
			logInData: { grantType: 'api_key', apiKey: '{password}' },
			accessPath: 'data.accessToken',
			expiryFrom: 'path',
			expiryPath: 'data.accessTokenExpire',
			expiryUnit: 'unixSeconds',
		},
	},
	researchdesk: {
		facts: {
			logIn: { path: '/tokens', json: { email: 'anna@example.com', password: PASSWORD } },
			answer: ({ token, until }) => ({ token, expires: new Date(until).toISOString() }),
			livesMinutes: 1_440,
		},
		dialog: { ...anna, logInUrl: '/tokens', logInData: { email: '{username}', password: '{password}' } },
	},
	// A first request, which takes the team's name alone, tells this server: it is entered as the base URL.
	sellercloud: {
		facts: {
			logIn: { path: '/rest/api/token', json: { Username: 'anna@example.com', Password: PASSWORD } },
			answer: (session) => ({ access_token: session.token, token_type: 'Bearer', expires_in: secondsOf(session) }),
			livesMinutes: 60,
		},
		dialog: {
			...anna,
			logInUrl: '/rest/api/token',
			logInData: { Username: '{username}', Password: '{password}' },
		},
	},
	shopworks: {
		facts: {
			logIn: { path: '/signin', json: { username: 'anna@example.com', password: PASSWORD } },
			answer: ({ token, refresh }) => ({ id_token: token, access_token: `not ${token}`, refresh_token: refresh }),
			livesMinutes: 60,
			carries: ({ token }) => ({ headers: { authorization: token } }),
		},
		dialog: {
			...anna,
			logInUrl: '/signin',
			accessPath: 'id_token',
			expiryFrom: 'fixed',
			lifetime: 60,
			carryAs: 'template',
			carryTemplate: '{ "headers": { "Authorization": "{accessToken}" } }',
		},
	},
	toast: {
		facts: {
			logIn: {
				path: '/authentication/v1/authentication/login',
				json: { clientId: 'my-client', clientSecret: PASSWORD, userAccessType: 'TOAST_MACHINE_CLIENT' },
			},
			answer: (session) => ({
				'@class': '.SuccessfulResponse',
				token: { tokenType: 'Bearer', accessToken: session.token, expiresIn: secondsOf(session), refreshToken: null },
				status: 'SUCCESS',
			}),
			livesMinutes: 300,
			carries: ({ token }) => ({
				headers: { authorization: `Bearer ${token}`, 'toast-restaurant-external-id': 'my-restaurant' },
			}),
		},
		dialog: {
			username: 'my-client',
			...more({ restaurant: 'my-restaurant' }),
			logInUrl: '/authentication/v1/authentication/login',
			logInData: { clientId: '{username}', clientSecret: '{password}', userAccessType: 'TOAST_MACHINE_CLIENT' },
			carryAs: 'template',
			carryTemplate: {
				headers: { Authorization: 'Bearer {accessToken}', 'Toast-Restaurant-External-ID': '{restaurant}' },
			},
		},
	},
};
