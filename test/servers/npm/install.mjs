/** Installs what the folders beside this file name, e.g. `install.mjs nodeRed`, once a lock file, into the user's cache folder. */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InstallError, runStep } from '../../../playground/install/command.mjs';
import { whileLocked } from '../../../playground/install/lock.mjs';
import { installation } from './location.cjs';

const npmrc = join(dirname(fileURLToPath(import.meta.url)), '.npmrc');

try {
	for (const name of process.argv.slice(2)) {
		const where = installation(name);
		if (!existsSync(where.done)) await whileLocked(`${where.folder}.lock`, async () => await install(name, where));
	}
} catch (error) {
	console.error(error instanceof InstallError ? error.message : error);
	process.exitCode = 1;
}

async function install(name, { folder, source, done }) {
	if (existsSync(done)) return;
	mkdirSync(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(source, file), join(folder, file));
	copyFileSync(npmrc, join(folder, '.npmrc'));
	await runStep({
		text: `Installing the servers of test/servers/npm/${name}, once`,
		command: 'npm',
		args: ['ci'],
		cwd: folder,
		logFile: `${folder}.log`,
		advice: () => 'Check that npm reaches its registry (npm ping), then run this again.',
	});
	writeFileSync(done, JSON.stringify({ name }));
}
