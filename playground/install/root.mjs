import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runStep } from './command.mjs';
import { cacheFolder, playgroundFolder } from './location.cjs';
import { whileLocked } from './lock.mjs';

const root = dirname(playgroundFolder);
const stamp = join(root, 'node_modules', '.keyring-installed');

/** Makes sure that the project's own dependencies are installed as its lock file says. */
export async function ensureRoot() {
	if (isCurrent()) return;
	const key = createHash('sha256').update(root).digest('hex').slice(0, 12);
	await whileLocked(join(cacheFolder(), 'locks', `root-${key}`), async () => {
		if (isCurrent()) return;
		if (!matchesLock()) {
			await runStep({
				text: "Installing the project's dependencies",
				command: 'npm',
				args: ['ci'],
				cwd: root,
				logFile: join(cacheFolder(), 'logs', `root-${key}.log`),
				advice: () => 'Check that npm reaches its registry (npm ping), then run the same command again.',
			});
		}
		writeFileSync(stamp, lockHash());
	});
}

function isCurrent() {
	return read(stamp) === lockHash();
}

function lockHash() {
	return createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
}

// npm keeps its own record of what it put into node_modules: whoever ran npm by hand need not wait again.
function matchesLock() {
	const installed = JSON.parse(read(join(root, 'node_modules', '.package-lock.json')) ?? '{}').packages ?? {};
	const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === '' || entry.link) return true;
		const present = installed[path];
		return present ? present.version === entry.version : Boolean(entry.optional || entry.devOptional || entry.peer);
	});
}

function read(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
