import { basic, more, PASSWORD, secondsOf, type Shape } from './shape';

/** Services that take a form and give a token that goes out as a bearer token, or raw. */
export const formLogIns: Record<string, Shape> = {
	'3cx': {
		facts: {
			logIn: {
				path: '/connect/token',
				form: { grant_type: 'client_credentials', client_id: 'my-client', client_secret: PASSWORD },
			},
			answer: ({ token }) => ({ token_type: 'Bearer', access_token: token, refresh_token: null }),
			livesMinutes: 60,
		},
		dialog: {
			username: 'my-client',
			logInUrl: '/connect/token',
			logInSendAs: 'form',
			logInData: 'grant_type=client_credentials&client_id={username}&client_secret={password}',
			expiryFrom: 'fixed',
			lifetime: 60,
		},
	},
	'datto-rmm-password-grant': {
		facts: {
			logIn: {
				path: '/auth/oauth/token',
				headers: { authorization: basic('public-client', PASSWORD) },
				form: { grant_type: 'password', username: 'my-key', password: 'my-secret' },
			},
			answer: (session) => ({ access_token: session.token, token_type: 'bearer', expires_in: secondsOf(session) }),
			livesMinutes: 6_000,
		},
		dialog: {
			username: 'public-client',
			...more({ key: 'my-key', secret: 'my-secret' }),
			logInUrl: '/auth/oauth/token',
			logInSendAs: 'basic',
			logInData: { grant_type: 'password', username: '{key}', password: '{secret}' },
		},
	},
	drupal: {
		facts: {
			logIn: {
				path: '/rest_api/access_token',
				form: {
					grant_type: 'client_credentials',
					client_id: 'my-client',
					client_secret: PASSWORD,
					username: 'anna',
				},
			},
			answer: (session) => ({ access_token: session.token, expires_in: secondsOf(session) }),
			livesMinutes: 15,
		},
		dialog: {
			username: 'anna',
			...more({ client: 'my-client' }),
			logInUrl: '/rest_api/access_token',
			logInSendAs: 'form',
			logInData: {
				grant_type: 'client_credentials',
				client_id: '{client}',
				client_secret: '{password}',
				username: '{username}',
			},
		},
	},
	looker: {
		facts: {
			logIn: { path: '/api/4.0/login', form: { client_id: 'my-client', client_secret: PASSWORD } },
			answer: (session) => ({ access_token: session.token, token_type: 'Bearer', expires_in: secondsOf(session) }),
			livesMinutes: 60,
		},
		dialog: {
			username: 'my-client',
			logInUrl: '/api/4.0/login',
			logInSendAs: 'form',
			logInData: 'client_id={username}&client_secret={password}',
		},
	},
	modmed: {
		endIsUntold: true,
		facts: {
			logIn: {
				path: '/firm/mine/ema/ws/oauth2/grant',
				headers: { 'x-api-key': 'my-api-key' },
				form: { grant_type: 'password', username: 'anna', password: PASSWORD },
			},
			answer: ({ token, refresh }) => ({ access_token: token, scope: 'all', refresh_token: refresh }),
			livesMinutes: 60,
			carries: ({ token }) => ({
				headers: { authorization: `Bearer ${token}`, 'x-api-key': 'my-api-key', accept: 'application/fhir+json' },
			}),
		},
		dialog: {
			username: 'anna',
			...more({ key: 'my-api-key' }),
			logInUrl: '/firm/mine/ema/ws/oauth2/grant',
			logInSendAs: 'form',
			logInData: 'grant_type=password&username={username}&password={password}',
			carryAs: 'template',
			carryTemplate: {
				headers: { Authorization: 'Bearer {accessToken}', 'X-API-Key': '{key}', Accept: 'application/fhir+json' },
			},
			moreSettings: true,
			logInHeaders: { 'X-API-Key': '{key}' },
		},
	},
	'odoo-cc': {
		facts: {
			logIn: {
				path: '/restapi/1.0/common/oauth2/access_token',
				form: { grant_type: 'client_credentials', client_id: 'my-consumer', client_secret: PASSWORD },
			},
			answer: (session) => ({ access_token: session.token, access_token_validity: secondsOf(session) }),
			livesMinutes: 30,
		},
		dialog: {
			username: 'my-consumer',
			logInUrl: '/restapi/1.0/common/oauth2/access_token',
			logInSendAs: 'form',
			logInData: 'client_id={username}&client_secret={password}&grant_type=client_credentials',
			expiryFrom: 'path',
			expiryPath: 'access_token_validity',
			expiryUnit: 'seconds',
		},
	},
	pverify: {
		facts: {
			logIn: {
				path: '/Token',
				headers: { 'client-api-id': 'my-client' },
				form: { Client_Id: 'my-client', Client_Secret: PASSWORD, grant_type: 'client_credentials' },
			},
			answer: (session) => ({ access_token: session.token, token_type: 'bearer', expires_in: secondsOf(session) }),
			livesMinutes: 480,
			carries: ({ token }) => ({ headers: { authorization: `Bearer ${token}`, 'client-api-id': 'my-client' } }),
		},
		dialog: {
			username: 'my-client',
			logInUrl: '/Token',
			logInSendAs: 'form',
			logInData: { Client_Id: '{username}', Client_Secret: '{password}', grant_type: 'client_credentials' },
			carryAs: 'template',
			carryTemplate: { headers: { Authorization: 'Bearer {accessToken}', 'Client-API-Id': '{username}' } },
			moreSettings: true,
			logInHeaders: { 'Client-API-Id': '{username}' },
		},
	},
	'sage-intacct-cc': {
		facts: {
			logIn: {
				path: '/ia/api/v1/oauth2/token',
				form: {
					grant_type: 'client_credentials',
					client_id: 'my-client',
					client_secret: PASSWORD,
					username: 'anna@company',
					session_id: 'my-session',
				},
			},
			answer: (session) => ({ token_type: 'Bearer', access_token: session.token, expires_in: secondsOf(session) }),
			livesMinutes: 720,
		},
		dialog: {
			username: 'anna@company',
			...more({ client: 'my-client', session: 'my-session' }),
			logInUrl: '/ia/api/v1/oauth2/token',
			logInSendAs: 'form',
			logInData: {
				grant_type: 'client_credentials',
				client_id: '{client}',
				client_secret: '{password}',
				username: '{username}',
				session_id: '{session}',
			},
		},
	},
	tailscale: {
		facts: {
			logIn: { path: '/api/v2/oauth/token', form: { client_id: 'my-client', client_secret: PASSWORD } },
			answer: (session) => ({ access_token: session.token, token_type: 'Bearer', expires_in: secondsOf(session) }),
			livesMinutes: 60,
		},
		dialog: {
			username: 'my-client',
			logInUrl: '/api/v2/oauth/token',
			logInSendAs: 'form',
			logInData: 'client_id={username}&client_secret={password}',
		},
	},
	'veeva-vault': {
		endIsUntold: true,
		facts: {
			logIn: { path: '/api/v24.1/auth', form: { username: 'anna', password: PASSWORD } },
			answer: ({ token }) => ({ responseStatus: 'SUCCESS', sessionId: token, userId: 12021, vaultIds: [{ id: 3 }] }),
			livesMinutes: 20,
			carries: ({ token }) => ({ headers: { authorization: token } }),
		},
		dialog: {
			username: 'anna',
			logInUrl: '/api/v24.1/auth',
			logInSendAs: 'form',
			logInData: 'username={username}&password={password}',
			carryAs: 'template',
			carryTemplate: { headers: { Authorization: '{accessToken}' } },
		},
	},
};
