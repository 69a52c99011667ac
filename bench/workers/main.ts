/**
 * How many workers that share one store get along, simulated with the real engine: `npm run bench:workers`. Writes
 * docs/performance-workers.md. `-- --storms 50` for trying out, `-- --most 16` for no more workers than that.
 */
import { availableParallelism } from 'node:os';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { figuresOf, type OutcomeFigures } from './figures';
import { playLongRun, type LongRun } from './longRun';
import { writeWorkersPage, type Cell } from './page';
import { SERVICES, SITUATIONS, type ServiceKind, type SituationKey } from './situations';
import { playStorm, type Outcome } from './storm';

/** The longest first. */
const WORKERS = [64, 32, 16, 8, 4, 2, 1];
const STORMS = 500;
/** How many renewals one after another, by the number of workers: as many requests in each. */
const LONG_RUNS: Array<[workers: number, renewals: number]> = [
	[64, 625],
	[32, 1_250],
	[16, 2_500],
	[8, 5_000],
	[4, 10_000],
	[2, 10_000],
];

const optionAfter = (name: string, fallback: number) => {
	const at = process.argv.indexOf(name);
	return at < 0 ? fallback : Number(process.argv[at + 1]);
};

async function playAll(kind: ServiceKind, key: SituationKey, workers: number, seed: number, storms: number) {
	const outcomes: Outcome[] = [];
	for (let storm = 0; storm < storms; storm++) outcomes.push(await playStorm(kind, key, workers, seed + storm));
	return figuresOf(outcomes);
}

async function main(): Promise<void> {
	const storms = optionAfter('--storms', STORMS);
	const seed = optionAfter('--seed', 1);
	const most = optionAfter('--most', Math.max(...WORKERS));
	console.log(`${storms} storms each, seed ${seed}`);
	const kinds = Object.keys(SERVICES) as ServiceKind[];
	const keys = Object.keys(SITUATIONS) as SituationKey[];
	const counts = WORKERS.filter((workers) => workers <= most);
	const wanted = counts.flatMap((workers) => kinds.flatMap((kind) => keys.map((key) => ({ kind, key, workers }))));
	const cells: Cell[] = [];
	const takeTurns = async () => {
		for (let next = wanted.shift(); next; next = wanted.shift()) {
			const child = fork(__filename, [
				'--child',
				next.kind,
				next.key,
				String(next.workers),
				String(seed),
				String(storms),
			]);
			const [figures] = (await once(child, 'message')) as [OutcomeFigures];
			cells.push({ ...next, figures });
			const { renewals, rejected, notServed } = figures;
			console.log(
				`${next.kind}, ${next.key}, ${next.workers} workers: renewals ${renewals.median} (mean ${renewals.mean.toFixed(2)}), rejected ${rejected.median} (mean ${rejected.mean.toFixed(2)}), not served ${notServed.mean}`,
			);
		}
	};
	await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
	const longRuns: LongRun[] = [];
	const left = LONG_RUNS.filter(([workers]) => workers <= most);
	const takeLongRuns = async () => {
		for (let next = left.shift(); next; next = left.shift()) {
			const [workers, renewals] = next;
			const child = fork(__filename, ['--long-run', String(workers), String(renewals), String(seed)]);
			const [longRun] = (await once(child, 'message')) as [LongRun];
			longRuns.push(longRun);
			console.log(JSON.stringify(longRun));
		}
	};
	await Promise.all(Array.from({ length: availableParallelism() }, takeLongRuns));
	console.log(`Written: ${await writeWorkersPage(cells, longRuns, storms, seed)}`);
}

async function child([kind, key, workers, seed, storms]: string[]): Promise<void> {
	const figures = await playAll(
		kind as ServiceKind,
		key as SituationKey,
		Number(workers),
		Number(seed),
		Number(storms),
	);
	process.send?.(figures, () => process.exit(0));
}

async function longRun([workers, renewals, seed]: string[]): Promise<void> {
	const result = await playLongRun(Number(workers), Number(renewals), Number(seed));
	process.send?.(result, () => process.exit(0));
}

const [, , part, ...rest] = process.argv;
void (part === '--child' ? child(rest) : part === '--long-run' ? longRun(rest) : main());
