'use strict';

/**
 * Preloaded (`node --expose-gc --require`) into n8n, so that no measurement pays for the garbage of the one before. On SIGUSR2
 * it is collected. On SIGHUP memory is also given back to the system, which regular collections hardly do: that is what a peak
 * has to be measured from, but it forgets compiled code as well, which a short measurement of time would feel.
 */
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
	process.on('SIGUSR2', () => globalThis.gc());
	process.on('SIGHUP', () => globalThis.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' }));
}
