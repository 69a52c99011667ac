import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { n8nFolder, nodeFor } from '../../../playground/install/location.cjs';
import { installation } from '../npm/location.cjs';
import { startDatabase, type Database } from '../support/database';
import { ask, setUp, startServer, type ServerKit } from '../support/server';

const DIRECTUS = installation('directus');
const ACCOUNT = ['anna@example.com', 'directus "data" + {secret} & more'] as const;

/** Without its app, its limits and anything that calls out. */
const settings = (database: Database, home: string, port: number) => ({
	SECRET: randomUUID(),
	DB_CLIENT: 'pg',
	DB_HOST: database.host,
	DB_PORT: database.port,
	DB_DATABASE: database.name,
	DB_USER: database.user,
	DB_PASSWORD: database.password,
	ADMIN_EMAIL: ACCOUNT[0],
	ADMIN_PASSWORD: ACCOUNT[1],
	RATE_LIMITER_ENABLED: 'false',
	SERVE_APP: 'false',
	TELEMETRY: 'false',
	STORAGE_LOCAL_ROOT: join(home, 'uploads'),
	TEMP_PATH: join(home, 'temporary'),
	EXTENSIONS_PATH: join(home, 'extensions'),
	SERVER_MODULES: DIRECTUS.done,
	SERVER_PORT: String(port),
});

async function install(database: Database, home: string, port: number): Promise<string[]> {
	const env = settings(database, home, port);
	const node = nodeFor(n8nFolder()).program;
	await setUp(node, [DIRECTUS.path('directus', 'cli.js'), 'bootstrap'], env);
	const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
	return ['/usr/bin/env', ...variables, node, join(DIRECTUS.source, 'server.mjs')];
}

/** A JWT that nobody can take back before its end, and a refresh token that works once, all wrapped in `data`. */
export const DIRECTUS_SERVER: ServerKit = {
	name: 'Directus',
	preset: 'directus',
	from: 'npm: directus',
	version: async () => DIRECTUS.version('directus'),
	async start() {
		const database = await startDatabase();
		const started = await startServer({
			name: 'Directus',
			program: DIRECTUS.done,
			command: async (home, port) => await install(database, home, port),
			ready: '/server/ping',
		});
		const post = async (path: string, data?: object) => {
			const { status } = await ask({ method: 'POST', url: `${started.url}${path}`, data });
			if (status >= 300) throw new Error(`${path} was answered with ${status}`);
		};
		const endRefreshToken = async ({ refreshToken = '' }) =>
			await post('/auth/logout', { refresh_token: refreshToken, mode: 'json' });
		return {
			...started,
			endRefreshToken,
			async revoke(session) {
				await post('/replace-key');
				await endRefreshToken(session);
			},
			stop: async () => {
				await started.stop();
				await database.stop();
			},
		};
	},
	username: ACCOUNT[0],
	password: ACCOUNT[1],
	request: { method: 'GET', path: '/users/me' },
	isLogIn: ({ path }) => path === '/auth/login',
	isRefresh: ({ path }) => path === '/auth/refresh',
	isGranted: ({ status }) => status === 200,
	isRejected: ({ status }) => status === 401 || status === 403,
};
