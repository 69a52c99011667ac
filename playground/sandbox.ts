import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ProviderKey, usualPorts } from '../sandbox';
import { bareEnvironment } from './environment';
import { projectFolder } from './packing';
import { isFree } from './ports';
import { logTail, startProcess, type StartedProcess } from './process';

const READY_WITHIN_MS = 60_000;

/** Base addresses of the four services and of the sandbox's control API. */
export type SandboxUrls = Record<ProviderKey | 'control', string>;

/** A sandbox in its own process. Use `connectSandbox(urls.control)` to change its settings. */
export interface SandboxProcess extends StartedProcess {
	readonly urls: SandboxUrls;
}

/**
 * Starts the sandbox and waits until all its services listen.
 * @param folder for its log and its ready file
 * @param ports `free` takes any, `usual` the documented ones as far as nobody else has them
 * @throws Error with the end of its log when it does not come up
 */
export async function startSandboxProcess(folder: string, ports: 'free' | 'usual' = 'free'): Promise<SandboxProcess> {
	const readyFile = join(folder, 'sandbox.json');
	rmSync(readyFile, { force: true });
	const choice = ports === 'free' ? ['--free-ports'] : ['--ports', await usualOrFree()];
	const started = startProcess({
		name: 'The sandbox',
		nodeOptions: ['--require', 'tsx/cjs'],
		args: [join(projectFolder, 'sandbox', 'main.ts'), ...choice, '--ready-file', readyFile, '--with-parent'],
		cwd: projectFolder,
		env: bareEnvironment(),
		logFile: join(folder, 'sandbox.log'),
	});
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!existsSync(readyFile)) {
		if (!started.isRunning() || Date.now() > deadline) {
			await started.kill();
			throw new Error(`${started.name} did not start. The end of its log:\n${logTail(started)}`);
		}
		await sleep(50);
	}
	return { ...started, urls: JSON.parse(readFileSync(readyFile, 'utf8')) as SandboxUrls };
}

async function usualOrFree(): Promise<string> {
	const ports = await Promise.all(Object.values(usualPorts()).map(async (port) => ((await isFree(port)) ? port : 0)));
	return ports.join(',');
}
