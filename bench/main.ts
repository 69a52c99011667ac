/**
 * Measures the nodes in a real n8n.
 *
 *   npm run bench                everything: writes docs/performance.md and its pictures
 *   npm run bench -- --quick     fewer items and rounds, for trying out: writes into node_modules/.keyring-bench
 *   npm run bench -- --profile   where API Request and the control node spend their time: docs/performance-profile.md
 *   npm run bench -- --line      over https and a line alone: its part of docs/performance.md
 *   npm run bench -- --rounds 3  as many rounds instead of five, for a machine that is quiet for a while only
 *   npm run bench -- --page      writes the page again from the last run's figures
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { n8nVersion } from '../playground/install/location.cjs';
import { step } from '../playground/install/progress.cjs';
import { runProgram } from '../playground/program';
import { keepFigures, keptFigures, writeLinePart, writePage } from './page/write';
import { planOf, type Plan } from './plan';
import { writeProfile } from './profile/run';
import type { Results } from './results';
import { measureRows } from './rounds';
import { measureSingleFigures } from './singleFigures';
import { setStage } from './stage';

async function main(): Promise<number> {
	const flag = { type: 'boolean', default: false } as const;
	const { values } = parseArgs({
		options: { quick: flag, profile: flag, line: flag, page: flag, rounds: { type: 'string' } },
	});
	const measured = async () =>
		await measure({
			...planOf(values.quick, values.line),
			...(values.rounds !== undefined && { rounds: Number(values.rounds) }),
		});
	const path = values.line
		? await writeLinePart(await measured())
		: values.profile
			? await writeProfile(values.quick)
			: await writePage(values.page ? keptFigures() : await measured());
	console.log(`\n${readFileSync(path, 'utf8')}\nWritten: ${path}`);
	return 0;
}

async function measure(plan: Plan): Promise<Results> {
	const before = loadNow();
	const stage = await setStage();
	const rows = await measureRows(stage, plan);
	const single = await step('Measuring the rest', async () => await measureSingleFigures(stage, plan));
	const node = execFileSync(stage.node, ['--version'], { encoding: 'utf8' }).trim();
	const load = `${before} before, ${loadNow()} after`;
	const results = { plan, machine: { cores: availableParallelism(), node, n8n: n8nVersion(), load }, rows, single };
	if (plan.rows.some(({ roundTripMs }) => roundTripMs === undefined)) keepFigures(results);
	return results;
}

const loadNow = (): string => loadavg()[0]!.toFixed(1);

runProgram(main);
