import { missingPrograms } from '../../../playground/queue/installed.cjs';
import { stopAll } from '../../../playground/process';
import { shared } from './shared';
import { printedTable } from './storm/table';

/** Prints the table of all situations, and stops what globalSetup has started: jest runs both in one process. */
export default async function globalTeardown(): Promise<void> {
	const table = printedTable(shared().rows);
	if (table) console.log(`\n${table}\n`);
	const missing = missingPrograms();
	if (missing.length > 0) {
		console.log(
			`Queue mode was not tested: ${missing.join(' and ')} not installed (on Debian: postgresql, redis-server).`,
		);
	}
	await stopAll();
}
