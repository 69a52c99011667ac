import { CASE_NAMES, titleOf, type CaseKey } from '../plan';
import { msAnItem, rowOf, type Results, type RowResult } from '../results';
import { drawPanels, type Panel } from './chart';
import { hasLines } from './line';
import { cpuSeconds, figure, peakMemory } from './tables';

const COLOURS: Record<CaseKey, string> = {
	httpRequest: '#9a6700',
	apiRequest: '#0969da',
	branch: '#54aeff',
	control: '#6e7781',
	axios: '#afb8c1',
	tenInFlight: '#54aeff',
	axiosClosing: '#afb8c1',
	axiosKeeping: '#2da44e',
	renewal: '#8250df',
};

/** The picture of the part that comes first. */
export const linePictures = (results: Results): Record<string, string> => ({
	'performance-line.svg': drawPanels(
		results.rows
			.filter(({ row }) => row.roundTripMs !== undefined)
			.map((result) => panel(result, `${titleOf(result.row)}: ms an item`, msAnItem)),
	),
});

/** The page's pictures by file name. */
export function pictures(results: Results): Record<string, string> {
	const many = rowOf(results, 'many');
	const items = many.row.items.toLocaleString('en');
	const loopback = results.rows.filter(({ row }) => row.roundTripMs === undefined);
	return {
		...(hasLines(results) ? linePictures(results) : {}),
		'performance-time.svg': drawPanels(
			loopback.map((result) => panel(result, `${titleOf(result.row)}: ms an item`, msAnItem)),
		),
		'performance-cost.svg': drawPanels([
			panel(many, `${items} items, 0 ms: CPU, s`, cpuSeconds),
			panel(many, `${items} items, 0 ms: peak memory of n8n, MB`, peakMemory),
		]),
	};
}

function panel(
	result: RowResult,
	title: string,
	value: (result: RowResult, key: CaseKey) => number | undefined,
): Panel {
	const bars = result.row.cases.flatMap((key) => {
		const measured = value(result, key);
		if (measured === undefined || key === 'renewal') return [];
		return [{ name: CASE_NAMES[key], value: measured, label: figure(measured), colour: COLOURS[key] }];
	});
	return { title, bars };
}
