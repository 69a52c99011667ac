import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startStep } from './progress.cjs';

const HEARTBEAT_MS = 5_000;
const SILENT_TOO_LONG_MS = 60_000;

/**
 * Runs `work` while no other process on this computer holds `lock` (a path). Waits for the other one, and takes the
 * lock over when its owner is gone.
 */
export async function whileLocked(lock, work) {
	mkdirSync(dirname(lock), { recursive: true });
	let waiting;
	while (!acquire(lock)) {
		if (ownerIsGone(lock)) discard(lock);
		else {
			waiting ??= startStep(`Waiting for another installation (process ${owner(lock) ?? 'unknown'})`);
			await sleep(300);
		}
	}
	waiting?.done();

	const heartbeat = setInterval(() => touch(lock), HEARTBEAT_MS);
	const release = () => rmSync(lock, { recursive: true, force: true });
	process.once('exit', release);
	try {
		return await work();
	} finally {
		clearInterval(heartbeat);
		process.off('exit', release);
		release();
	}
}

function acquire(lock) {
	try {
		mkdirSync(lock);
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
	writeFileSync(join(lock, 'pid'), String(process.pid));
	return true;
}

function owner(lock) {
	try {
		return Number(readFileSync(join(lock, 'pid'), 'utf8')) || undefined;
	} catch {
		return undefined;
	}
}

function ownerIsGone(lock) {
	const pid = owner(lock);
	if (pid !== undefined && !isAlive(pid)) return true;
	try {
		return Date.now() - statSync(lock).mtimeMs > SILENT_TOO_LONG_MS;
	} catch {
		return false;
	}
}

/** Whether a process with this id runs. */
export function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

// Of two that find the same dead lock only one can rename it, so neither removes the other's new one.
function discard(lock) {
	const grave = `${lock}.gone-${process.pid}-${Date.now()}`;
	try {
		renameSync(lock, grave);
	} catch {
		return;
	}
	rmSync(grave, { recursive: true, force: true });
}

function touch(lock) {
	try {
		utimesSync(lock, new Date(), new Date());
	} catch {
		// Taken over while this computer was asleep: the other installation is as good.
	}
}
