/**
 * n8n's official scan, as its registry runs it: the sources, then the unpacked tarball; or the tarballs that are named. Inline
 * exceptions do not count, and a warning fails like an error.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { buildScanConfig, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import glob from 'fast-glob';

async function scan(title, folder, patterns) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const files = glob.sync(patterns, {
		cwd: folder,
		absolute: true,
		ignore: ['node_modules/**', '**/package-lock.json'],
	});
	if (files.length === 0) throw new Error(`Nothing to scan in ${title}`);
	const results = await eslint.lintFiles(files);
	const sum = (count) => results.reduce((total, result) => total + result[count], 0);
	const [errors, warnings] = [sum('errorCount'), sum('warningCount')];
	console.log(`${title}: ${files.length} files, ${errors} errors, ${warnings} warnings`);
	if (errors + warnings > 0) console.log(await (await eslint.loadFormatter('stylish')).format(results));
	return errors + warnings;
}

async function scanTarball(tarball) {
	const unpacked = mkdtempSync(join(tmpdir(), 'keyring-scan-'));
	try {
		execFileSync('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
		return await scan(basename(tarball), unpacked, ['**/*.js', 'package.json']);
	} finally {
		rmSync(unpacked, { recursive: true, force: true });
	}
}

const root = join(import.meta.dirname, '..');
const named = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'keyring-scan-'));
try {
	let found = 0;
	for (const tarball of named) found += await scanTarball(tarball);
	if (named.length === 0) {
		const [{ filename }] = JSON.parse(
			execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
				cwd: root,
				encoding: 'utf8',
				stdio: ['ignore', 'pipe', 'inherit'],
			}),
		);
		found = (await scan('Sources', root, SOURCE_FILE_PATTERNS)) + (await scanTarball(join(folder, filename)));
	}
	process.exitCode = found === 0 ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
