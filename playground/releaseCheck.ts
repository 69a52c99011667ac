/**
 * The first and the last part of `npm run release:check`: do version, changelog and tag agree, and is what would be published whole?
 * Publishes nothing.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { step } from './install/progress.cjs';
import { projectFolder } from './packing';
import { runProgram } from './program';
import { checkRelease } from './releaseVersion';
import { packageNameOf, singleServices } from './singlePackage';

/** What every tarball has to hold. */
const NEEDED = ['package.json', 'README.md', 'LICENSE.md', 'dist/THIRD_PARTY_LICENSES.txt'];

/** What npm would publish from a folder: paths in the tarball. Its registry is not asked: the version may be published already. */
async function wouldPublish(folder: string): Promise<string[]> {
	const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
	const { stdout } = await promisify(execFile)('npm', args, { cwd: folder });
	// npm 10 and older tell of the package itself, newer ones by its name.
	const answer = JSON.parse(stdout) as object;
	const { files } = ('files' in answer ? answer : Object.values(answer)[0]) as { files: Array<{ path: string }> };
	return files.map(({ path }) => path);
}

/** @returns the version, and what is left to do before it can be tagged */
function checkVersion(): { version: string; left: string } {
	const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string };
	const changelog = readFileSync(join(projectFolder, 'CHANGELOG.md'), 'utf8');
	const { GITHUB_REF_TYPE, GITHUB_REF_NAME } = process.env;
	const tag = GITHUB_REF_TYPE === 'tag' ? GITHUB_REF_NAME : undefined;
	return { version, left: checkRelease({ version, changelog, tag }) };
}

runProgram(async () => {
	const { version, left } = checkVersion();
	// The first part of the check as well: what a minute finds should not wait for an hour.
	if (process.argv.includes('--version-only')) return 0;
	const folders = singleServices().map((service) => join(projectFolder, 'packages', packageNameOf(service)));
	for (const folder of [projectFolder, ...folders]) {
		const name = (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string }).name;
		await step(`Asking npm what it would publish of ${name}`, async () => {
			const files = await wouldPublish(folder);
			const missing = NEEDED.filter((needed) => !files.includes(needed));
			if (missing.length > 0) throw new Error(`${name} ${version} would be published without ${missing.join(', ')}`);
			const strange = files.filter((file) => !file.startsWith('dist/') && !/^[A-Za-z.]+\.(md|json)$/.test(file));
			if (strange.length > 0) throw new Error(`${name} ${version} would be published with ${strange.join(', ')}`);
		});
	}
	console.log(`\nVersion ${version} could be published: ${left ? `${left}, then ` : ''}tag it v${version}.`);
	return 0;
});
