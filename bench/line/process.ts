import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bareEnvironment } from '../../playground/environment';
import { projectFolder } from '../../playground/packing';
import { freePort } from '../../playground/ports';
import { logTail, startProcess } from '../../playground/process';
import type { Workshop } from '../ownProcess';

const READY_WITHIN_MS = 30_000;

/** Addresses of the same server, each at the end of a line, by its round trip in ms. */
export type Lines = ReadonlyMap<number, string>;

/**
 * Starts the lines. They end with the process that started them.
 * @param targetPort where the server listens for https
 * @throws Error with the end of their log when they do not come up
 */
export async function startLines(
	{ node, folder }: Workshop,
	targetPort: number,
	roundTripsMs: readonly number[],
): Promise<Lines> {
	const ports = new Map<number, number>();
	for (const roundTrip of roundTripsMs) ports.set(roundTrip, await freePort());
	const started = startProcess({
		name: "The benchmark's lines",
		node,
		nodeOptions: ['--require', 'tsx/cjs'],
		args: [join(__dirname, 'main.ts'), String(targetPort), ...[...ports].map(([ms, port]) => `${port}:${ms}`)],
		cwd: projectFolder,
		env: bareEnvironment(),
		logFile: join(folder, 'lines.log'),
	});
	const deadline = Date.now() + READY_WITHIN_MS;
	for (const port of ports.values()) {
		while (!(await isOpen(port))) {
			if (!started.isRunning() || Date.now() > deadline) {
				await started.kill();
				throw new Error(`${started.name} did not start. The end of their log:\n${logTail(started)}`);
			}
			await sleep(50);
		}
	}
	return new Map([...ports].map(([ms, port]) => [ms, `https://127.0.0.1:${port}`]));
}

const isOpen = async (port: number): Promise<boolean> =>
	await new Promise((resolve) => {
		const socket = connect({ port, host: '127.0.0.1' });
		socket.once('connect', () => resolve(true));
		socket.once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
