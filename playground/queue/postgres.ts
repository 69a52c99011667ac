import { execFile } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../ports';
import type { StartedProcess } from '../process';
import { findProgram, postgresFolders, startProgram } from './program';

const run = promisify(execFile);
const ADVICE = 'On Debian or Ubuntu: apt-get install postgresql';

/** A running PostgreSQL with an empty database. */
export interface Postgres extends StartedProcess {
	/** n8n's settings for it. */
	readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts a PostgreSQL of its own in a temporary folder, on a free port of 127.0.0.1.
 * @param folder for its log
 * @throws Error when it is not installed or does not start
 */
export async function startPostgres(folder: string): Promise<Postgres> {
	const program = (name: string) => findProgram(name, postgresFolders(), ADVICE);
	// Not below `folder`: whoever runs PostgreSQL must be able to walk there.
	const home = mkdtempSync(join(process.platform === 'win32' ? tmpdir() : '/tmp', 'keyring-postgres-'));
	const as = await notRoot(home);
	const data = join(home, 'data');
	const port = await freePort();
	const user = ['-U', 'n8n'];
	await runAs([...as, program('initdb'), '-D', data, ...user, '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']);
	const started = await startProgram({
		name: 'PostgreSQL',
		command: [
			...[...as, program('postgres'), '-D', data, '-p', String(port), '-k', home],
			...['-h', '127.0.0.1', '-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'],
		],
		endSignal: 'SIGINT',
		home,
		logFile: join(folder, 'postgres.log'),
		isReady: async () =>
			await run(program('pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-d', 'postgres', ...user], {
				cwd: home,
			}).then(
				() => true,
				() => false,
			),
	});
	await runAs([program('createdb'), '-h', '127.0.0.1', '-p', String(port), ...user, 'n8n'], home);
	const env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'n8n',
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_PASSWORD: 'n8n',
	};
	return { ...started, env };
}

// PostgreSQL refuses to run as root: then it runs as the user that its package has created.
async function notRoot(home: string): Promise<string[]> {
	if (process.getuid?.() !== 0) return [];
	const id = async (option: string) => Number((await run('id', [option, 'postgres'])).stdout);
	const [uid, gid] = [await id('-u'), await id('-g')];
	mkdirSync(home, { recursive: true });
	chownSync(home, uid, gid);
	return [findProgram('setpriv', [], 'It comes with util-linux'), `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

async function runAs([command, ...args]: string[], cwd = '/'): Promise<void> {
	await run(command!, args, { cwd });
}
