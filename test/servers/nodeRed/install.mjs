/** Installs the Node-RED that `npm run test:servers` runs, once a lock file, into the user's cache folder. */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InstallError, runStep } from '../../../playground/install/command.mjs';
import { whileLocked } from '../../../playground/install/lock.mjs';
import { folder, version } from './location.cjs';

const here = dirname(fileURLToPath(import.meta.url));
const done = join(folder, 'installed.json');

try {
	if (!existsSync(done)) await whileLocked(`${folder}.lock`, install);
} catch (error) {
	console.error(error instanceof InstallError ? error.message : error);
	process.exitCode = 1;
}

async function install() {
	if (existsSync(done)) return;
	mkdirSync(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc'])
		copyFileSync(join(here, file), join(folder, file));
	await runStep({
		text: `Installing Node-RED ${version}, once (about 20 s)`,
		command: 'npm',
		args: ['ci'],
		cwd: folder,
		logFile: `${folder}.log`,
		advice: () => 'Check that npm reaches its registry (npm ping), then run this again.',
	});
	writeFileSync(done, JSON.stringify({ nodeRed: version }));
}
