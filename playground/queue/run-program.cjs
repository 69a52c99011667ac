'use strict';

/**
 * Runs another program as a child: `node run-program.cjs <signal> <folder> <program> [arguments…]`, so that a program that is no
 * Node script ends with the process that started it as well (see die-with-parent.cjs).
 * <signal> is what the program takes for a request to end, e.g. SIGINT for PostgreSQL's fast shutdown; <folder> is removed when
 * it has ended, since whoever started it may be gone by then.
 */
const { spawn } = require('node:child_process');
const { rmSync } = require('node:fs');

const [signal, folder, program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

process.on('SIGTERM', () => child.kill(signal));
child.once('error', (error) => {
	console.error(`${program} cannot be started: ${error.message}`);
	process.exit(1);
});
child.once('exit', (code, endedBy) => {
	rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	process.exit(code ?? (endedBy === signal ? 0 : 1));
});
