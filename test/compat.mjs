/**
 * `npm run test:compat`: the n8n tests that show the package's main promises, in the older n8n of playground/older, one after another.
 * Arguments go to jest, e.g. `npm run test:compat -- -t S3`.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** All types loaded and the examples run, what the dialog of a credential says, renewal by storms (S1 to S4), the form of Log In With Code, n8n's HTTP Request node, restarts, and the single-service packages. */
const FILES =
	'test/n8n/(harness|examples|credentialTests|storms|sagi|httpRequest|logInWithCode|loginSession|notStored|packEach|restarts)\\.test\\.ts$';
const root = dirname(dirname(fileURLToPath(import.meta.url)));

for (const version of readdirSync(join(root, 'playground', 'older'))) {
	console.log(`\nn8n ${version}`);
	const args = [
		'jest',
		'--selectProjects',
		'n8n',
		'--maxWorkers=2',
		`--testPathPatterns=${FILES}`,
		...process.argv.slice(2),
	];
	const { status, signal } = spawnSync('npx', ['--no-install', ...args], {
		cwd: root,
		env: { ...process.env, KEYRING_N8N: version },
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0) process.exit(status ?? (signal ? 130 : 1));
}
