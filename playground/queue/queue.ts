import { randomBytes } from 'node:crypto';
import { N8nClient } from '../client';
import { postgresDatabase, type Database } from '../database/database';
import { startN8n, type N8nProcess } from '../n8n';
import { temporaryFolder } from '../temporaryFolder';
import type { StartedProcess } from '../process';
import { startPostgres } from './postgres';
import { startRedis } from './redis';

/** n8n in queue mode: a main process and workers that share one PostgreSQL and one Redis. */
export interface N8nQueue {
	readonly main: N8nProcess;
	readonly workers: readonly N8nProcess[];
	/** Signed in as the owner. */
	readonly client: N8nClient;
	readonly database: Database;
	/** Ends all of it. */
	stop(): Promise<void>;
}

/**
 * Starts everything that queue mode takes (about 40 s).
 * @param packageDir the packed package, installed for each process
 * @param workers how many
 * @param settings more settings of n8n
 */
export async function startQueue(
	packageDir: string,
	workers: number,
	settings: NodeJS.ProcessEnv = {},
): Promise<N8nQueue> {
	const folder = temporaryFolder('queue');
	const started: StartedProcess[] = [];
	const keep = <P extends StartedProcess>(process: P): P => {
		started.unshift(process);
		return process;
	};
	const stop = async () => {
		for (const process of started) await process.stop();
	};
	try {
		const [postgres, redis] = await Promise.all([startPostgres(folder), startRedis(folder)]);
		keep(postgres);
		keep(redis);
		const env = {
			...settings,
			...postgres.env,
			...redis.env,
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		};
		const main = keep(await startN8n({ packageDir, env, userFolder: temporaryFolder('main') }));
		const client = new N8nClient({ url: main.url });
		await client.setUpOwner();
		const start = async (_: unknown, index: number) =>
			keep(await startN8n({ packageDir, env, mode: 'worker', userFolder: temporaryFolder(`worker-${index + 1}`) }));
		const all = await Promise.all(Array.from({ length: workers }, start));
		return { main, workers: all, client, database: postgresDatabase(env), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
