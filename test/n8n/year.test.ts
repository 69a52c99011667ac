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

const RUNS = 400 * 24;

/** What each provider's documented lifetimes, and Sagi's 365 days, need. */
const NEEDED: Record<ProviderKey, { logIns: number; refreshes: number }> = {
	// 30 days, due 2 days before: in the run after that, so every 28 days and an hour at most. The 13th refresh is on day 364; on
	// day 392 the 365 days are over.
	sagi: { logIns: 2, refreshes: 13 },
	// An hour in the sandbox, since the document tells expiry times alone; due 5 minutes before: in every later run.
	plusofon: { logIns: 1, refreshes: RUNS - 1 },
	// 24 hours, due 60 s before: every 24th run.
	smartSatu: { logIns: 400, refreshes: 0 },
	// No expiry is told.
	gigma: { logIns: 1, refreshes: 0 },
};
const CASES = Object.entries(NEEDED).map(([key, needed]) => ({ key, ...needed }));

describe('400 days, a run every hour', () => {
	const rows = new Map<string, Row>();
	beforeAll(async () => {
		const folder = temporaryFolder('year');
		// A process each: they do what the storms in other lanes leave of both cores, and take no time away from them.
		await Promise.all(CASES.map(async ({ key }) => rows.set(key, await pass(folder, key))));
	}, 20 * 60_000);

	it.each(CASES)('takes $logIns log-ins and $refreshes refreshes ($key)', ({ key, logIns, refreshes }) => {
		const writes = logIns + refreshes;
		const row = rows.get(key)!;
		keepRow(shared().rows, row);
		expect(row).toMatchObject({ asked: RUNS, ok: RUNS, logIns, refreshes, refused: 0, rejected: 0, writes });
	});
});

async function pass(folder: string, key: string): Promise<Row> {
	const started = startProcess({
		name: `400 days of ${key}`,
		node: nodeFor(n8nFolder()).program,
		nodeOptions: ['--require', 'tsx/cjs'],
		args: [join(__dirname, 'support', 'year', 'run.ts'), key],
		cwd: projectFolder,
		env: bareEnvironment(),
		logFile: join(folder, `${key}.log`),
	});
	setPriority(started.pid, constants.priority.PRIORITY_LOW);
	const code = await started.exited;
	const lines = started.logLines();
	if (code !== 0) throw new Error(`${started.name} ended with ${code}:\n${lines.join('\n')}`);
	return JSON.parse(lines.at(-1)!) as Row;
}
