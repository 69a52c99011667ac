import { join } from 'node:path';
import { bareEnvironment } from '../playground/environment';
import { projectFolder } from '../playground/packing';
import { logTail, startProcess } from '../playground/process';

/** Where the benchmark's own processes run and log. */
export interface Workshop {
	/** The program that also runs n8n: all measurements are of one Node. */
	node: string;
	/** Removed at the end. */
	folder: string;
}

/**
 * Runs one of the benchmark's scripts in a process of its own.
 * @param script a file in bench/
 * @param env what it gets besides the bare environment
 * @returns what it printed last, as JSON
 * @throws Error with the end of its output when it does not end well
 */
export async function runInOwnProcess<T>(
	{ node, folder }: Workshop,
	script: string,
	args: string[] = [],
	env: NodeJS.ProcessEnv = {},
): Promise<T> {
	const started = startProcess({
		name: script,
		node,
		nodeOptions: script.endsWith('.ts') ? ['--require', 'tsx/cjs'] : [],
		args: [join(__dirname, script), ...args],
		cwd: projectFolder,
		env: { ...bareEnvironment(), ...env },
		logFile: join(folder, `${script}.log`),
	});
	const ended = await started.exited;
	if (ended !== 0) throw new Error(`${script} ended with ${ended}. The end of its output:\n${logTail(started)}`);
	return JSON.parse(started.logLines().at(-1) ?? '') as T;
}
