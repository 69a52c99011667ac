/**
 * Gets a fresh clone ready. Needs nothing but Node 20 and npm.
 *
 *   node playground/install.mjs         the project's own dependencies
 *   node playground/install.mjs --n8n   and the n8n that `npm start` and the n8n tests run
 */
import { InstallError, stopRunning } from './install/command.mjs';
import { ensureN8n } from './install/n8n.mjs';
import { ensureRoot } from './install/root.mjs';

const OLDEST_NODE = 20;

try {
	if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
		throw new InstallError(`This needs Node ${OLDEST_NODE} or newer; here runs ${process.version}.`);
	}
	// Each keeps one core busy: side by side they take as long as n8n alone.
	await Promise.all([ensureRoot(), process.argv.includes('--n8n') && ensureN8n()]);
} catch (error) {
	stopRunning();
	console.error(error instanceof InstallError ? error.message : error);
	process.exitCode = 1;
}
