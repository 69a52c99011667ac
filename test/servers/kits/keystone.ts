import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, debianVersion, setUp, startServer, type ServerKit } from '../support/server';

const PASSWORD = 'key"stone\\secret';

const configuration = (home: string) => `[DEFAULT]
use_stderr = true
log_dir = ${home}
[database]
connection = sqlite:///${home}/keystone.db
[token]
provider = fernet
[fernet_tokens]
key_repository = ${home}/fernet
[credential]
key_repository = ${home}/credential
[cache]
enabled = false
`;

/** Database, keys, and an administrator, as Keystone's installation guide has them made. */
async function install(home: string, port: number): Promise<string[]> {
	const file = join(home, 'keystone.conf');
	writeFileSync(file, configuration(home));
	for (const folder of ['fernet', 'credential']) mkdirSync(join(home, folder), { mode: 0o700 });
	const manage = async (...args: string[]) => await setUp('/usr/bin/keystone-manage', ['--config-file', file, ...args]);
	const owner = ['--keystone-user', String(process.getuid?.()), '--keystone-group', String(process.getgid?.())];
	await manage('db_sync');
	await manage('fernet_setup', ...owner);
	await manage('credential_setup', ...owner);
	await manage('bootstrap', '--bootstrap-username', 'admin', '--bootstrap-password', PASSWORD);
	const serve = ['/usr/bin/keystone-wsgi-public', '--host', '127.0.0.1', '--port', String(port)];
	return ['/usr/bin/env', `OS_KEYSTONE_CONFIG_FILES=${file}`, ...serve];
}

/** A token in a header, its end as a date deep in the body. */
export const KEYSTONE: ServerKit = {
	name: 'OpenStack Keystone',
	preset: 'keystone',
	from: 'Debian: keystone',
	version: async () => await debianVersion('keystone'),
	async start() {
		const started = await startServer({
			name: 'Keystone',
			program: '/usr/bin/keystone-manage',
			command: install,
			ready: '/v3',
		});
		return {
			...started,
			async revoke({ accessToken }) {
				const headers = { 'X-Auth-Token': accessToken, 'X-Subject-Token': accessToken };
				await ask({ method: 'DELETE', url: `${started.url}/v3/auth/tokens`, headers });
			},
		};
	},
	username: 'admin',
	password: PASSWORD,
	moreValues: { domain: 'default', project: 'admin' },
	request: { method: 'GET', path: '/v3/auth/projects' },
	isLogIn: ({ method, path }) => method === 'POST' && path === '/v3/auth/tokens',
	isGranted: ({ status }) => status === 201,
	isRejected: ({ status }) => status === 401,
};
