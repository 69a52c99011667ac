import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpacked } from '../debian/location.cjs';
import { startDatabase, type Database } from '../support/database';
import { ask, setUp, startServer, type ServerKit } from '../support/server';

const UNPACKED = unpacked('zabbix');
const FRONTEND = UNPACKED.path('usr', 'share', 'zabbix');
const PHP = '/usr/bin/php';
/** What its data begins with. */
const ACCOUNT = ['Admin', 'zabbix'] as const;

/** Debian's frontend reads its settings from /etc: these are its own here. */
function takeOwnSettings(): void {
	const settings = join(UNPACKED.folder, 'zabbix.conf.php');
	copyFileSync(join(UNPACKED.source, 'zabbix.conf.php'), settings);
	const reader = join(FRONTEND, 'include', 'classes', 'core', 'CConfigFile.php');
	const text = readFileSync(reader, 'utf8');
	writeFileSync(reader, text.replace("'/etc/zabbix/zabbix.conf.php'", JSON.stringify(settings)));
}

async function fill({ url }: Database): Promise<void> {
	const folder = UNPACKED.path('usr', 'share', 'zabbix-server-pgsql');
	const files = ['schema', 'images', 'data'].map((name) => join(folder, `${name}.sql.gz`)).join(' ');
	await setUp('/bin/sh', ['-c', `zcat ${files} | psql --quiet --set ON_ERROR_STOP=1 --output /dev/null '${url}'`]);
}

/** JSON-RPC: the token is the result, and every refusal comes in a 200. */
export const ZABBIX: ServerKit = {
	name: 'Zabbix',
	preset: 'zabbix',
	from: `Debian ${UNPACKED.suite}: zabbix-frontend-php`,
	version: async () => UNPACKED.version(),
	async start() {
		const database = await startDatabase();
		await fill(database);
		takeOwnSettings();
		const started = await startServer({
			name: 'Zabbix',
			program: UNPACKED.done,
			command: (_, port) => [
				'/usr/bin/env',
				// Of one thread each.
				'PHP_CLI_SERVER_WORKERS=8',
				...(['host', 'port', 'name', 'user', 'password'] as const).map(
					(key) => `SERVER_DATABASE_${key.toUpperCase()}=${database[key]}`,
				),
				...[PHP, '-S', `127.0.0.1:${port}`, '-t', FRONTEND],
			],
			ready: '/api_jsonrpc.php',
		});
		return {
			...started,
			async revoke({ accessToken }) {
				const data = { jsonrpc: '2.0', method: 'user.logout', params: [], id: 1 };
				const headers = { Authorization: `Bearer ${accessToken}` };
				await ask({ method: 'POST', url: `${started.url}/api_jsonrpc.php`, headers, data });
			},
			stop: async () => {
				await started.stop();
				await database.stop();
			},
		};
	},
	username: ACCOUNT[0],
	password: ACCOUNT[1],
	request: {
		method: 'POST',
		path: '/api_jsonrpc.php',
		body: '{"jsonrpc":"2.0","method":"host.get","params":{"limit":1},"id":2}',
	},
	isBeforeLogIn: ({ body }) => body.includes('"apiinfo.version"'),
	isLogIn: ({ body }) => body.includes('"user.login"'),
	isGranted: ({ body }) => body.includes('"result"'),
	isRejected: ({ body }) => body.includes('re-login') || body.includes('Not authori'),
	rejectsIn200: true,
};
