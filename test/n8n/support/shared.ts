import { readFileSync } from 'node:fs';
import { N8nClient } from '../../../playground/client';
import type { SandboxUrls } from '../../../playground/sandbox';
import { connectSandbox, type RemoteSandbox } from '../../../sandbox/client';

const VARIABLE = 'KEYRING_N8N_TESTS';

/** What globalSetup has started, for the test files in jest's worker processes. */
export interface Shared {
	/** The n8n that the test files of one worker share: give credentials and workflows names of your own. */
	n8n: { url: string; cookie: string; userFolder: string; logFile: string };
	sandbox: SandboxUrls;
	/** The packed package, for an n8n of a test's own. */
	tarball: string;
	/** Where the rows of the table are kept that is printed at the end. */
	rows: string;
}

/** Hands what globalSetup has started to the test files, one for each of jest's workers. They inherit the environment. */
export function publishShared(shared: Shared[]): void {
	process.env[VARIABLE] = JSON.stringify(shared);
}

/**
 * What globalSetup has started for this worker.
 * @throws Error when the tests run without it
 */
export function shared(): Shared {
	const value = process.env[VARIABLE];
	if (!value) throw new Error('The n8n tests need test/n8n/support/globalSetup.ts as globalSetup');
	const all = JSON.parse(value) as Shared[];
	// Where there are fewer n8n than workers, as in the search for leaks, any worker may get the file that needs one.
	return all[(Number(process.env.JEST_WORKER_ID ?? 1) - 1) % all.length]!;
}

/** A client of the shared n8n, signed in as its owner. */
export function sharedN8n(): N8nClient {
	return new N8nClient(shared().n8n);
}

/** What the shared n8n has logged so far, a line each. */
export function sharedN8nLog(): string[] {
	return readFileSync(shared().n8n.logFile, 'utf8').split('\n').filter(Boolean);
}

/** The sandbox that the shared n8n works with. A worker runs one test file after another, so its settings may be changed. */
export async function sharedSandbox(): Promise<RemoteSandbox> {
	return await connectSandbox(shared().sandbox.control);
}
