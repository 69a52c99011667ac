/**
 * How many workers that share one store get along, simulated with the real engine: `npm run bench:workers`. Writes
 * docs/performance-workers.md. `-- --storms 50` for trying out.
 */
import { availableParallelism } from 'node:os';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { figuresOf, type OutcomeFigures } from './figures';
import { writeWorkersPage, type Cell } from './page';
import { SERVICES, SITUATIONS, type ServiceKind, type SituationKey } from './situations';
import { playStorm, type Outcome } from './storm';

/** The longest first. */
const WORKERS = [64, 32, 16, 8, 4, 2, 1];
const STORMS = 500;

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
	console.log(`${storms} storms each, seed ${seed}`);
	const kinds = Object.keys(SERVICES) as ServiceKind[];
	const keys = Object.keys(SITUATIONS) as SituationKey[];
	const wanted = WORKERS.flatMap((workers) => kinds.flatMap((kind) => keys.map((key) => ({ kind, key, workers }))));
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
	console.log(`Written: ${await writeWorkersPage(cells, storms, seed)}`);
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

const at = process.argv.indexOf('--child');
void (at < 0 ? main() : child(process.argv.slice(at + 1)));
