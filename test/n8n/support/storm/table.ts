import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Counters } from '../../../../sandbox';

/** What one situation came to: a line of the table that the suite prints at its end. */
export interface Row {
	situation: string;
	/** Provider, and the node that sent the requests. */
	by: string;
	/** Items or executions. */
	asked: number;
	/** How many of them ended well. */
	ok: number;
	requests: number;
	served: number;
	logIns: number;
	refreshes: number;
	/** Log-ins and refreshes that gave no session. */
	refused: number;
	/** Log-ins and refreshes that gave one. */
	renewals: number;
	/** Requests whose access token the provider did not accept. */
	rejected: number;
}

const HEADINGS: Array<[keyof Row, string]> = [
	['situation', 'situation'],
	['by', 'provider, node'],
	['asked', 'asked'],
	['ok', 'ok'],
	['requests', 'requests'],
	['served', 'served'],
	['logIns', 'log-ins'],
	['refreshes', 'refreshes'],
	['refused', 'refused'],
	['rejected', 'rejected tokens'],
];

/** A row from what was asked and what the provider has counted. */
export function rowOf(situation: string, by: string, asked: number, ok: number, seen: Counters): Row {
	const { requests, served, logIns, refreshes, logInsRefused, refreshesRefused, rejectedTokens } = seen;
	const refused = logInsRefused + refreshesRefused;
	const renewals = logIns + refreshes - refused;
	return { situation, by, asked, ok, requests, served, logIns, refreshes, refused, renewals, rejected: rejectedTokens };
}

/** Keeps a row for the table. Test files run in processes of their own, so that it goes through a file. */
export const keepRow = (file: string, row: Row): void => appendFileSync(file, `${JSON.stringify(row)}\n`);

/** All rows kept so far, as a table; empty when there are none. */
export function printedTable(file: string): string {
	if (!existsSync(file)) return '';
	const rows = readFileSync(file, 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Row);
	const cells = [
		HEADINGS.map(([, heading]) => heading),
		...rows.map((row) => HEADINGS.map(([key]) => String(row[key]))),
	];
	const widths = HEADINGS.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
	const lines = cells.map((line) =>
		line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '),
	);
	const rule = widths.map((width) => '─'.repeat(width)).join('  ');
	return [lines[0], rule, ...lines.slice(1)].join('\n');
}
