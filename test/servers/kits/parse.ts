import { join } from 'node:path';
import { installation } from '../npm/location.cjs';
import { startDatabase } from '../support/database';
import { ask, startModule, type ServerKit } from '../support/server';

const PARSE = installation('parse');
const ACCOUNT = ['anna', 'parse "server" + {secret} & more'] as const;
const KEYS = { applicationId: 'the-application', restKey: 'the-rest-key' };
const MASTER_KEY = 'the-master-key';

/** A token in a header of its own, beside keys of the application; code 209 says that it is over. */
export const PARSE_SERVER: ServerKit = {
	name: 'Parse Server',
	preset: 'parse',
	from: 'npm: parse-server',
	version: async () => PARSE.version('parse-server'),
	async start() {
		const database = await startDatabase();
		const started = await startModule({
			name: 'Parse Server',
			installed: PARSE,
			program: join(PARSE.source, 'server.cjs'),
			env: {
				SERVER_KEYS: JSON.stringify([...Object.values(KEYS), MASTER_KEY]),
				SERVER_DATABASE: database.url,
			},
			ready: '/parse/health',
		});
		const post = async (path: string, data?: object, more?: object) => {
			const keys = { 'X-Parse-Application-Id': KEYS.applicationId, 'X-Parse-REST-API-Key': KEYS.restKey };
			const headers = { ...keys, ...more };
			const { status } = await ask({ method: 'POST', url: `${started.url}/parse${path}`, headers, data });
			if (status >= 300) throw new Error(`${path} was answered with ${status}`);
		};
		await post('/users', { username: ACCOUNT[0], password: ACCOUNT[1] });
		return {
			...started,
			revoke: async ({ accessToken }) => await post('/logout', {}, { 'X-Parse-Session-Token': accessToken }),
			stop: async () => {
				await started.stop();
				await database.stop();
			},
		};
	},
	username: ACCOUNT[0],
	password: ACCOUNT[1],
	moreValues: KEYS,
	basePath: '/parse',
	request: { method: 'GET', path: '/users/me' },
	isLogIn: ({ path }) => path.startsWith('/parse/login'),
	isGranted: ({ status }) => status === 200,
	isRejected: ({ body }) => body.includes('"code":209'),
};
