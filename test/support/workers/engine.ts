import { join } from 'node:path';

import { buildSync } from 'esbuild';
import * as n8nWorkflow from 'n8n-workflow';

import type { VirtualClock } from './clock';

/** The package's own modules, as one process has them. */
export type Engine = typeof import('./engineSources');

type Evaluate = (
	require: (name: string) => unknown,
	exports: object,
	module: { exports: object },
	Date: DateConstructor,
	Math: Math,
) => void;

let evaluate: Evaluate | undefined;

/** The sources, bundled and compiled once. */
function bundle(): Evaluate {
	const { outputFiles } = buildSync({
		entryPoints: [join(__dirname, 'engineSources.ts')],
		bundle: true,
		write: false,
		format: 'cjs',
		platform: 'node',
		target: 'es2022',
		external: ['n8n-workflow'],
	});
	return new Function('require', 'exports', 'module', 'Date', 'Math', outputFiles[0]?.text ?? '') as Evaluate;
}

/**
 * Instances of the real modules for one more worker process, on virtual time.
 * @param lead how far this worker's clock is ahead, ms
 * @param random its `Math.random`
 */
export function newEngine(clock: VirtualClock, lead: () => number, random: () => number): Engine {
	evaluate ??= bundle();
	const workflow = { ...n8nWorkflow, sleep: async (ms: number) => await clock.sleep(ms) };
	const math = Object.create(Math, { random: { value: random } }) as Math;
	const module = { exports: {} };
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const load = (name: string): unknown => (name === 'n8n-workflow' ? workflow : require(name));
	evaluate(load, module.exports, module, clock.dateOf(lead), math);
	return module.exports as Engine;
}
