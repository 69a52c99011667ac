/**
 * Measures the nodes in a real n8n.
 *
 *   npm run bench                everything: writes docs/performance.md and its pictures
 *   npm run bench -- --quick     fewer items and rounds, for trying out: writes into node_modules/.keyring-bench
 *   npm run bench -- --profile   where API Request and the control node spend their time: docs/performance-profile.md
 *   npm run bench -- --page      writes the page again from the last run's figures
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { n8nVersion } from '../playground/install/location.cjs';
import { step } from '../playground/install/progress.cjs';
import { runProgram } from '../playground/program';
import { keepFigures, keptFigures, writePage } from './page/write';
import { planOf } from './plan';
import { writeProfile } from './profile/run';
import type { Results } from './results';
import { measureRows } from './rounds';
import { measureSingleFigures } from './singleFigures';
import { setStage } from './stage';

async function main(): Promise<number> {
	const flag = { type: 'boolean', default: false } as const;
	const { values } = parseArgs({ options: { quick: flag, profile: flag, page: flag } });
	const path = values.profile
		? await writeProfile(values.quick)
		: await writePage(values.page ? keptFigures() : await measure(values.quick));
	console.log(`\n${readFileSync(path, 'utf8')}\nWritten: ${path}`);
	return 0;
}

async function measure(quick: boolean): Promise<Results> {
	const plan = planOf(quick);
	const stage = await setStage();
	const rows = await measureRows(stage, plan);
	const single = await step('Measuring the rest', async () => await measureSingleFigures(stage, plan));
	const node = execFileSync(stage.node, ['--version'], { encoding: 'utf8' }).trim();
	const results = { plan, machine: { cores: availableParallelism(), node, n8n: n8nVersion() }, rows, single };
	keepFigures(results);
	return results;
}

runProgram(main);
