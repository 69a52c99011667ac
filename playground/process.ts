import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const STOP_GRACE_MS = 15_000;
const windows = process.platform === 'win32';
const alive = new Set<StartedProcess>();

/** What to start: a Node script, in its own process group. */
export interface ProcessOptions {
	/** How errors call it, e.g. `n8n`. */
	name: string;
	/** The Node to run it with. The running one by default. */
	node?: string;
	/** Options of Node itself, e.g. `['--require', 'tsx/cjs']`. */
	nodeOptions?: string[];
	/** The script and its arguments. */
	args: string[];
	cwd: string;
	/** The whole environment: nothing is inherited. */
	env: NodeJS.ProcessEnv;
	/** Where its output is appended. */
	logFile: string;
}

/** A started process. It ends with the process that started it, however that one ends. */
export interface StartedProcess {
	readonly name: string;
	readonly pid: number;
	readonly logFile: string;
	/** Settles when the process has ended, with its exit code or signal. */
	readonly exited: Promise<number | NodeJS.Signals>;
	/** False once it has ended. */
	isRunning(): boolean;
	/** What it has printed since it started, a line each, without colours. */
	logLines(): string[];
	/** Asks it to end, waits up to 15 s, then ends it and all it started. */
	stop(): Promise<void>;
	/** Ends it and all it started at once, as a crash would. */
	kill(): Promise<void>;
}

/**
 * Starts a process that cannot outlive this one.
 * @throws Error when the program is not there
 */
export function startProcess(options: ProcessOptions): StartedProcess {
	const { name, logFile } = options;
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'a');
	const logStart = statSync(logFile).size;
	const env = { ...options.env, PLAYGROUND_PARENT: String(process.pid) };
	const child = spawn(
		options.node ?? process.execPath,
		['--require', join(__dirname, 'die-with-parent.cjs'), ...(options.nodeOptions ?? []), ...options.args],
		{ cwd: options.cwd, env, stdio: ['pipe', log, log], detached: !windows, windowsHide: true },
	);
	closeSync(log);
	const pid = child.pid;
	if (pid === undefined) {
		child.once('error', () => undefined);
		throw new Error(`${name} cannot be started: is there a program ${options.node ?? process.execPath}?`);
	}
	child.stdin?.on('error', () => undefined);

	let running = true;
	const exited = new Promise<number | NodeJS.Signals>((resolve) => {
		child.once('exit', (code, signal) => {
			running = false;
			alive.delete(started);
			signalGroup(pid, 'SIGKILL');
			resolve(code ?? signal ?? 0);
		});
	});

	const started: StartedProcess = {
		name,
		pid,
		logFile,
		exited,
		isRunning: () => running,
		logLines: () => readLog(logFile, logStart),
		async stop() {
			if (!running) return;
			child.kill('SIGTERM');
			const force = setTimeout(() => signalGroup(pid, 'SIGKILL'), STOP_GRACE_MS);
			await exited;
			clearTimeout(force);
		},
		async kill() {
			if (!running) return;
			signalGroup(pid, 'SIGKILL');
			await exited;
		},
	};
	alive.add(started);
	return started;
}

/** Stops every process that this one has started. */
export async function stopAll(): Promise<void> {
	await Promise.all([...alive].map(async (started) => await started.stop()));
}

/** The last lines that a process printed, for an error message. */
export function logTail(started: StartedProcess, lines = 30): string {
	return started.logLines().slice(-lines).join('\n');
}

function readLog(file: string, start: number): string[] {
	const text = readFileSync(file).subarray(start).toString('utf8');
	return stripVTControlCharacters(text).split('\n').filter(Boolean);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		if (windows) process.kill(pid, signal);
		else process.kill(-pid, signal);
	} catch {
		// Nothing is left of it.
	}
}
