import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import axios from 'axios';
import { n8nEnvironment } from './environment';
import { isInstalled, n8nFolder, nodeFor } from './install/location.cjs';
import { installPackage } from './packing';
import { freePort } from './ports';
import { logTail, startProcess, type StartedProcess } from './process';
import { temporaryFolder } from './temporaryFolder';

const READY_WITHIN_MS = 180_000;
const POLL_MS = 100;

/** How to start n8n. Everything may be left out. */
export interface N8nOptions {
	/** Keeps database, encryption key and packages. A temporary one by default, removed with this process. */
	userFolder?: string;
	/** Of the editor and the REST API; a worker's health checks. A free one by default. */
	port?: number;
	/** More settings of n8n, e.g. `{ EXECUTIONS_MODE: 'queue' }`. */
	env?: NodeJS.ProcessEnv;
	/** A packed package (.tgz) or the folder of an unpacked one, put into the user folder before n8n starts. */
	packageDir?: string;
	/** `worker` takes executions from the queue. */
	mode?: 'main' | 'worker';
	/** n8n's log level. */
	log?: 'error' | 'warn' | 'info' | 'debug';
	/** Options of the Node that runs n8n, e.g. `['--cpu-prof']`. Its task runner does not get them. */
	nodeOptions?: string[];
}

/** A running n8n. It ends with the process that started it. */
export interface N8nProcess extends StartedProcess {
	/** e.g. `http://127.0.0.1:23456`, without a slash at the end. */
	readonly url: string;
	readonly userFolder: string;
	/** What it was started with; its own port and user folder filled in. */
	readonly options: N8nOptions;
}

/**
 * Starts n8n and waits until it is ready for requests (about 10 s on a new user folder).
 * @throws Error with the end of n8n's log when it ends before that, or is not ready after 180 s
 */
export async function startN8n(options: N8nOptions = {}): Promise<N8nProcess> {
	const userFolder = options.userFolder ?? temporaryFolder('n8n');
	mkdirSync(userFolder, { recursive: true });
	if (options.packageDir) await installPackage(userFolder, options.packageDir);

	const mode = options.mode ?? 'main';
	const ports = { http: options.port ?? (await freePort()), runnersBroker: await freePort() };
	const program = n8nProgram();
	const { node, script } = program;
	const log = options.log && { N8N_LOG_LEVEL: options.log };
	const env = n8nEnvironment(program, userFolder, ports, { ...log, ...options.env });
	const started = startProcess({
		name: `n8n ${mode}`,
		node,
		nodeOptions: options.nodeOptions,
		args: [script, mode === 'main' ? 'start' : 'worker'],
		cwd: userFolder,
		env,
		logFile: join(userFolder, `${mode}.log`),
	});
	const url = `http://127.0.0.1:${ports.http}`;
	await untilReady(started, `${url}/healthz/readiness`);
	// Older n8n are ready before their REST API is.
	if (mode === 'main') await untilReady(started, `${url}/rest/settings`);
	return { ...started, url, userFolder, options: { ...options, userFolder, port: ports.http } };
}

/**
 * Runs n8n's command line on a user folder, e.g. `['export:credentials', '--all']`.
 * @throws Error with what it printed when it does not end well
 */
export async function runN8nCommand(args: string[], userFolder: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
	const program = n8nProgram();
	const { node, script } = program;
	try {
		const { stdout } = await promisify(execFile)(node, [script, ...args], {
			cwd: userFolder,
			env: n8nEnvironment(program, userFolder, { http: await freePort(), runnersBroker: await freePort() }, env),
		});
		return stdout;
	} catch (error) {
		const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string };
		throw new Error(`n8n ${args.join(' ')} did not end well:\n${stdout + stderr || message}`);
	}
}

function n8nProgram(): { node: string; script: string; compiled: string } {
	const folder = n8nFolder();
	if (!isInstalled(folder)) {
		throw new Error("The playground's n8n is not installed: run node playground/install.mjs --n8n");
	}
	const script = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { node: nodeFor(folder).program, script, compiled: join(folder, 'compiled') };
}

async function untilReady(started: StartedProcess, readinessUrl: string): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	while (started.isRunning() && Date.now() < deadline) {
		const answer = await axios
			.get(readinessUrl, { proxy: false, validateStatus: () => true, timeout: 2_000 })
			.catch(() => undefined);
		if (answer?.status === 200) return;
		await sleep(POLL_MS);
	}
	const problem = started.isRunning() ? 'is not ready' : `ended with ${await started.exited}`;
	await started.kill();
	throw new Error(`${started.name} ${problem}. The end of its log (${started.logFile}):\n${logTail(started)}`);
}
