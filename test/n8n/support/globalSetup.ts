import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GlobalConfig } from 'jest';
import { N8nClient } from '../../../playground/client';
import { step } from '../../../playground/install/progress.cjs';
import { startN8n, type N8nOptions } from '../../../playground/n8n';
import { temporaryFolder } from '../../../playground/temporaryFolder';
import { packPackage, projectFolder } from '../../../playground/packing';
import { stopAll } from '../../../playground/process';
import { startSandboxProcess } from '../../../playground/sandbox';
import { ISOLATES_ON_DEMAND } from './isolatesOnDemand';
import { publishShared, type Shared } from './shared';

/** For the lines that an administrator's log collector reads. */
const LOG_AS_JSON = { N8N_LOG_FORMAT: 'json', N8N_LOG_OUTPUT: 'console,file' };

/** Installs and starts what the n8n tests share: a sandbox and an n8n for each of jest's workers, or one for a single file. */
export default async function globalSetup({ maxWorkers, testPathPatterns, rootDir }: GlobalConfig): Promise<void> {
	const [first = '', ...others] = testPathPatterns.patterns;
	const isOneFile = others.length === 0 && first.endsWith('.test.ts') && existsSync(resolve(rootDir, first));
	await setUp({ env: LOG_AS_JSON }, isOneFile ? 1 : maxWorkers);
}

/** Starts sandboxes, and for each an n8n on SQLite with the packed package in it. */
export async function setUp(options: Pick<N8nOptions, 'env' | 'log'>, workers = 1): Promise<void> {
	execFileSync(process.execPath, [join(projectFolder, 'playground', 'install.mjs'), '--n8n'], { stdio: 'inherit' });
	const folder = temporaryFolder('n8n-tests');
	process.env.PLAYGROUND_TEMPORARY = folder;
	try {
		const tarball = await step('Building the package', async () => await packPackage(join(folder, 'package')));
		const rows = join(folder, 'rows.jsonl');
		const starts = Array.from({ length: workers }, async (_, lane) => ({
			...(await startLane(join(folder, `lane-${lane}`), tarball, options)),
			tarball,
			rows,
		}));
		publishShared(await step('Starting n8n', async () => await Promise.all(starts)));
	} catch (error) {
		await stopAll();
		throw error;
	}
}

async function startLane(
	folder: string,
	tarball: string,
	{ env, ...options }: N8nOptions,
): Promise<Pick<Shared, 'n8n' | 'sandbox'>> {
	mkdirSync(folder);
	const sandbox = await startSandboxProcess(folder);
	const settings = { ...ISOLATES_ON_DEMAND, ...env };
	const n8n = await startN8n({ ...options, env: settings, userFolder: folder, packageDir: tarball });
	const client = new N8nClient({ url: n8n.url });
	await client.setUpOwner();
	const { url, userFolder, logFile } = n8n;
	return { n8n: { url, cookie: client.cookie ?? '', userFolder, logFile }, sandbox: sandbox.urls };
}
