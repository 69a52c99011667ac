import { join } from 'node:path';
import { ask, startServer, type ServerKit } from '../support/server';
import { installation } from '../npm/location.cjs';

const INSTALLED = installation('nodeRed');
const ACCOUNT = ['admin', 'node "red" & {secret}'] as const;

/** A password grant as a form, and expires_in. */
export const NODE_RED: ServerKit = {
	name: 'Node-RED (Admin API)',
	preset: 'nodeRed',
	from: 'npm: node-red',
	version: async () => INSTALLED.version('node-red'),
	async start() {
		const started = await startServer({
			name: 'Node-RED',
			program: INSTALLED.done,
			command: (home, port) => [
				...['/usr/bin/env', `SERVER_ACCOUNT=${JSON.stringify(ACCOUNT)}`, process.execPath],
				INSTALLED.path('node-red', 'red.js'),
				...['--settings', join(INSTALLED.source, 'settings.js'), '--userDir', home, '--port', String(port)],
			],
			ready: '/auth/login',
		});
		return {
			...started,
			async revoke({ accessToken: token }) {
				const headers = { Authorization: `Bearer ${token}` };
				await ask({ method: 'POST', url: `${started.url}/auth/revoke`, headers, data: { token } });
			},
		};
	},
	username: ACCOUNT[0],
	password: ACCOUNT[1],
	request: { method: 'GET', path: '/settings' },
	isLogIn: ({ path }) => path === '/auth/token',
	isGranted: ({ status }) => status === 200,
	isRejected: ({ status }) => status === 401,
};
