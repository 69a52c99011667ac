import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectFolder } from '../../../playground/packing';
import { stopAll } from '../../../playground/process';
import { INTRODUCTION } from './introduction';
import { keptRows, servicesPage, type Row } from './table';

/** Servers whose rows make the page; a run of some of them leaves it as it is. */
const SERVERS = 6;

/** Writes docs/services.md, and stops what globalSetup has started. */
export default async function globalTeardown(): Promise<void> {
	const rows = keptRows();
	if (rows.length > 0)
		console.table(rows.map(({ server, situation, ...rest }) => ({ server, situation, ...shown(rest) })));
	if (new Set(rows.map(({ server }) => server)).size === SERVERS) {
		const file = join(projectFolder, 'docs', 'services.md');
		const options = { ...(await resolveConfig(file)), parser: 'markdown' };
		writeFileSync(file, await format(servicesPage(rows, INTRODUCTION), options));
	}
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
