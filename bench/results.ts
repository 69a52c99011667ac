import type { CaseKey, Plan, Row } from './plan';
import type { ProcessUse } from './processMeter';
import type { ServerCounts } from './server/protocol';

/** One case, run once. */
export interface Sample {
	/** What all items took. */
	milliseconds: number;
	/** Of the n8n process, or of the loop's own; absent where the system does not tell. */
	use?: Partial<ProcessUse>;
	counts: ServerCounts;
}

/** A row's cases with their samples, one a round: samples of one index were taken one after another. */
export interface RowResult {
	row: Row;
	samples: Partial<Record<CaseKey, Sample[]>>;
}

/** What is measured once a run. */
export interface SingleFigures {
	/** What n8n needs to load the package's nodes and credentials, ms. */
	loadMs: number;
	tarballBytes: number;
	/** Whether a request's session is still good, µs. */
	sessionCheckUs: number;
}

/** What the figures were taken on: loosely, since only their ratios count. */
export interface Machine {
	cores: number;
	/** e.g. `v24.1.0`, of n8n */
	node: string;
	n8n: string;
	/** Processes that ran or waited for a core, a minute's mean, before and after: others may work on the machine. */
	load?: string;
}

/** All that one run has measured. */
export interface Results {
	plan: Plan;
	machine: Machine;
	rows: RowResult[];
	single: SingleFigures;
}

/** The middle one, or the mean of the two in the middle. @throws Error when there is none */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
	if (low === undefined || high === undefined) throw new Error('There is no median of nothing');
	return (low + high) / 2;
}

/**
 * The median of one figure of a case over all rounds.
 * @returns `undefined` when the case is not in the row, or the figure not in all of its samples
 */
export function medianOf(
	result: RowResult,
	key: CaseKey,
	figure: (sample: Sample) => number | undefined,
): number | undefined {
	const values = (result.samples[key] ?? []).map(figure);
	return values.length > 0 && values.every((value) => value !== undefined) ? median(values) : undefined;
}

/** ms an item, the median of all rounds. */
export const msAnItem = (result: RowResult, key: CaseKey): number | undefined =>
	medianOf(result, key, ({ milliseconds }) => milliseconds / result.row.items);

/**
 * How many times as long an item takes in one case as in another: the median of the rounds' own ratios, since what disturbs
 * the machine for a while disturbs both.
 */
export function ratioOf(result: RowResult, key: CaseKey, to: CaseKey): number | undefined {
	const [these, those] = [result.samples[key], result.samples[to]];
	if (!these?.length || !those?.length) return undefined;
	return median(these.map(({ milliseconds }, round) => milliseconds / (those[round]?.milliseconds ?? NaN)));
}

/** @throws Error when the run has left the row out */
export function rowOf({ rows }: Results, key: Row['key']): RowResult {
	const found = rows.find(({ row }) => row.key === key);
	if (!found) throw new Error(`There is no row ${key}`);
	return found;
}
