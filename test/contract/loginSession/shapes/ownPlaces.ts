import { more, PASSWORD, type Shape } from './shape';

const anna = { username: 'anna@example.com' };
const SIGN_IN =
	'mutation SignIn($email: String!, $password: String!) { signIn(email: $email, password: $password) { token } }';

/** Services whose requests carry the session in a header of their own, in the query or as cookies. */
export const ownPlaces: Record<string, Shape> = {
	passportal: {
		facts: {
			logIn: {
				path: '/api/v2/auth/client_token',
				headers: { 'x-key': 'my-key', 'x-hash': 'my-hash' },
				json: { scope: 'docs_api', content: PASSWORD },
			},
			answer: ({ token, until }) => ({ success: true, access_token: token, expiry_time: Math.floor(until / 1000) }),
			livesMinutes: 60,
			carries: ({ token }) => ({ headers: { 'x-access-token': token } }),
		},
		dialog: {
			...more({ key: 'my-key', hash: 'my-hash' }),
			logInUrl: '/api/v2/auth/client_token',
			logInData: { scope: 'docs_api', content: '{password}' },
			expiryFrom: 'path',
			expiryPath: 'expiry_time',
			expiryUnit: 'unixSeconds',
			carryAs: 'template',
			carryTemplate: { headers: { 'X-Access-Token': '{accessToken}' } },
			moreSettings: true,
			logInHeaders: { 'X-KEY': '{key}', 'X-HASH': '{hash}' },
		},
	},
	'sage-300-cre': {
		endIsUntold: true,
		facts: {
			logIn: {
				path: '/api/common/user/authenticate',
				headers: { 'x-dppkey': 'my-licence' },
				json: { userid: 'anna@example.com', password: PASSWORD },
			},
			answer: ({ token }) => ({ Success: true, Data: token }),
			livesMinutes: 60,
			carries: ({ token }) => ({
				headers: { 'x-dppkey': 'my-licence', 'x-credentials': token, 'x-databasename': 'my-database' },
			}),
		},
		dialog: {
			...anna,
			...more({ licence: 'my-licence', database: 'my-database' }),
			logInUrl: '/api/common/user/authenticate',
			logInData: { userid: '{username}', password: '{password}' },
			accessPath: 'Data',
			carryAs: 'template',
			carryTemplate: {
				headers: { 'X-DppKey': '{licence}', 'X-Credentials': '{accessToken}', 'X-DatabaseName': '{database}' },
			},
			moreSettings: true,
			logInHeaders: { 'X-DppKey': '{licence}' },
		},
	},
	semble: {
		endIsUntold: true,
		facts: {
			logIn: {
				path: '/graphql',
				json: { query: SIGN_IN, variables: { email: 'anna@example.com', password: PASSWORD } },
			},
			answer: ({ token }) => ({ data: { signIn: { token } } }),
			livesMinutes: 720,
			carries: ({ token }) => ({ headers: { 'x-token': token } }),
		},
		dialog: {
			...anna,
			logInUrl: '/graphql',
			// The query is a language of its own: what is put in goes by its variables.
			logInData: { query: SIGN_IN, variables: { email: '{username}', password: '{password}' } },
			accessPath: 'data.signIn.token',
			carryAs: 'template',
			carryTemplate: { headers: { 'x-token': '{accessToken}' } },
		},
	},
	shopvox: {
		endIsUntold: true,
		facts: {
			logIn: { path: '/v1/login', json: { user: 'anna@example.com', password: PASSWORD } },
			answer: ({ token }) => ({ authToken: token, accountID: 4711 }),
			livesMinutes: 60,
			carries: ({ token }) => ({ query: { authToken: token, account_id: '4711' } }),
		},
		dialog: {
			...anna,
			logInUrl: '/v1/login',
			logInData: { user: '{username}', password: '{password}' },
			carryAs: 'template',
			carryTemplate: { query: { authToken: '{accessToken}', account_id: '{account}' } },
			moreSettings: true,
			keep: { account: 'body.accountID' },
		},
	},
	'sap-business-one': {
		facts: {
			logIn: {
				path: '/Login',
				json: {
					CompanyDB: 'my-company',
					DBInstance: 'my-instance',
					UserName: 'anna@example.com',
					Password: PASSWORD,
				},
			},
			answer: ({ token }) => ({ SessionId: token, Version: '1000160', SessionTimeout: 30 }),
			cookies: ({ token }) => [`B1SESSION=${token}; HttpOnly; SameSite=None`, 'ROUTEID=.node1; path=/'],
			livesMinutes: 30,
			carries: ({ token }) => ({ headers: { cookie: `B1SESSION=${token}; ROUTEID=.node1` } }),
		},
		dialog: {
			...anna,
			...more({ company: 'my-company', instance: 'my-instance' }),
			logInUrl: '/Login',
			logInData: { CompanyDB: '{company}', DBInstance: '{instance}', UserName: '{username}', Password: '{password}' },
			accessFrom: 'cookie',
			accessPath: 'B1SESSION, ROUTEID',
			expiryFrom: 'path',
			expiryPath: 'SessionTimeout',
			expiryUnit: 'minutes',
		},
	},
	tableau: {
		facts: {
			logIn: {
				path: '/api/3.22/auth/signin',
				json: {
					credentials: {
						personalAccessTokenName: 'anna@example.com',
						personalAccessTokenSecret: PASSWORD,
						site: { contentUrl: 'my-site' },
					},
				},
			},
			answer: ({ token }) => ({
				credentials: { site: { id: 's', contentUrl: 'my-site' }, token, estimatedTimeToExpiration: '04:00:00' },
			}),
			livesMinutes: 240,
			carries: ({ token }) => ({ headers: { 'x-tableau-auth': token } }),
		},
		dialog: {
			...anna,
			...more({ site: 'my-site' }),
			logInUrl: '/api/3.22/auth/signin',
			logInData: {
				credentials: {
					personalAccessTokenName: '{username}',
					personalAccessTokenSecret: '{password}',
					site: { contentUrl: '{site}' },
				},
			},
			// Told as hours, minutes and seconds.
			expiryFrom: 'fixed',
			lifetime: 240,
			carryAs: 'template',
			carryTemplate: { headers: { 'X-Tableau-Auth': '{accessToken}' } },
		},
	},
	yotpo: {
		endIsUntold: true,
		facts: {
			logIn: { path: '/core/v3/stores/my%20store%2F1/access_tokens', json: { secret: PASSWORD } },
			answer: ({ token }) => ({ access_token: token }),
			livesMinutes: 20_160,
			carries: ({ token }) => ({ headers: { 'x-yotpo-token': token } }),
		},
		dialog: {
			...more({ store: 'my store/1' }),
			logInUrl: '/core/v3/stores/{store}/access_tokens',
			logInData: { secret: '{password}' },
			carryAs: 'template',
			carryTemplate: { headers: { 'X-Yotpo-Token': '{accessToken}' } },
		},
	},
};
