import { connect } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../temporaryFolder';
import { freePort } from '../ports';
import type { StartedProcess } from '../process';
import { findProgram, startProgram } from './program';

/** A running Redis. */
export interface Redis extends StartedProcess {
	/** n8n's settings for it. */
	readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts a Redis of its own that keeps nothing, on a free port of 127.0.0.1.
 * @param folder for its log
 * @throws Error when it is not installed or does not start
 */
export async function startRedis(folder: string): Promise<Redis> {
	const port = await freePort();
	const home = temporaryFolder('redis');
	const program = findProgram('redis-server', ['/usr/bin'], 'On Debian or Ubuntu: apt-get install redis-server');
	const started = await startProgram({
		name: 'Redis',
		command: [
			program,
			'--port',
			String(port),
			'--bind',
			'127.0.0.1',
			'--save',
			'',
			'--appendonly',
			'no',
			'--dir',
			home,
		],
		home,
		logFile: join(folder, 'redis.log'),
		isReady: async () => await answers(port),
	});
	return { ...started, env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) } };
}

async function answers(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		socket.once('data', (data) => settle(data.toString().startsWith('+PONG')));
		socket.once('error', () => settle(false));
		const settle = (ready: boolean) => {
			socket.destroy();
			resolve(ready);
		};
	});
}
