import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bareEnvironment } from '../environment';
import { logTail, startProcess, type StartedProcess } from '../process';

const READY_WITHIN_MS = 60_000;
const POLL_MS = 50;

/** A program that is no Node script. */
export interface ProgramOptions {
	/** How errors call it, e.g. `PostgreSQL`. */
	name: string;
	/** Program and arguments. */
	command: string[];
	/** What asks it to end. SIGTERM by default. */
	endSignal?: NodeJS.Signals;
	/** Where it runs and keeps its data: removed when it has ended. */
	home: string;
	logFile: string;
	/** Whether it takes connections. */
	isReady(): Promise<boolean>;
}

/**
 * Starts a program that ends with this process, and waits until it is ready.
 * @throws Error with the end of its log when it is not ready after 60 s
 */
export async function startProgram(options: ProgramOptions): Promise<StartedProcess> {
	const { name, command, endSignal = 'SIGTERM', home, logFile, isReady } = options;
	const args = [join(__dirname, 'run-program.cjs'), endSignal, home, ...command];
	const started = startProcess({ name, args, cwd: home, env: bareEnvironment(), logFile });
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!(await isReady())) {
		if (!started.isRunning() || Date.now() > deadline) {
			await started.kill();
			throw new Error(`${name} did not start. The end of its log (${logFile}):\n${logTail(started)}`);
		}
		await sleep(POLL_MS);
	}
	return started;
}

/**
 * The path of an installed program.
 * @param folders where to look before the folders of PATH
 * @param advice what to install
 * @throws Error with the advice when it is nowhere
 */
export function findProgram(program: string, folders: string[], advice: string): string {
	const all = [...folders, ...(process.env.PATH ?? '').split(':')];
	const found = all.map((folder) => join(folder, program)).find((path) => existsSync(path));
	if (!found) throw new Error(`${program} is not installed. ${advice}`);
	return found;
}

/** Folders of PostgreSQL's programs as Debian and Ubuntu install them, newest first. */
export function postgresFolders(): string[] {
	const root = '/usr/lib/postgresql';
	const versions = existsSync(root) ? readdirSync(root) : [];
	return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(root, version, 'bin'));
}
