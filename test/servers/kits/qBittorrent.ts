import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, debianVersion, startServer, type ServerKit } from '../support/server';

const PROGRAM = '/usr/bin/qbittorrent-nox';

/** Nothing of it reaches beyond this machine. */
const configuration = (port: number) => `[LegalNotice]
Accepted=true

[BitTorrent]
Session\\DHTEnabled=false
Session\\LSDEnabled=false
Session\\PeXEnabled=false
Session\\Interface=lo
Session\\InterfaceName=lo

[Network]
PortForwardingEnabled=false

[Preferences]
WebUI\\Enabled=true
WebUI\\Address=127.0.0.1
WebUI\\Port=${port}
WebUI\\UseUPnP=false
WebUI\\LocalHostAuth=true
`;

/** A cookie that lives as long as it is used; a wrong session is told by 403, a wrong password by a 200. */
export const QBITTORRENT: ServerKit = {
	name: 'qBittorrent',
	preset: 'qBittorrent',
	from: 'Debian: qbittorrent-nox',
	version: async () => await debianVersion('qbittorrent-nox'),
	async start() {
		const started = await startServer({
			name: 'qBittorrent',
			program: PROGRAM,
			command(home, port) {
				const folder = join(home, 'qBittorrent', 'config');
				mkdirSync(folder, { recursive: true });
				writeFileSync(join(folder, 'qBittorrent.conf'), configuration(port));
				return [PROGRAM, `--profile=${home}`];
			},
			ready: '/api/v2/app/version',
		});
		return {
			...started,
			async revoke({ accessToken }) {
				await ask({ method: 'POST', url: `${started.url}/api/v2/auth/logout`, headers: { Cookie: accessToken } });
			},
		};
	},
	// What this version begins with.
	username: 'admin',
	password: 'adminadmin',
	request: { method: 'GET', path: '/api/v2/app/version' },
	isLogIn: ({ path }) => path === '/api/v2/auth/login',
	isGranted: ({ body }) => body === 'Ok.',
	isRejected: ({ status }) => status === 403,
};
