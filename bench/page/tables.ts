import { CASE_NAMES, titleOf, type CaseKey } from '../plan';
import { median, medianOf, msAnItem, ratioOf, rowOf, type Results, type RowResult } from '../results';
import { isReached, type Target } from '../targets';

/** A markdown table. Prettier lays it out. @param aligned e.g. `:--` and `--:`, one a column */
export function table(head: string[], aligned: string[], rows: string[][]): string {
	return [head, aligned, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What a run was to reach, and what it has. */
export function targetTable(targets: Target[]): string {
	const rows = targets.map((target) => [
		target.what,
		`${target.bound === 'at most' ? '≤' : '≥'} ${target.limit}${target.unit}`,
		measured(target),
		isReached(target) ? 'yes' : 'no',
	]);
	return table(['', 'reach', 'measured', 'reached'], [':--', '--:', '--:', ':--'], rows);
}

/** One row's cases. */
export function caseTable(result: RowResult): string {
	const keys = result.row.cases.filter((key) => key !== 'renewal');
	const { measuresMemory } = result.row;
	const rows = keys.map((key) => [
		CASE_NAMES[key],
		figure(msAnItem(result, key)),
		fixed(ratioOf(result, key, 'control'), 2),
		fixed(ratioOf(result, 'httpRequest', key), 2),
		fixed(cpuSeconds(result, key), 2),
		...(measuresMemory ? [fixed(peakMemory(result, key), 0)] : []),
	]);
	const figures = ['ms an item', '÷ control', 'items/s ÷ HTTP Request', 'CPU, s'];
	if (measuresMemory) figures.push('peak memory, MB');
	return table(['', ...figures], [':--', ...figures.map(() => '--:')], rows);
}

/** What it costs when the session ends in the middle of a run. */
export function renewalTable(results: Results): string {
	const result = rowOf(results, 'latency20');
	const ended = result.samples.renewal ?? [];
	const without = result.samples.apiRequest ?? [];
	const cost = ended.map(({ milliseconds }, round) => milliseconds - (without[round]?.milliseconds ?? NaN));
	const each = (count: (counts: (typeof ended)[number]['counts']) => number) =>
		range(ended.map(({ counts }) => count(counts)));
	return table(
		['case', 'served', 'renewals', 'rejected requests', 'ms more than without'],
		[':--', '--:', '--:', '--:', '--:'],
		[
			[
				titleOf(result.row),
				each(({ served }) => served),
				each(({ logIns, refreshes }) => logIns + refreshes),
				each(({ rejected }) => rejected),
				median(cost).toFixed(0),
			],
		],
	);
}

/** CPU seconds of a case, the median of all rounds. */
export const cpuSeconds = (result: RowResult, key: CaseKey): number | undefined =>
	medianOf(result, key, ({ use }) => use?.cpuSeconds);

/** Peak memory of n8n in a case, MB, the median of all rounds. */
export const peakMemory = (result: RowResult, key: CaseKey): number | undefined =>
	medianOf(result, key, ({ use }) => use?.peakMemoryMb);

/** With three digits that count, or all of a longer whole number. */
export const figure = (value: number | undefined): string =>
	value === undefined ? '–' : value.toFixed(value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0);

const fixed = (value: number | undefined, digits: number) => value?.toFixed(digits) ?? '–';

const measured = ({ value, digits, unit }: Target) => (value === undefined ? '–' : `${value.toFixed(digits)}${unit}`);

function range(counts: number[]): string {
	const [least, most] = [Math.min(...counts), Math.max(...counts)].map((count) => count.toLocaleString('en'));
	return least === most ? `${least}` : `${least} to ${most}`;
}
