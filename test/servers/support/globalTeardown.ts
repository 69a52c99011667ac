import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectFolder } from '../../../playground/packing';
import { stopAll } from '../../../playground/process';
import { servicesPage } from './page';
import { keptRows, type Row } from './table';

/** Writes the tables of the servers that were tried into docs/services.md, and stops what globalSetup has started. */
export default async function globalTeardown(): Promise<void> {
	const rows = keptRows();
	if (rows.length > 0)
		console.table(rows.map(({ server, situation, ...rest }) => ({ server, situation, ...shown(rest) })));
	const file = join(projectFolder, 'docs', 'services.md');
	const page = servicesPage(rows, readFileSync(file, 'utf8'));
	const options = { ...(await resolveConfig(file)), parser: 'markdown' };
	writeFileSync(file, await format(page, options));
	await stopAll();
}

const shown = ({
	asked,
	ok,
	logIns,
	refreshes,
	refused,
	rejected,
	served,
	writes,
}: Omit<Row, 'server' | 'situation'>) => ({
	...{ asked, ok, logIns, refreshes, refused, rejected, served, writes },
});
