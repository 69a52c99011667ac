/**
 * What `npm start` runs once everything is installed: the sandbox, n8n with this package in it, and one example a
 * provider.
 *
 *   npm start                ready in seconds from the second time on; Ctrl+C ends everything
 *   npm start -- --fresh     forgets the credentials, workflows and executions of earlier starts
 *   npm run dev              the same with --watch: builds on every change, and n8n loads the package again
 *   npm start -- --once      ends after the examples; the exit code tells whether all of them worked
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { N8nClient, OWNER } from './client';
import { cacheFolder } from './install/location.cjs';
import { step } from './install/progress.cjs';
import { startN8n, type N8nProcess } from './n8n';
import { temporaryFolder } from './temporaryFolder';
import { packPackage } from './packing';
import { freePort, isFree } from './ports';
import { listing, servicesAt } from '../sandbox/machinery/listing';
import { logTail } from './process';
import { runProgram } from './program';
import { startSandboxProcess, type SandboxProcess } from './sandbox';
import { TOURS } from './tours';
import { rebuildOnChange } from './watch';
import { letBeWatched } from './watched';
import { Workspace } from './workspace';

const USUAL_EDITOR_PORT = 5678;
const FLAG = { type: 'boolean', default: false } as const;

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { fresh: FLAG, once: FLAG, watch: FLAG } });
	const userFolder = claimUserFolder(values.fresh);

	const tarball = await step('Building the package', async () => await packPackage(temporaryFolder('package')));
	const sandbox = await step('Starting the sandbox', async () => await startSandboxProcess(userFolder, 'usual'));
	const n8n = await step('Starting n8n', async () => {
		const port = (await isFree(USUAL_EDITOR_PORT)) ? USUAL_EDITOR_PORT : await freePort();
		const env = values.watch ? { N8N_DEV_RELOAD: 'true' } : {};
		return await startN8n({ userFolder, packageDir: tarball, port, env });
	});
	const client = new N8nClient({ url: n8n.url });
	const workspace = new Workspace(client);
	await step('Preparing credentials and examples', async () => {
		await client.setUpOwner();
		await workspace.prepare(sandbox.urls);
		if (!values.once) await letBeWatched(client, workspace.credentials, sandbox.urls, n8n.url);
	});
	const failures = await runTours(workspace);
	if (values.once) return failures === 0 ? 0 : 1;
	console.log(await signInLines(n8n, sandbox));
	if (values.watch) rebuildOnChange(userFolder);
	return await untilSomethingEnds(n8n, sandbox);
}

/** Shows a line a provider. @returns how many did not work */
async function runTours(workspace: Workspace): Promise<number> {
	const lines: string[] = [];
	let failures = 0;
	for (const tour of TOURS) {
		try {
			const report = await step(`Running examples/${tour.example}`, async () => await workspace.run(tour));
			lines.push(`${tour.provider}: ${report}`);
		} catch (error) {
			failures++;
			lines.push(`${tour.provider} did not work: ${(error as Error).message}`);
		}
	}
	if (failures > 0) {
		lines.push('If you have changed a workflow or a credential: `npm start -- --fresh` sets everything up anew.');
	}
	console.log(`\n${lines.join('\n')}\n`);
	return failures;
}

async function signInLines(n8n: N8nProcess, sandbox: SandboxProcess): Promise<string> {
	return [
		`Editor    ${n8n.url}`,
		`Sign in   ${OWNER.email}  ${OWNER.password}`,
		`Watch     ${sandbox.urls.control}/watch  sessions that end, and nobody notices`,
		'\nFor credentials of your own, with the environment or login address "Custom URL":',
		listing((await servicesAt(sandbox.urls.control)) ?? []),
		'',
		'Ctrl+C ends everything.\n',
	].join('\n');
}

async function untilSomethingEnds(...processes: Array<N8nProcess | SandboxProcess>): Promise<never> {
	const ended = await Promise.race(processes.map(async (started) => await started.exited.then(() => started)));
	throw new Error(`${ended.name} ended by itself. The end of its log (${ended.logFile}):\n${logTail(ended)}`);
}

// Two n8n on one folder would spoil each other's database: a second start beside a running one gets its own.
function claimUserFolder(fresh: boolean): string {
	const folder = join(cacheFolder(), 'start');
	const pidFile = join(folder, 'start.pid');
	if (existsSync(pidFile) && isAlive(Number(readFileSync(pidFile, 'utf8')))) {
		console.log('Another start is running: this one keeps nothing.');
		return temporaryFolder('start');
	}
	if (fresh) rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(pidFile, String(process.pid));
	process.once('exit', () => rmSync(pidFile, { force: true }));
	return folder;
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

runProgram(main);
