import { join } from 'node:path';
import { installation } from '../npm/location.cjs';
import { ask, startModule, type ServerKit } from '../support/server';

const SMALL = installation('small');
const ACCOUNT = ['anna', 'open "id" + {secret} & more'] as const;
const CLIENT = ['n8n', 'of the client'] as const;
const OF_THE_CLIENT = 'client_id={clientId}&client_secret={clientSecret}';

/** RFC 6749 as a certified implementation has it: a refresh token works once, and a second use of it ends the grant. */
export const OPEN_ID: ServerKit = {
	name: 'OpenID provider (oidc-provider)',
	preset: 'custom',
	from: 'npm: oidc-provider',
	version: async () => SMALL.version('oidc-provider'),
	async start() {
		const started = await startModule({
			name: 'OpenID provider',
			installed: SMALL,
			program: join(SMALL.source, 'openId.mjs'),
			env: { SERVER_ACCOUNT: JSON.stringify(ACCOUNT), SERVER_CLIENT: JSON.stringify(CLIENT) },
			ready: '/.well-known/openid-configuration',
		});
		// RFC 7009. The whole grant ends with the refresh token.
		const revoke = async ({ refreshToken: token = '' }) => {
			const data = new URLSearchParams({ token, client_id: CLIENT[0], client_secret: CLIENT[1] });
			const { status } = await ask({ method: 'POST', url: `${started.url}/token/revocation`, data });
			if (status !== 200) throw new Error(`The revocation was answered with ${status}`);
		};
		return { ...started, revoke, endRefreshToken: revoke };
	},
	username: ACCOUNT[0],
	password: ACCOUNT[1],
	moreValues: { clientId: CLIENT[0], clientSecret: CLIENT[1] },
	fields: {
		logInUrl: '/token',
		logInSendAs: 'form',
		logInData: `grant_type=password&username={username}&password={password}&scope=openid+offline_access&${OF_THE_CLIENT}`,
		renewWith: 'refresh',
		refreshUrl: '/token',
		refreshSendAs: 'form',
		refreshData: `grant_type=refresh_token&refresh_token={refreshToken}&${OF_THE_CLIENT}`,
		testUrl: '/me',
	},
	request: { method: 'GET', path: '/me' },
	isLogIn: ({ body }) => body.startsWith('grant_type=password'),
	isRefresh: ({ body }) => body.startsWith('grant_type=refresh_token'),
	isGranted: ({ status }) => status === 200,
	isRejected: ({ status }) => status === 401,
};
