import { more, PASSWORD, secondsOf, type Shape } from './shape';

/** Services that give a refresh token, which a request of its own takes for the next session. */
export const refreshing: Record<string, Shape> = {
	aspire: {
		endIsUntold: true,
		facts: {
			logIn: { path: '/Authorization', json: { ClientId: 'my-client', Secret: PASSWORD } },
			answer: ({ token, refresh }) => ({ Token: token, RefreshToken: refresh }),
			livesMinutes: 1_440,
			refresh: ({ refresh }) => ({ path: '/Authorization/RefreshToken', json: { RefreshToken: refresh } }),
		},
		dialog: {
			username: 'my-client',
			logInUrl: '/Authorization',
			logInData: { ClientId: '{username}', Secret: '{password}' },
			renewWith: 'refresh',
			refreshUrl: '/Authorization/RefreshToken',
			refreshData: { RefreshToken: '{refreshToken}' },
		},
	},
	salesmsg: {
		facts: {
			logIn: {
				path: '/pub/v2.2/oauth/personal-token/refresh',
				headers: { authorization: 'Bearer my-personal-token' },
			},
			answer: (session) => ({ access_token: session.token, token_type: 'Bearer', expires_in: secondsOf(session) }),
			livesMinutes: 60,
			refresh: ({ token }) => ({
				path: '/pub/v2.2/oauth/personal-token/refresh',
				headers: { authorization: `Bearer ${token}` },
			}),
		},
		dialog: {
			password: 'my-personal-token',
			logInUrl: '/pub/v2.2/oauth/personal-token/refresh',
			logInData: '',
			renewWith: 'refresh',
			refreshUrl: '/pub/v2.2/oauth/personal-token/refresh',
			refreshData: '',
			refreshAuthorization: 'session',
			moreSettings: true,
			logInHeaders: { Authorization: 'Bearer {password}' },
		},
	},
	'sap-concur-password': {
		facts: {
			logIn: {
				path: '/oauth2/v0/token',
				form: {
					grant_type: 'password',
					client_id: 'my-client',
					client_secret: 'my-secret',
					username: 'anna',
					password: PASSWORD,
				},
			},
			answer: (session) => ({
				access_token: session.token,
				token_type: 'Bearer',
				expires_in: secondsOf(session),
				refresh_token: session.refresh,
				refresh_expires_in: Math.floor(session.until / 1000) + 15_000_000,
			}),
			livesMinutes: 60,
			refresh: ({ refresh }) => ({
				path: '/oauth2/v0/token',
				form: {
					grant_type: 'refresh_token',
					client_id: 'my-client',
					client_secret: 'my-secret',
					refresh_token: refresh,
				},
			}),
		},
		dialog: {
			username: 'anna',
			...more({ client: 'my-client', secret: 'my-secret' }),
			logInUrl: '/oauth2/v0/token',
			logInSendAs: 'form',
			logInData:
				'grant_type=password&client_id={client}&client_secret={secret}&username={username}&password={password}',
			renewWith: 'refresh',
			refreshUrl: '/oauth2/v0/token',
			refreshSendAs: 'form',
			refreshData: 'grant_type=refresh_token&client_id={client}&client_secret={secret}&refresh_token={refreshToken}',
		},
	},
	timify: {
		facts: {
			logIn: { path: '/v1/auth/token', json: { appid: 'my-app', appsecret: PASSWORD } },
			answer: (session) => ({
				accessToken: session.token,
				refreshToken: session.refresh,
				expires: secondsOf(session),
			}),
			livesMinutes: 60,
			carries: ({ token }) => ({ headers: { authorization: token } }),
			refresh: ({ refresh }) => ({ path: '/v1/auth/refreshtoken', json: { refreshtoken: refresh } }),
		},
		dialog: {
			username: 'my-app',
			logInUrl: '/v1/auth/token',
			logInData: { appid: '{username}', appsecret: '{password}' },
			expiryFrom: 'path',
			expiryPath: 'expires',
			expiryUnit: 'seconds',
			renewWith: 'refresh',
			refreshUrl: '/v1/auth/refreshtoken',
			refreshData: { refreshtoken: '{refreshToken}' },
			carryAs: 'template',
			carryTemplate: { headers: { Authorization: '{accessToken}' } },
		},
	},
	valley: {
		facts: {
			logIn: { path: '/api/v1/auth/get-token', json: { email: 'anna@example.com', password: PASSWORD } },
			answer: (session) => ({
				access_token: session.token,
				refresh_token: session.refresh,
				expires_in: secondsOf(session),
			}),
			livesMinutes: 60,
			refresh: ({ refresh }) => ({ path: '/api/v1/auth/refresh-token', json: { refresh_token: refresh } }),
		},
		dialog: {
			username: 'anna@example.com',
			logInUrl: '/api/v1/auth/get-token',
			logInData: { email: '{username}', password: '{password}' },
			renewWith: 'refresh',
			refreshUrl: '/api/v1/auth/refresh-token',
		},
	},
};
