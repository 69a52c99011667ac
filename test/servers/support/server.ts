import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { temporaryFolder } from '../../../playground/temporaryFolder';
import { n8nFolder, nodeFor } from '../../../playground/install/location.cjs';
import { freePort } from '../../../playground/ports';
import type { StartedProcess } from '../../../playground/process';
import { startProgram } from '../../../playground/queue/program';
import type { Installation } from '../npm/location.cjs';

const run = promisify(execFile);

/** A request or an answer as the counting proxy sees it. */
export interface Seen {
	method: string;
	/** With the query. */
	path: string;
	body: string;
}
export interface Answered {
	status: number;
	body: string;
}

/** A real server that is running on this machine. */
export interface RunningServer {
	/** e.g. `http://127.0.0.1:23456` */
	url: string;
	/** Ends this session at the server, as an administrator would, without telling n8n. */
	revoke(session: { accessToken: string; refreshToken?: string }): Promise<void>;
	/** Ends the refresh token as well, where there are any. */
	endRefreshToken?(session: { accessToken: string; refreshToken?: string }): Promise<void>;
	stop(): Promise<void>;
}

/** A real server that nobody here wrote, and how its protocol's requests are told apart, written from its documentation. */
export interface ServerKit {
	/** As the table shows it. */
	name: string;
	/** The preset that is tried; `custom` where the dialog's own fields say how to log in. */
	preset: string;
	/** Where it comes from, e.g. a Debian package. */
	from: string;
	version(): Promise<string>;
	start(): Promise<RunningServer>;
	username: string;
	password: string;
	moreValues?: Record<string, string>;
	/** What else is filled in: the description of Custom. */
	fields?: Record<string, unknown>;
	/** Where its API begins, e.g. `/parse`. Absent: at the root. */
	basePath?: string;
	/** A request that wants the session; its path is below the base path. */
	request: { method: string; path: string; body?: string };
	isLogIn(request: Seen): boolean;
	isRefresh?(request: Seen): boolean;
	/** The step before a log-in, which is not counted. */
	isBeforeLogIn?(request: Seen): boolean;
	/** Whether a log-in or refresh gave a session. */
	isGranted(answer: Answered): boolean;
	/** Whether a request was answered as one without a good session. */
	isRejected(answer: Answered): boolean;
	/** It tells a rejection in a 200. */
	rejectsIn200?: true;
}

/** An installed Debian package's version. @throws Error naming the package that is to be installed */
export async function debianVersion(name: string): Promise<string> {
	try {
		const { stdout } = await run('dpkg-query', ['--show', '--showformat', '${db:Status-Status} ${Version}', name]);
		const [status, version = ''] = stdout.split(' ');
		if (status === 'installed') return version;
	} catch {
		// Not known to dpkg, or no dpkg here: said below.
	}
	throw new Error(`The Debian package ${name} is not installed: apt-get install --no-install-recommends ${name}`);
}

/** What to start, on this port, with its files in this folder. */
interface Program {
	name: string;
	/** Something that must be there, e.g. `/usr/bin/deluge-web`. */
	program: string;
	/** Set-up before the start, and what to run. */
	command(home: string, port: number): Promise<string[]> | string[];
	/** Any answer of this path means that it is ready. */
	ready: string;
	/** A free one by default. */
	port?: number;
}

/** A started program and its address. */
export type StartedServer = StartedProcess & { url: string };

/** Starts a server on a free port of 127.0.0.1, in a temporary folder. @throws Error when it is not there or does not get ready */
export async function startServer({ name, program, command, ready, ...rest }: Program): Promise<StartedServer> {
	if (!existsSync(program)) throw new Error(`${name} is not installed: there is no ${program}`);
	const home = temporaryFolder(name.toLowerCase().replace(/\W+/g, '-'));
	const port = rest.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const started = await startProgram({
		name,
		command: await command(home, port),
		home,
		logFile: join(temporaryFolder('server-logs'), 'log'),
		isReady: async () => (await ask({ url: `${url}${ready}`, timeout: 2_000 }).catch(() => undefined)) !== undefined,
	});
	return { ...started, url };
}

/** A server from npm, and the script that starts it. */
interface Module {
	name: string;
	installed: Installation;
	program: string;
	env?: NodeJS.ProcessEnv;
	/** As for {@link startServer}. */
	ready: string;
}

/**
 * Starts a script with the Node that runs n8n. It is told by `SERVER_PORT` where to listen, and by `SERVER_MODULES` from where to
 * require its modules.
 * @throws Error when the modules are not installed, or it does not get ready
 */
export async function startModule({ name, installed, program, env = {}, ready }: Module): Promise<StartedServer> {
	return await startServer({
		name,
		program: installed.done,
		command: (home, port) => {
			const all = { ...env, SERVER_HOME: home, SERVER_MODULES: installed.done, SERVER_PORT: String(port) };
			const variables = Object.entries(all).map(([key, value]) => `${key}=${value}`);
			return ['/usr/bin/env', ...variables, nodeFor(n8nFolder()).program, program];
		},
		ready,
	});
}

/** Sends a request to a server, past the proxy. Every status is an answer. */
export const ask = async (config: AxiosRequestConfig): Promise<AxiosResponse<unknown>> =>
	await axios.request({ proxy: false, validateStatus: () => true, ...config });

/** Runs a program of a server's set-up to its end. @throws Error with what it printed */
export async function setUp(program: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
	try {
		await run(program, args, { env: { ...process.env, ...env } });
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		throw new Error(`${program} ${args.join(' ')} did not end well:\n${stdout}${stderr}`);
	}
}
