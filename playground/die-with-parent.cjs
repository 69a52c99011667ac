'use strict';

/**
 * Preloaded (`node --require`) into every process the playground starts. Standard input is a pipe from the one that
 * started it: when that pipe closes, its owner is gone, however it went, and this process ends as well.
 */
const { isMainThread } = require('node:worker_threads');

const FORCE_AFTER_MS = 5_000;

// Node preloads this into worker threads and forked processes too, whose standard input means nothing.
if (isMainThread && process.env.PLAYGROUND_PARENT === String(process.ppid)) {
	process.stdin.resume();
	process.stdin.on('error', () => {});
	process.stdin.on('close', () => {
		setTimeout(() => end('SIGKILL'), FORCE_AFTER_MS);
		end('SIGTERM');
	});
	process.stdin.unref?.();
}

// It leads its own process group (see process.ts), so this ends what it started as well.
function end(signal) {
	if (process.platform === 'win32') process.exit(1);
	else process.kill(-process.pid, signal);
}
