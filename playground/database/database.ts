import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bareEnvironment } from '../environment';
import { n8nFolder, nodeFor } from '../install/location.cjs';

const run = promisify(execFile);

/** The database of an n8n that may be running, seen from outside. */
export interface Database {
	readonly dialect: 'sqlite' | 'postgres';
	/**
	 * Runs SQL, several statements at once unless it begins with SELECT.
	 * @returns the rows of a SELECT. Numbers of PostgreSQL's type bigint come as strings
	 * @throws Error with the database's words
	 */
	query<R = Record<string, unknown>>(sql: string): Promise<R[]>;
}

/** n8n's SQLite file in a user folder. @throws Error when there is none */
export function sqliteDatabase(userFolder: string): Database {
	const file = join(userFolder, '.n8n', 'database.sqlite');
	if (!existsSync(file)) throw new Error(`There is no n8n database at ${file}`);
	const place = { sqlite: file, driver: join(n8nFolder(), 'node_modules', 'sqlite3') };
	return { dialect: 'sqlite', query: async (sql) => await queried(place, sql) };
}

/** The database that n8n's settings (`DB_POSTGRESDB_…`) tell of. */
export function postgresDatabase(env: NodeJS.ProcessEnv): Database {
	const postgres = {
		host: env.DB_POSTGRESDB_HOST,
		port: Number(env.DB_POSTGRESDB_PORT),
		database: env.DB_POSTGRESDB_DATABASE,
		user: env.DB_POSTGRESDB_USER,
		password: env.DB_POSTGRESDB_PASSWORD,
	};
	// n8n's own driver, so that nothing has to be installed for it.
	const driver = join(n8nFolder(), 'node_modules', 'pg');
	return { dialect: 'postgres', query: async (sql) => await queried({ postgres, driver }, sql) };
}

async function queried<R>(place: object, sql: string): Promise<R[]> {
	const { program } = nodeFor(n8nFolder());
	const args = ['--no-warnings', join(__dirname, 'query.cjs'), JSON.stringify(place), sql];
	const { stdout } = await run(program, args, { env: bareEnvironment(), maxBuffer: 64 * 1024 * 1024 });
	return JSON.parse(stdout) as R[];
}
