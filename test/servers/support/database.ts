import { startPostgres } from '../../../playground/queue/postgres';
import { temporaryFolder } from '../../../playground/temporaryFolder';

/** A running, empty PostgreSQL for one server. */
export interface Database {
	host: string;
	port: string;
	name: string;
	user: string;
	password: string;
	/** All of it in one address. */
	url: string;
	stop(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1. @throws Error when PostgreSQL is not installed or does not start */
export async function startDatabase(): Promise<Database> {
	const started = await startPostgres(temporaryFolder('server-database'));
	const of = (name: string) => String(started.env[`DB_POSTGRESDB_${name}`]);
	const [host, port, name, user, password] = ['HOST', 'PORT', 'DATABASE', 'USER', 'PASSWORD'].map(of) as [
		...[string, string, string, string, string],
	];
	const url = `postgres://${user}:${password}@${host}:${port}/${name}`;
	return { host, port, name, user, password, url, stop: async () => await started.stop() };
}
