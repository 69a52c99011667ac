import { step } from '../playground/install/progress.cjs';
import { CASE_NAMES, titleOf, type CaseKey, type Plan, type Row } from './plan';
import type { RowResult, Sample } from './results';
import { prepareCase, type RunnableCase } from './runCase';
import type { Stage } from './stage';

/** Runs all rows' cases in turn, round after round. The first round, which warms up, does not count. */
export async function measureRows(stage: Stage, { rows, rounds }: Plan): Promise<RowResult[]> {
	const prepared = await step('Preparing the workflows', async () => {
		const all: Array<{ result: RowResult; cases: Map<CaseKey, RunnableCase> }> = [];
		for (const row of rows) all.push({ result: { row, samples: {} }, cases: await prepareRow(stage, row) });
		return all;
	});
	for (let round = 0; round <= rounds; round++) {
		await step(round === 0 ? 'Warming up' : `Round ${round} of ${rounds}`, async () => {
			for (const { result, cases } of prepared) {
				// Its cases warm up by themselves before each measurement.
				if (round === 0 && result.row.measuresMemory) continue;
				for (const [key, run] of cases) {
					const sample = await runNamed(key, result.row, run);
					if (round > 0) (result.samples[key] ??= []).push(sample);
				}
			}
		});
	}
	return prepared.map(({ result }) => result);
}

async function prepareRow(stage: Stage, row: Row): Promise<Map<CaseKey, RunnableCase>> {
	const cases = new Map<CaseKey, RunnableCase>();
	for (const key of row.cases) cases.set(key, await prepareCase(stage, key, row));
	return cases;
}

async function runNamed(key: CaseKey, row: Row, run: RunnableCase): Promise<Sample> {
	try {
		const { milliseconds, use, counts } = await run();
		return { milliseconds, use, counts };
	} catch (error) {
		throw new Error(`${CASE_NAMES[key]} (${titleOf(row)}): ${(error as Error).message}`, { cause: error });
	}
}
