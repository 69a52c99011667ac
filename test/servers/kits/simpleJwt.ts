import { join } from 'node:path';
import { ask, debianVersion, setUp, startServer, type ServerKit } from '../support/server';

const PYTHON = '/usr/bin/python3';
const PASSWORD = 'django"secret\\{password}';

async function install(home: string, port: number): Promise<string[]> {
	const env = {
		PYTHONPATH: join(__dirname, '..', 'simpleJwt'),
		PYTHONDONTWRITEBYTECODE: '1',
		DJANGO_SETTINGS_MODULE: 'settings',
		SERVER_HOME: home,
	};
	const owner = { DJANGO_SUPERUSER_PASSWORD: PASSWORD };
	await setUp(PYTHON, ['-m', 'django', 'migrate'], env);
	const createUser = ['createsuperuser', '--noinput', '--username', 'anna', '--email', 'anna@example.com'];
	await setUp(PYTHON, ['-m', 'django', ...createUser], { ...env, ...owner });
	const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
	return ['/usr/bin/env', ...variables, PYTHON, '-m', 'django', 'runserver', '--noreload', `127.0.0.1:${port}`];
}

/** Refresh tokens that rotate, and a blacklist of the used ones. */
export const SIMPLE_JWT: ServerKit = {
	name: 'Django Simple JWT',
	preset: 'simpleJwt',
	from: 'Debian: python3-djangorestframework-simplejwt',
	version: async () => await debianVersion('python3-djangorestframework-simplejwt'),
	async start() {
		const started = await startServer({ name: 'Simple JWT', program: PYTHON, command: install, ready: '/things/' });
		const post = async (path: string, data?: object) => {
			const { status } = await ask({ method: 'POST', url: `${started.url}${path}`, data });
			if (status !== 200) throw new Error(`${path} was answered with ${status}`);
		};
		return {
			...started,
			// A token of this kind is good until its end, or until its key is replaced.
			revoke: async () => await post('/replace-key/'),
			endRefreshToken: async ({ refreshToken }) => await post('/api/token/blacklist/', { refresh: refreshToken }),
		};
	},
	username: 'anna',
	password: PASSWORD,
	request: { method: 'GET', path: '/things/' },
	isLogIn: ({ path }) => path === '/api/token/',
	isRefresh: ({ path }) => path === '/api/token/refresh/',
	isGranted: ({ status }) => status === 200,
	isRejected: ({ status }) => status === 401,
};
