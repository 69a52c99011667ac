import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Counts } from './countingProxy';

const VARIABLE = 'KEYRING_SERVER_ROWS';

/** What one situation came to at one server. */
export interface Row extends Counts {
	server: string;
	/** The package that the server came from, and its version. */
	from: string;
	version: string;
	situation: string;
	/** Items. */
	asked: number;
	/** How many of them ended well. */
	ok: number;
	/** How often n8n wrote the credential. */
	writes: number;
}

type Count = 'asked' | 'ok' | 'logIns' | 'refreshes' | 'refused' | 'rejected' | 'served' | 'writes';

const COUNTS: Array<[Count, string]> = [
	['asked', 'asked'],
	['logIns', 'log-ins'],
	['refreshes', 'refreshes'],
	['refused', 'of these refused'],
	['rejected', 'rejected'],
	['served', 'served'],
	['ok', 'ended well'],
	['writes', 'writes'],
];

/** Says where the rows are kept: test files run in processes of their own. */
export const keepRowsIn = (file: string): void => void (process.env[VARIABLE] = file);

/** Keeps a row for the table. */
export function keepRow(row: Row): void {
	const file = process.env[VARIABLE];
	if (!file) throw new Error('The server tests need test/servers/support/globalSetup.ts as globalSetup');
	appendFileSync(file, `${JSON.stringify(row)}\n`);
}

/** All rows kept so far. */
export function keptRows(): Row[] {
	const file = process.env[VARIABLE] ?? '';
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
	return lines.map((line) => JSON.parse(line) as Row);
}

const line = (cells: string[]) => `| ${cells.join(' | ')} |`;

/** The page that docs/services.md is: a table a server. */
export function servicesPage(rows: Row[], introduction: string): string {
	const servers = [...new Set(rows.map(({ server }) => server))];
	const head = [line(['situation', ...COUNTS.map(([, title]) => title)]), line(['---', ...COUNTS.map(() => '--:')])];
	const sections = servers.map((server) => {
		const own = rows.filter((row) => row.server === server);
		const [{ from, version }] = own as [Row];
		const body = own.map((row) => line([row.situation, ...COUNTS.map(([key]) => String(row[key]))]));
		return [`## ${server}`, '', `${from}, ${version}.`, '', ...head, ...body].join('\n');
	});
	return `${[introduction.trim(), ...sections].join('\n\n')}\n`;
}
