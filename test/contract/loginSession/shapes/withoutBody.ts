import { basic, more, PASSWORD, secondsOf, type Shape } from './shape';

const WORKDAY = '/ccx/oauth2/my-tenant/token';

/** Services that take what logs in from a header or the query; some take a form besides. */
export const withoutBody: Record<string, Shape> = {
	heap: {
		facts: {
			logIn: { path: '/api/public/v0/auth_token', headers: { authorization: basic('my-app', PASSWORD) } },
			answer: (session) => ({ access_token: session.token, expires_in: secondsOf(session) }),
			livesMinutes: 60,
		},
		dialog: { username: 'my-app', logInUrl: '/api/public/v0/auth_token', logInSendAs: 'basic', logInData: '' },
	},
	'jamf-basic': {
		facts: {
			logIn: { path: '/api/v1/auth/token', headers: { authorization: basic('anna', PASSWORD) } },
			answer: ({ token, until }) => ({ token, expires: new Date(until).toISOString() }),
			livesMinutes: 30,
		},
		dialog: { username: 'anna', logInUrl: '/api/v1/auth/token', logInSendAs: 'basic', logInData: '' },
	},
	jobdiva: {
		endIsUntold: true,
		facts: {
			logIn: {
				method: 'GET',
				path: '/apiv2/authenticate',
				query: { clientid: '7', username: 'anna', password: PASSWORD },
			},
			answer: ({ token }) => token,
			livesMinutes: 1_440,
		},
		dialog: {
			username: 'anna',
			...more({ client: '7' }),
			logInUrl: '/apiv2/authenticate',
			logInMethod: 'GET',
			logInSendAs: 'query',
			logInData: 'clientid={client}&username={username}&password={password}',
			accessFrom: 'wholeBody',
		},
	},
	leapsome: {
		facts: {
			logIn: { method: 'GET', path: '/v1/token', query: { secret: PASSWORD } },
			answer: (session) => ({ token: session.token, expiresIn: secondsOf(session) }),
			livesMinutes: 60,
		},
		dialog: {
			logInUrl: '/v1/token',
			logInMethod: 'GET',
			logInSendAs: 'query',
			logInData: { secret: '{password}' },
		},
	},
	'nable-ncentral': {
		facts: {
			logIn: { path: '/api/auth/authenticate', headers: { authorization: 'Bearer my-user-api-token' } },
			answer: (session) => ({
				tokens: {
					access: { token: session.token, type: 'Bearer', expirySeconds: secondsOf(session) },
					refresh: { token: session.refresh, type: 'Body', expirySeconds: 90_000 },
				},
			}),
			livesMinutes: 60,
		},
		dialog: {
			password: 'my-user-api-token',
			logInUrl: '/api/auth/authenticate',
			logInData: '',
			accessPath: 'tokens.access.token',
			expiryFrom: 'path',
			expiryPath: 'tokens.access.expirySeconds',
			expiryUnit: 'seconds',
			moreSettings: true,
			logInHeaders: { Authorization: 'Bearer {password}' },
		},
	},
	'sap-fieldglass': {
		facts: {
			logIn: {
				path: '/api/oauth2/v2.0/token',
				query: { grant_type: 'client_credentials', response_type: 'token' },
				headers: { authorization: basic('my-client', PASSWORD), 'x-applicationkey': 'my-application' },
			},
			answer: (session) => ({ access_token: session.token, token_type: 'bearer', expires_in: secondsOf(session) }),
			livesMinutes: 60,
		},
		dialog: {
			username: 'my-client',
			...more({ application: 'my-application' }),
			logInUrl: '/api/oauth2/v2.0/token?grant_type=client_credentials&response_type=token',
			logInSendAs: 'basic',
			logInData: '',
			moreSettings: true,
			logInHeaders: { 'X-ApplicationKey': '{application}' },
		},
	},
	setmore: {
		facts: {
			logIn: { method: 'GET', path: '/api/v1/o/oauth2/token', query: { refreshToken: PASSWORD } },
			answer: (session) => ({
				response: true,
				data: { token: { access_token: session.token, token_type: 'Bearer', expires_in: secondsOf(session) } },
			}),
			livesMinutes: 120,
		},
		dialog: {
			logInUrl: '/api/v1/o/oauth2/token',
			logInMethod: 'GET',
			logInSendAs: 'query',
			logInData: 'refreshToken={password}',
		},
	},
	'workday-cc': {
		facts: {
			logIn: {
				path: WORKDAY,
				headers: { authorization: `ID ${Buffer.from('my-client:my-secret').toString('base64')}` },
				form: { grant_type: 'client_credentials', tenant_alias: 'my-tenant' },
			},
			answer: (session) => ({ access_token: session.token, token_type: 'Bearer', expires_in: secondsOf(session) }),
			livesMinutes: 60,
		},
		// No marker encodes: a person puts in `id:secret` in Base64.
		dialog: {
			password: Buffer.from('my-client:my-secret').toString('base64'),
			...more({ tenant: 'my-tenant' }),
			logInUrl: '/ccx/oauth2/{tenant}/token',
			logInSendAs: 'form',
			logInData: { grant_type: 'client_credentials', tenant_alias: '{tenant}' },
			moreSettings: true,
			logInHeaders: { Authorization: 'ID {password}' },
		},
	},
	'workday-refresh-token': {
		facts: {
			logIn: {
				path: WORKDAY,
				headers: { authorization: basic('my-client', PASSWORD) },
				form: { grant_type: 'refresh_token', refresh_token: 'a-refresh-token-for-good' },
			},
			answer: ({ token }) => ({ access_token: token, token_type: 'Bearer', refresh_token: 'a-refresh-token-for-good' }),
			livesMinutes: 60,
		},
		dialog: {
			username: 'my-client',
			...more({ forGood: 'a-refresh-token-for-good' }),
			logInUrl: WORKDAY,
			logInSendAs: 'basic',
			logInData: 'grant_type=refresh_token&refresh_token={forGood}',
			expiryFrom: 'fixed',
			lifetime: 60,
		},
	},
};
