import { join } from 'node:path';
import { n8nFolder } from '../playground/install/location.cjs';
import { runInOwnProcess } from './ownProcess';
import type { Plan } from './plan';
import { median, type SingleFigures } from './results';
import type { Stage } from './stage';

/** Measures what does not need a running n8n, in fresh processes. */
export async function measureSingleFigures(stage: Stage, { loads }: Plan): Promise<SingleFigures> {
	// Where n8n's own loader finds what a community package imports.
	const env = { NODE_PATH: join(n8nFolder(), 'node_modules') };
	const loadTimes: number[] = [];
	for (let load = 0; load < loads; load++) {
		loadTimes.push(await runInOwnProcess<number>(stage, 'loadTime.cjs', [stage.packageFolder], env));
	}
	return {
		loadMs: median(loadTimes),
		tarballBytes: stage.tarballBytes,
		sessionCheckUs: await runInOwnProcess<number>(stage, 'sessionCheckProcess.ts'),
	};
}
