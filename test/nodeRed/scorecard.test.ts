import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { projectFolder } from '../../playground/packing';
import { installInto } from '../../playground/nodeRed/nodeRed';
import { temporaryFolder } from '../../playground/temporaryFolder';
import { installation } from '../servers/npm/location.cjs';
import { tarball } from './support/shared';

/** A part of the scorecard, e.g. P04; a finding where `test` is false. */
type Scorecard = Record<string, { test?: boolean }>;

/**
 * Node-RED's own check. Names like those of other packages (P08, N01) are not looked for: that takes the whole catalogue. A dependency's
 * latest version (D03) is the one that this project was last tested with.
 */
it('has no finding on the scorecard of node-red-dev validate', async () => {
	const folder = temporaryFolder('scorecard');
	await installInto(folder, tarball());
	const tool = installation('nodeRedDev');
	const card = join(folder, 'scorecard.json');
	const installed = join(folder, 'node_modules', '@n8n-nodes-keyring', 'node-red-keyring');
	const { stdout, stderr } = await promisify(execFile)(
		process.execPath,
		[
			...['--require', join(tool.source, 'withoutMoving.cjs'), tool.path('node-red-dev', 'bin', 'run')],
			...['validate', '--path', installed, '--output', card],
		],
		{ env: { ...process.env, SERVER_MODULES: tool.path(), PROJECT_LOCK: join(projectFolder, 'package-lock.json') } },
	);
	const parts = Object.entries(JSON.parse(readFileSync(card, 'utf8')) as Scorecard).filter(
		([name]) => name !== 'package',
	);
	const findings = parts.filter(([, { test }]) => test !== true);
	expect([findings, stderr.trim()]).toEqual([[], '']);
	expect(parts.map(([name]) => name)).toEqual(
		expect.arrayContaining(['P01', 'P03', 'P04', 'P05', 'P06', 'P07', 'N02', 'D01', 'D02', 'D03']),
	);
	expect(stdout).toContain('Complete');
});
