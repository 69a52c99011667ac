import { spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { step } from './progress.cjs';

const TAIL_LINES = 30;
const windows = process.platform === 'win32';
const running = new Set();

/** Something that the installation could not do. `message` is all a person needs to see. */
export class InstallError extends Error {}

/**
 * Runs one long command as a shown step, with its output in a file.
 * @param {{ text: string, command: string, args: string[], cwd: string, logFile: string,
 *   env?: Record<string, string>, advice?: (log: string) => string }} options `advice` says what to do, given the log
 * @throws InstallError with the end of the log and the advice
 */
export async function runStep({ text, command, args, cwd, logFile, env = {}, advice = () => '' }) {
	mkdirSync(dirname(logFile), { recursive: true });
	const code = await step(text, async () => {
		const exitCode = await run(command, args, { cwd, logFile, env });
		if (exitCode !== 0) throw problem(text, exitCode, logFile, advice);
		return exitCode;
	});
	return code;
}

function run(command, args, { cwd, logFile, env }) {
	const log = openSync(logFile, 'a');
	const child = spawn(command, args, {
		cwd,
		env: { ...ownEnvironment(), ...env },
		stdio: ['ignore', log, log],
		detached: !windows,
		shell: windows,
	});
	closeSync(log);
	running.add(child);
	return new Promise((resolve, reject) => {
		child.once('error', () => reject(new InstallError(`${command} cannot be started: is it installed?`)));
		child.once('exit', (code, signal) => {
			running.delete(child);
			resolve(code ?? signal);
		});
	});
}

/** What ends this process ends its steps as well, which have groups of their own. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
for (const [signal, number] of Object.entries(SIGNALS)) {
	process.once(signal, () => {
		stopRunning();
		process.exit(128 + number);
	});
}

/** Ends whatever step is running, with everything that it started. At once: npm would tidy up what is thrown away. */
export function stopRunning() {
	for (const child of running) {
		try {
			if (windows) child.kill();
			else process.kill(-child.pid, 'SIGKILL');
		} catch {
			// It has just ended by itself.
		}
	}
}

// `npm start` hands its own folder and script settings down: the npm called here works in another folder.
function ownEnvironment() {
	const inherited = /^npm_(lifecycle_|package_|command|config_(local_prefix|ignore_scripts|workspace|global))/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
}

function problem(text, exitCode, logFile, advice) {
	const log = readFileSync(logFile, 'utf8');
	const tail = log.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
	const parts = [`${tail}\n`, `${text}: ended with ${exitCode}. The whole log is in ${logFile}`, advice(log)];
	return new InstallError(parts.filter(Boolean).join('\n'));
}
