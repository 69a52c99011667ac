import { join } from 'node:path';
import { installation } from '../npm/location.cjs';
import { ask, startModule, type ServerKit } from '../support/server';

const SMALL = installation('small');
const ACCOUNT = ['anna', 'couch "db" + {secret} & more'] as const;

/** A signed cookie that tells the second of its issue: two log-ins in one second give the same. */
export const COUCH_DB: ServerKit = {
	name: 'CouchDB-like (express-pouchdb)',
	preset: 'custom',
	from: 'npm: express-pouchdb',
	version: async () => SMALL.version('express-pouchdb'),
	async start() {
		const started = await startModule({
			name: 'CouchDB',
			installed: SMALL,
			program: join(SMALL.source, 'couchDb.cjs'),
			env: { SERVER_ACCOUNT: JSON.stringify(ACCOUNT) },
			ready: '/',
		});
		let serial = 0;
		return {
			...started,
			// A cookie of this kind is good until its end, or until its key is replaced.
			async revoke() {
				const url = `${started.url}/_config/couch_httpd_auth/secret`;
				const auth = { username: ACCOUNT[0], password: ACCOUNT[1] };
				const headers = { 'Content-Type': 'application/json' };
				const { status } = await ask({ method: 'PUT', url, auth, headers, data: `"key ${++serial}"` });
				if (status !== 200) throw new Error(`The new key was answered with ${status}`);
			},
		};
	},
	username: ACCOUNT[0],
	password: ACCOUNT[1],
	fields: {
		logInUrl: '/_session',
		logInSendAs: 'form',
		logInData: 'name={username}&password={password}',
		accessFrom: 'cookie',
		accessPath: 'AuthSession',
		expiryFrom: 'fixed',
		lifetime: 10,
		testUrl: '/_config/uuids',
	},
	request: { method: 'GET', path: '/_config/uuids' },
	isLogIn: ({ method, path }) => method === 'POST' && path === '/_session',
	isGranted: ({ status }) => status === 200,
	isRejected: ({ status }) => status === 401,
};
