import { setTimeout as sleep } from 'node:timers/promises';
import { OWNER, N8nClient } from '../../../playground/client';
import { n8nVersion } from '../../../playground/install/location.cjs';
import { startN8n } from '../../../playground/n8n';
import { ask, type ServerKit } from '../support/server';

/** A cookie that holds a JWT. Another n8n than the one that is the client. */
export const N8N: ServerKit = {
	name: 'n8n (REST API of the Editor)',
	preset: 'n8n',
	from: 'npm: n8n',
	version: async () => n8nVersion(),
	async start() {
		// In production five log-ins a minute are allowed for an account: fewer than the situations need.
		const started = await startN8n({ env: { NODE_ENV: 'development' } });
		await new N8nClient({ url: started.url }).setUpOwner();
		return {
			...started,
			async revoke({ accessToken }) {
				// Its JWT tells the second alone: another log-in in the same one gives the token that has just been ended.
				await sleep(1_000);
				await ask({ method: 'POST', url: `${started.url}/rest/logout`, headers: { Cookie: accessToken } });
			},
		};
	},
	username: OWNER.email,
	password: OWNER.password,
	request: { method: 'GET', path: '/rest/workflows' },
	isLogIn: ({ method, path }) => method === 'POST' && path === '/rest/login',
	isGranted: ({ status }) => status === 200,
	isRejected: ({ status }) => status === 401,
};
