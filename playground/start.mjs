/** `npm start`: installs what is missing, then starts n8n, or with `--node-red` Node-RED, beside the sandbox. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const isNodeRed = process.argv.includes('--node-red');
const steps = isNodeRed
	? [
			['playground/install.mjs'],
			['test/servers/npm/install.mjs', 'nodeRed', 'nodeRed5'],
			['--import', 'tsx', 'playground/startNodeRed.ts', ...process.argv.slice(2)],
		]
	: [
			['playground/install.mjs', '--n8n'],
			['--import', 'tsx', 'playground/start.ts', ...process.argv.slice(2)],
		];

let running;
// A terminal sends Ctrl+C to what runs as well, which ends what it has started before it ends itself.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => running?.kill('SIGTERM'));

for (const step of steps) {
	const code = await new Promise((resolve, reject) => {
		running = spawn(process.execPath, step, { cwd: project, stdio: 'inherit' });
		running.once('error', reject);
		running.once('exit', (exitCode) => resolve(exitCode ?? 1));
	});
	if (code !== 0) process.exit(code);
}
