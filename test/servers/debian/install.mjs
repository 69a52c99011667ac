/** Unpacks what packages.json names of a Debian suite, e.g. `install.mjs zabbix`, into the user's cache folder, beside the system's packages. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InstallError, runStep } from '../../../playground/install/command.mjs';
import { whileLocked } from '../../../playground/install/lock.mjs';
import { unpacked } from './location.cjs';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

try {
	for (const name of process.argv.slice(2)) {
		const where = unpacked(name);
		await takeSystemPackages(where);
		if (!existsSync(where.done)) await whileLocked(`${where.folder}.lock`, async () => await unpack(name, where));
	}
} catch (error) {
	console.error(error instanceof InstallError ? error.message : error);
	process.exitCode = 1;
}

/** What it prints; nothing where it fails or is not there. */
function printed(command, ...args) {
	try {
		return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	} catch {
		return '';
	}
}

/** The system's own packages that it runs with: a container gets them, on a person's computer they are asked for. */
async function takeSystemPackages({ needs, folder }) {
	const status = (name) => printed('dpkg-query', '--show', '--showformat=${db:Status-Status}', name);
	const missing = needs.filter((name) => status(name) !== 'installed');
	if (missing.length === 0) return;
	const args = ['install', '--yes', '--no-install-recommends', ...missing];
	const text = `Installing ${missing.join(', ')}`;
	if (process.getuid?.() !== 0) throw new InstallError(`${text} is left to you: sudo apt-get ${args.join(' ')}`);
	await runStep({
		...{ text, command: 'apt-get', args, cwd: '/', logFile: `${folder}.log` },
		env: { DEBIAN_FRONTEND: 'noninteractive' },
		advice: () => 'Run apt-get update, then this again.',
	});
}

/** Where the system has Debian from. */
function mirror() {
	const told = printed('apt-get', 'indextargets', '--format', '$(ORIGIN) $(REPO_URI)', 'Created-By: Packages');
	const [, address] = /^Debian (\S+)$/m.exec(told) ?? [];
	if (!address) throw new InstallError('apt-get knows no repository of Debian: this wants Debian.');
	return address;
}

async function unpack(name, { suite, packages, folder, path, done }) {
	if (existsSync(done)) return;
	const parts = { lists: join(folder, 'lists'), cache: join(folder, 'cache'), debs: join(folder, 'debs') };
	// With what an installation left that was ended half-way.
	for (const part of [...Object.values(parts), path()]) rmSync(part, { recursive: true, force: true });
	for (const part of [join(parts.lists, 'partial'), join(parts.cache, 'archives', 'partial'), parts.debs, path()])
		mkdirSync(part, { recursive: true });
	const sources = join(folder, 'sources.list');
	writeFileSync(sources, `deb [signed-by=${KEYRING}] ${mirror()} ${suite} main\n`);
	const settings = {
		'Dir::Etc::SourceList': sources,
		'Dir::Etc::SourceParts': '-',
		'Dir::State::Lists': parts.lists,
		'Dir::Cache': parts.cache,
	};
	const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
	const apt = async (text, ...args) =>
		await runStep({
			...{ text, command: 'apt-get', args: [...options, ...args], cwd: parts.debs, logFile: `${folder}.log` },
			advice: () => 'Check that apt-get update works, then run this again.',
		});
	await apt(`Reading what Debian ${suite} has`, 'update');
	await apt(`Getting ${packages.join(', ')} of Debian ${suite}, once`, 'download', ...packages);
	const files = readdirSync(parts.debs).map((file) => join(parts.debs, file));
	for (const file of files) execFileSync('dpkg-deb', ['--extract', file, path()]);
	const first = files.find((file) => file.includes(`/${packages[0]}_`));
	const version = execFileSync('dpkg-deb', ['--field', first, 'Version'], { encoding: 'utf8' }).trim();
	for (const part of Object.values(parts)) rmSync(part, { recursive: true });
	writeFileSync(done, JSON.stringify({ name, version }));
}
