import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { n8nFolder, nodeFor } from '../../playground/install/location.cjs';
import { bareEnvironment } from '../../playground/environment';
import { temporaryFolder } from '../../playground/temporaryFolder';
import { projectFolder } from '../../playground/packing';
import { startProcess } from '../../playground/process';
import type { ProviderKey } from '../../sandbox';
import { shared } from './support/shared';
import { keepRow, type Row } from './support/storm/table';
import type { Passing } from './support/year/passing';

/** What each provider's documented lifetimes, and Sagi's 365 days, need. */
const NEEDED: Record<ProviderKey, Omit<Passing, 'key'> & { logIns: number; refreshes: number }> = {
	// 30 days, due 2 days before: in the run after that, so every 28 days and an hour at most. The 13th refresh is on day 364; on
	// day 392 the 365 days are over.
	sagi: { days: 400, runsADay: 24, logIns: 2, refreshes: 13 },
	// An hour in the sandbox, since the document tells expiry times alone; due 5 minutes before: in every later run, so that 40 days
	// are more renewals than any other has.
	plusofon: { days: 40, runsADay: 24, logIns: 1, refreshes: 40 * 24 - 1 },
	// 24 hours, due 60 s before: every 24th run.
	smartSatu: { days: 400, runsADay: 24, logIns: 400, refreshes: 0 },
	// No expiry is told.
	gigma: { days: 400, runsADay: 1, logIns: 1, refreshes: 0 },
};
const CASES = Object.entries(NEEDED).map(([key, needed]) => ({ key: key as ProviderKey, ...needed }));

describe('a year and more', () => {
	let rows: Row[] = [];
	// A process that does what the storms in other lanes leave of both cores, and takes no time away from them.
	beforeAll(async () => void (rows = await pass(CASES)), 20 * 60_000);

	it.each(CASES.map((one, at) => ({ ...one, at })))(
		'$days days, $runsADay runs a day, take $logIns log-ins and $refreshes refreshes ($key)',
		({ at, days, runsADay, logIns, refreshes }) => {
			const writes = logIns + refreshes;
			const row = rows[at]!;
			keepRow(shared().rows, row);
			const runs = days * runsADay;
			expect(row).toMatchObject({ asked: runs, ok: runs, logIns, refreshes, refused: 0, rejected: 0, writes });
		},
	);
});

async function pass(passings: Passing[]): Promise<Row[]> {
	const started = startProcess({
		name: 'A year',
		node: nodeFor(n8nFolder()).program,
		nodeOptions: ['--require', 'tsx/cjs'],
		args: [join(__dirname, 'support', 'year', 'run.ts'), JSON.stringify(passings)],
		cwd: projectFolder,
		env: bareEnvironment(),
		logFile: join(temporaryFolder('year'), 'year.log'),
	});
	setPriority(started.pid, constants.priority.PRIORITY_LOW);
	const code = await started.exited;
	const lines = started.logLines();
	if (code !== 0) throw new Error(`${started.name} ended with ${code}:\n${lines.join('\n')}`);
	return JSON.parse(lines.at(-1)!) as Row[];
}
