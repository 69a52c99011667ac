import { join } from 'node:path';
import { installation } from '../npm/location.cjs';
import { startDatabase } from '../support/database';
import { ask, startModule, type ServerKit } from '../support/server';

const STRAPI = installation('strapi');
const ACCOUNT = ['anna', 'strapi "jwt" + {secret} & more'] as const;

/** A Strapi whose JWT management is set to this. */
async function start(mode: 'legacy-support' | 'refresh') {
	const database = await startDatabase();
	const { host, port, name, user, password } = database;
	const started = await startModule({
		name: 'Strapi',
		installed: STRAPI,
		program: join(STRAPI.source, 'server.cjs'),
		env: {
			SERVER_MODE: mode,
			SERVER_DATABASE: JSON.stringify({ host, port: Number(port), database: name, user, password }),
			STRAPI_TELEMETRY_DISABLED: 'true',
			NODE_ENV: 'development',
		},
		ready: '/_health',
	});
	const post = async (path: string, data?: object, headers?: Record<string, string>) => {
		const { status } = await ask({ method: 'POST', url: `${started.url}${path}`, data, headers });
		if (status >= 300) throw new Error(`${path} was answered with ${status}`);
	};
	await post('/api/auth/local/register', {
		username: ACCOUNT[0],
		email: 'anna@example.com',
		password: ACCOUNT[1],
	});
	return {
		post,
		server: {
			...started,
			stop: async () => {
				await started.stop();
				await database.stop();
			},
		},
	};
}

const STRAPI_SERVER = {
	preset: 'strapi',
	from: 'npm: @strapi/strapi',
	version: async () => STRAPI.version('@strapi/strapi'),
	username: ACCOUNT[0],
	password: ACCOUNT[1],
	request: { method: 'GET', path: '/api/users/me' },
	isLogIn: ({ path }) => path === '/api/auth/local',
	isGranted: ({ status }) => status === 200,
	isRejected: ({ status }) => status === 401,
} satisfies Partial<ServerKit>;

/** As it is when nothing is set: a JWT for 30 days that nobody can take back. */
export const STRAPI_LEGACY: ServerKit = {
	...STRAPI_SERVER,
	name: 'Strapi (jwtManagement: legacy-support)',
	async start() {
		const { post, server } = await start('legacy-support');
		return { ...server, revoke: async () => await post('/replace-key') };
	},
};

/** A JWT for ten minutes, and a refresh token that works once. */
export const STRAPI_REFRESH: ServerKit = {
	...STRAPI_SERVER,
	name: 'Strapi (jwtManagement: refresh)',
	async start() {
		const { post, server } = await start('refresh');
		return {
			...server,
			revoke: async () => await post('/replace-key'),
			endRefreshToken: async ({ accessToken, refreshToken }) =>
				await post('/api/auth/logout', { refreshToken }, { Authorization: `Bearer ${accessToken}` }),
		};
	},
	isRefresh: ({ path }) => path === '/api/auth/refresh',
};
