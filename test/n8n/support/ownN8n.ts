import { N8nClient } from '../../../playground/client';
import { startN8n, type N8nOptions, type N8nProcess } from '../../../playground/n8n';
import { temporaryFolder } from '../../../playground/temporaryFolder';
import { shared } from './shared';

/** An n8n of a test's own, for what the shared one must not go through: restarts, crashes, other settings. */
export interface OwnN8n {
	readonly process: N8nProcess;
	/** Signed in as the owner. */
	readonly client: N8nClient;
}

/** Starts an n8n with the packed package on a new user folder (about 10 s). Stop it with `own.process.stop()`. */
export async function startOwnN8n(options: Omit<N8nOptions, 'packageDir'> = {}): Promise<OwnN8n> {
	const userFolder = options.userFolder ?? temporaryFolder('own-n8n');
	return await signedIn(await startN8n({ ...options, userFolder, packageDir: shared().tarball }));
}

/**
 * Stops an n8n and starts another process on the same user folder, which knows only what was stored (about 8 s).
 * @param how `kill` ends the first as a crash would
 */
export async function coldStart(own: OwnN8n, how: 'stop' | 'kill' = 'stop'): Promise<OwnN8n> {
	await own.process[how]();
	return await signedIn(await startN8n({ ...own.process.options, packageDir: undefined }));
}

async function signedIn(process: N8nProcess): Promise<OwnN8n> {
	const client = new N8nClient({ url: process.url });
	await client.setUpOwner();
	return { process, client };
}
