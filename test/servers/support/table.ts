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
