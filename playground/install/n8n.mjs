import { execFileSync } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { InstallError, runStep } from './command.mjs';
import { cacheFolder, isInstalled, lockFolder, n8nFolder, n8nVersion, nodeFor } from './location.cjs';
import { isAlive, whileLocked } from './lock.mjs';
import { lockPart } from './lockPart.cjs';

const SQLITE3_BINARY = 'node_sqlite3.node';
const DOWNLOAD_ADVICE =
	'Check that npm reaches its registry (npm ping) and the disk has 3 GB free, then run this again.';

/**
 * Makes sure that the playground's n8n is installed in the cache folder. It is put together in a folder beside its
 * place and moved there when it is complete, so that an interrupted installation is never mistaken for one.
 */
export async function ensureN8n() {
	const target = n8nFolder();
	if (isInstalled(target)) return;
	await whileLocked(join(cacheFolder(), 'locks', basename(target)), async () => {
		if (isInstalled(target)) return;
		removeLeftovers(target);
		const workshop = `${target}.part-${process.pid}`;
		mkdirSync(workshop, { recursive: true });
		await installInto(workshop);
		rmSync(target, { recursive: true, force: true });
		renameSync(workshop, target);
	});
}

async function installInto(folder) {
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		copyFileSync(join(lockFolder, file), join(folder, file));
	}
	const logFile = join(cacheFolder(), 'logs', `n8n-${process.pid}.log`);
	// Downloading and unpacking n8n leaves a core half idle, and the compiler needs little of n8n.
	const [, compiled] = await Promise.all([downloadN8n(folder, logFile), compileSqlite3(compilerFolder(folder))]);
	const release = join('node_modules', 'sqlite3', 'build', 'Release');
	mkdirSync(join(folder, release), { recursive: true });
	copyFileSync(join(compiled, release, SQLITE3_BINARY), join(folder, release, SQLITE3_BINARY));
	rmSync(compiled, { recursive: true, force: true });
	checkThatItLoads(folder, nodeFor(folder).program);
	writeFileSync(join(folder, 'installed.json'), JSON.stringify({ n8n: n8nVersion() }));
	rmSync(logFile, { force: true });
}

async function downloadN8n(folder, logFile) {
	await runStep({
		text: `Installing n8n ${n8nVersion()}, once (2 to 6 minutes, 2.5 GB)`,
		command: 'npm',
		args: ['ci', '--ignore-scripts'],
		cwd: folder,
		logFile,
		advice: () => DOWNLOAD_ADVICE,
	});
}

/** Where sqlite3 is compiled: make knows no path with a space in it. */
function compilerFolder(folder) {
	if (!/\s/.test(folder)) return join(folder, 'sqlite3');
	const temporary = mkdtempSync(join(tmpdir(), `keyring-sqlite3-${process.pid}-`));
	process.once('exit', () => rmSync(temporary, { recursive: true, force: true }));
	return temporary;
}

/** Compiles the sqlite3 of n8n's lock file for the Node that runs n8n. @returns the folder */
async function compileSqlite3(folder) {
	mkdirSync(folder, { recursive: true });
	const whole = JSON.parse(readFileSync(join(lockFolder, 'package-lock.json'), 'utf8'));
	const { manifest, lock } = lockPart(whole, [
		'sqlite3',
		...Object.keys(whole.packages[''].optionalDependencies ?? {}),
	]);
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
	copyFileSync(join(lockFolder, '.npmrc'), join(folder, '.npmrc'));
	const logFile = join(cacheFolder(), 'logs', `sqlite3-${process.pid}.log`);
	await runStep({
		text: 'Getting sqlite3 to compile',
		command: 'npm',
		args: ['ci', '--ignore-scripts'],
		cwd: folder,
		logFile,
		advice: () => DOWNLOAD_ADVICE,
	});
	// npm's own is used instead: this one needs a Python older than 3.12.
	rmSync(join(folder, 'node_modules', '.bin', 'node-gyp'), { force: true });
	const node = nodeFor(folder);
	await runStep({
		text: 'Compiling sqlite3 for n8n, once (1 to 2 minutes)',
		command: 'npm',
		args: ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
		cwd: folder,
		logFile,
		env: {
			PATH: `${dirname(node.program)}${delimiter}${process.env.PATH}`,
			npm_config_nodedir: node.root,
			npm_config_build_from_source: 'true',
		},
		advice: compilerAdvice,
	});
	rmSync(logFile, { force: true });
	return folder;
}

function compilerAdvice() {
	const missing = [['python3'], ['make'], ['g++', 'c++', 'clang++']].filter((names) => !names.some(isOnPath));
	const names = missing.map(([name]) => name).join(', ');
	return names
		? `sqlite3 is compiled on this machine and needs: ${names}. On Debian or Ubuntu: apt-get install python3 make g++`
		: 'sqlite3 is compiled on this machine with python3, make and g++: the log shows what stopped it.';
}

function isOnPath(program) {
	return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function checkThatItLoads(folder, program) {
	// Older n8n do without isolated-vm, which has no binaries for their Node.
	const native = process.env.KEYRING_N8N ? ['sqlite3'] : ['sqlite3', 'isolated-vm'];
	try {
		const script = native.map((name) => `require('${name}')`).join(';');
		execFileSync(program, ['-e', script], { cwd: folder, stdio: 'pipe' });
	} catch (error) {
		throw new InstallError(`n8n was installed, but its native parts do not load.\n${error.stderr ?? error.message}`);
	}
}

function removeLeftovers(target) {
	const parts = readdirSync(dirname(target)).filter((name) => name.startsWith(`${basename(target)}.part-`));
	for (const part of parts) {
		if (!isAlive(Number(part.split('-').at(-1)))) rmSync(join(dirname(target), part), { recursive: true, force: true });
	}
}
