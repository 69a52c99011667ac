import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { N8nClient } from '../../../playground/client';
import { step } from '../../../playground/install/progress.cjs';
import { startN8n, temporaryFolder, type N8nOptions } from '../../../playground/n8n';
import { packPackage, projectFolder } from '../../../playground/packing';
import { stopAll } from '../../../playground/process';
import { startSandboxProcess } from '../../../playground/sandbox';
import { publishShared } from './shared';

/** Installs and starts what the n8n tests share. */
export default async function globalSetup(): Promise<void> {
	await setUp();
}

/** Starts the sandbox, and n8n on SQLite with the packed package in it. */
export async function setUp(options: Pick<N8nOptions, 'env' | 'log'> = {}): Promise<void> {
	execFileSync(process.execPath, [join(projectFolder, 'playground', 'install.mjs'), '--n8n'], { stdio: 'inherit' });
	const folder = temporaryFolder('n8n-tests');
	process.env.PLAYGROUND_TEMPORARY = folder;
	try {
		const tarball = await step('Building the package', async () => await packPackage(join(folder, 'package')));
		const sandbox = await startSandboxProcess(folder);
		const n8n = await step(
			'Starting n8n',
			async () => await startN8n({ ...options, userFolder: folder, packageDir: tarball }),
		);
		const client = new N8nClient({ url: n8n.url });
		await client.setUpOwner();
		const { url, userFolder, logFile } = n8n;
		publishShared({
			n8n: { url, cookie: client.cookie ?? '', userFolder, logFile },
			sandbox: sandbox.urls,
			tarball,
			rows: join(folder, 'rows.jsonl'),
		});
	} catch (error) {
		await stopAll();
		throw error;
	}
}
