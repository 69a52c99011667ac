import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const PACKAGE = 'n8n-nodes-keyring';
/** The folders that are built into the package. */
export const PACKAGED_FOLDERS = [
	'credentials',
	'http',
	'nodes',
	'pacing',
	'presets',
	'providers',
	'session',
	'transport',
];
const SOURCES = [...PACKAGED_FOLDERS, 'icons', 'package.json', 'gulpfile.js', 'tsconfig.json', 'tsconfig.build.json'];
const windows = process.platform === 'win32';
const run = promisify(execFile);

/** The project's own folder. */
export const projectFolder = dirname(__dirname);

/** Written by the gulpfile at the end of a build: when that began, Unix ms. */
const BUILT = join(projectFolder, 'node_modules', '.keyring-built');

/**
 * Builds the package where its sources are newer than `dist`, and packs it as it would be published.
 * @returns the path of the .tgz in `folder`
 * @throws Error with what the build or npm printed
 */
export async function packPackage(folder: string): Promise<string> {
	await buildPackage();
	return await packFolder(projectFolder, folder);
}

/**
 * Packs a package as it would be published.
 * @param source the folder with its package.json
 * @returns the path of the .tgz in `folder`
 */
export async function packFolder(source: string, folder: string): Promise<string> {
	mkdirSync(folder, { recursive: true });
	const told = await runTool('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], source);
	const [packed] = JSON.parse(told) as Array<{ filename: string }>;
	if (!packed) throw new Error(`npm pack left no tarball in ${folder}`);
	return join(folder, packed.filename);
}

/** Builds `dist` unless the last build began after every change of its sources, ended well and was left alone since. */
export async function buildPackage(): Promise<void> {
	if (!isBuilt()) await runTool('npx', ['--no-install', 'gulp']);
}

function isBuilt(): boolean {
	const dist = lastChange(join(projectFolder, 'dist'));
	const endedAt = lastChange(BUILT);
	if (dist === 0 || endedAt < dist) return false;
	const beganAt = Number(readFileSync(BUILT, 'utf8'));
	return beganAt > Math.max(...SOURCES.map((name) => lastChange(join(projectFolder, name))));
}

const modulesFolder = (userFolder: string): string => join(userFolder, '.n8n', 'nodes', 'node_modules');

/** Where an n8n with this user folder has this package. */
export const installedFolder = (userFolder: string): string => join(modulesFolder(userFolder), PACKAGE);

/**
 * Puts a package where n8n finds those that a person installed, so that its types are called `<package>.<node>`.
 * @param source a .tgz, or the folder of an unpacked package
 */
export async function installPackage(userFolder: string, source: string): Promise<void> {
	const modules = modulesFolder(userFolder);
	const unpacked = join(modules, '.unpacked');
	rmSync(unpacked, { recursive: true, force: true });
	mkdirSync(unpacked, { recursive: true });
	if (statSync(source).isDirectory()) cpSync(source, unpacked, { recursive: true });
	else await run('tar', ['-xzf', source, '--strip-components=1', '-C', unpacked]);
	const { name } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as { name: string };
	const target = join(modules, name);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(dirname(target), { recursive: true });
	renameSync(unpacked, target);
}

// Milliseconds since 1970 of the youngest file or folder in it, which something may have been taken out of; 0 when there is nothing.
function lastChange(path: string): number {
	const stats = statSync(path, { throwIfNoEntry: false });
	if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
	return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => lastChange(join(path, name))));
}

async function runTool(command: string, args: string[], cwd = projectFolder): Promise<string> {
	try {
		const { stdout } = await run(command, args, { cwd, shell: windows, env: { ...process.env, NO_COLOR: '1' } });
		return stdout;
	} catch (error) {
		const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string };
		throw new Error(`${command} ${args.join(' ')} did not work:\n${stdout + stderr || message}`);
	}
}
