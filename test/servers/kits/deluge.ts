import { ask, debianVersion, startServer, type ServerKit } from '../support/server';

const PROGRAM = '/usr/bin/deluge-web';

/** JSON-RPC with a password alone, a cookie with an end, and every refusal in a 200. */
export const DELUGE: ServerKit = {
	name: 'Deluge (Web Interface)',
	preset: 'deluge',
	from: 'Debian: deluge-web',
	version: async () => await debianVersion('deluge-web'),
	async start() {
		const started = await startServer({
			name: 'Deluge',
			program: PROGRAM,
			command: (home, port) => [
				...['/usr/bin/python3', PROGRAM, '--do-not-daemonize', '--config', home],
				...['--interface', '127.0.0.1', '--port', String(port)],
			],
			ready: '/json',
		});
		return {
			...started,
			async revoke({ accessToken }) {
				const data = { method: 'auth.delete_session', params: [], id: 1 };
				await ask({ method: 'POST', url: `${started.url}/json`, headers: { Cookie: accessToken }, data });
			},
		};
	},
	username: '',
	// What it begins with.
	password: 'deluge',
	request: { method: 'POST', path: '/json', body: '{"method":"web.connected","params":[],"id":2}' },
	isLogIn: ({ body }) => body.includes('"auth.login"'),
	isGranted: ({ body }) => (JSON.parse(body) as { result: unknown }).result === true,
	isRejected: ({ body }) => body.includes('Not authenticated'),
	rejectsIn200: true,
};
