import { titleOf, type Row } from './plan';
import { medianOf, msAnItem, ratioOf, rowOf, type Results, type RowResult } from './results';

/** What a run is to reach. */
export interface Target {
	/** As the page says it. */
	what: string;
	bound: 'at most' | 'at least';
	limit: number;
	/** Stands behind limit and value, with the space before it. */
	unit: string;
	/** Digits behind the point. */
	digits: number;
	/** `undefined` where it could not be measured. */
	value: number | undefined;
}

/** Whether the measured value reaches the limit, rounded as it is shown. */
export function isReached({ bound, limit, digits, value }: Target): boolean {
	if (value === undefined) return false;
	const shown = Number(value.toFixed(digits));
	return bound === 'at most' ? shown <= limit : shown >= limit;
}

/** The targets over https and a line. */
export function lineTargetsOf(results: Results): Target[] {
	const least: Array<[Row['key'], number]> = [
		['line0', 2.1],
		['line60', 1.5],
		['line150', 1.15],
	];
	return least.map(([key, limit]) => {
		const result = rowOf(results, key);
		const what = `API Request ÷ HTTP Request node, items a second, ${titleOf(result.row)}`;
		return atLeast(limit, what, ratioOf(result, 'httpRequest', 'apiRequest'));
	});
}

/** All targets with what a run has measured. */
export function targetsOf(results: Results): Target[] {
	const none = rowOf(results, 'noLatency');
	const latency20 = rowOf(results, 'latency20');
	const many = rowOf(results, 'many');
	const inFlight50 = rowOf(results, 'inFlight50');
	const few = none.row.items.toLocaleString('en');
	const lots = many.row.items.toLocaleString('en');
	const { loadMs, tarballBytes, sessionCheckUs } = results.single;

	const control = 'API Request ÷ control node, ms an item';
	const httpRequest = 'API Request ÷ HTTP Request node, items a second';
	return [
		atMost(1.12, `${control}, 0 ms`, ratioOf(none, 'apiRequest', 'control')),
		atMost(1.03, `${control}, 20 ms`, ratioOf(latency20, 'apiRequest', 'control')),
		atLeast(6, `${httpRequest}, 0 ms`, ratioOf(none, 'httpRequest', 'apiRequest')),
		atLeast(3, `${httpRequest}, 20 ms, 50 in flight`, ratioOf(inFlight50, 'httpRequest', 'apiRequest')),
		atMost(
			1.1,
			`API Request, ms an item, ${lots} items ÷ ${few} items (linear)`,
			quotient(msAnItem(many, 'apiRequest'), msAnItem(none, 'apiRequest')),
		),
		atMost(
			1,
			`API Request ÷ HTTP Request node, peak memory, ${lots} items`,
			quotient(peakMemory(many, 'apiRequest'), peakMemory(many, 'httpRequest')),
		),
		atMost(20, 'Session check alone', sessionCheckUs, ' µs', 1),
		atMost(60, 'Loading the package', loadMs, ' ms', 0),
		atMost(150, 'Tarball', tarballBytes / 1_000, ' kB', 0),
	];
}

const atMost = (limit: number, what: string, value: number | undefined, unit = '', digits = 2): Target => ({
	what,
	bound: 'at most',
	limit,
	unit,
	digits,
	value,
});

const atLeast = (limit: number, what: string, value: number | undefined): Target => ({
	what,
	bound: 'at least',
	limit,
	unit: '',
	digits: 2,
	value,
});

const peakMemory = (result: RowResult, key: 'apiRequest' | 'httpRequest'): number | undefined =>
	medianOf(result, key, ({ use }) => use?.peakMemoryMb);

const quotient = (value: number | undefined, by: number | undefined): number | undefined =>
	value === undefined || by === undefined ? undefined : value / by;
