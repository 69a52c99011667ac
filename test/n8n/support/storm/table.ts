import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Counters } from '../../../../sandbox';
import type { Tally } from './tally';

/** What one situation came to: a line of the table that the suite prints at its end. */
export interface Row {
	situation: string;
	/** Provider, and the node that sent the requests. */
	by: string;
	/** Items. */
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
	/** How often the credential was written, by n8n and by a person. */
	writes: number;
	/** Answers that n8n lost, of executions that ended well. */
	lostAnswers: number;
}

type Count = Exclude<keyof Row, 'situation' | 'by'>;

const COUNTS: Array<[Count, string]> = [
	['asked', 'asked'],
	['ok', 'ok'],
	['requests', 'requests'],
	['served', 'served'],
	['logIns', 'log-ins'],
	['refreshes', 'refreshes'],
	['refused', 'refused'],
	['renewals', 'renewals'],
	['rejected', 'rejected tokens'],
	['writes', 'writes'],
	['lostAnswers', 'lost answers'],
];
const HEADINGS = ['situation', 'provider, node', ...COUNTS.map(([, heading]) => heading)];

/** A row from what was asked, what the provider has counted, and how often the credential was written. */
export function rowOf(
	situation: string,
	by: string,
	{ asked, ok, lostAnswers }: Pick<Tally, 'asked' | 'ok' | 'lostAnswers'>,
	seen: Counters,
	writes: number,
): Row {
	const { requests, served, logIns, refreshes, logInsRefused, refreshesRefused, rejectedTokens: rejected } = seen;
	const refused = logInsRefused + refreshesRefused;
	const renewals = logIns + refreshes - refused;
	const ofProvider = { requests, served, logIns, refreshes, refused, renewals, rejected };
	return { situation, by, asked, ok, ...ofProvider, writes, lostAnswers };
}

/** Keeps a row for the table. Test files run in processes of their own, so that it goes through a file. */
export const keepRow = (file: string, row: Row): void => appendFileSync(file, `${JSON.stringify(row)}\n`);

/**
 * All rows kept so far, as a table; empty when there are none. What was played several times is two lines: the medians, and the
 * worst of each column, which is the lowest of `ok` and the highest of the others.
 */
export function printedTable(file: string): string {
	if (!existsSync(file)) return '';
	const rows = readFileSync(file, 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Row);
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const key = `${row.situation} ${row.by}`;
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	const cells = [HEADINGS, ...[...groups.values()].flatMap(linesOf)];
	const widths = HEADINGS.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
	const lines = cells.map((line) =>
		line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '),
	);
	const rule = widths.map((width) => '─'.repeat(width)).join('  ');
	return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function linesOf(rows: Row[]): string[][] {
	const [{ situation, by }] = rows as [Row];
	const line = (name: string, of: (sorted: number[], key: Count) => number) => [
		name,
		by,
		...COUNTS.map(([key]) =>
			String(
				of(
					rows.map((row) => row[key]).sort((a, b) => a - b),
					key,
				),
			),
		),
	];
	if (rows.length === 1) return [line(situation, ([only]) => only!)];
	return [
		line(`${situation}: median of ${rows.length}`, median),
		line(`${situation}: worst`, (sorted, key) => (key === 'ok' ? sorted[0]! : sorted.at(-1)!)),
	];
}

const median = (sorted: number[]): number => {
	const middle = (sorted.length - 1) / 2;
	return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
};
