import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `keyring-<name>-<process ID>-<random>` */
const NAMED = /^keyring-.+-(\d+)-\w+$/;
/** A process of another container is not seen: what it has begun in this time stays, ms. */
const IN_USE_MS = 24 * 60 * 60_000;
const folders: string[] = [];

/**
 * A new empty folder that is removed when this process ends, or, where a signal has ended it, on another day.
 * Jest's workers are not told of their end: the tests set PLAYGROUND_TEMPORARY to a folder that is removed as a whole.
 */
export function temporaryFolder(name: string): string {
	const { PLAYGROUND_TEMPORARY: parent } = process.env;
	if (folders.length === 0) process.once('exit', () => folders.forEach(remove));
	if (folders.length === 0 && !parent) removeLeftovers();
	const folder = mkdtempSync(join(parent ?? tmpdir(), `keyring-${name}-${process.pid}-`));
	folders.push(folder);
	return folder;
}

/** Those of processes that are no more. */
function removeLeftovers(): void {
	for (const name of readdirSync(tmpdir())) {
		const owner = NAMED.exec(name)?.[1];
		if (!owner || isRunning(Number(owner))) continue;
		const folder = join(tmpdir(), name);
		try {
			if (Date.now() - statSync(folder).mtimeMs > IN_USE_MS) remove(folder);
		} catch {
			// It is another user's, or somebody else has just removed it.
		}
	}
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		// Another user's process can't be asked.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function remove(folder: string): void {
	rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
