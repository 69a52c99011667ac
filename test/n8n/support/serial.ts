import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const NUMBERS_A_FILE = 10_000;

let last = 0;

/**
 * A number that no other test has, in this file or another: test files share one n8n, which remembers for some moments what became
 * of an account that has no session yet.
 */
export function nextSerial(): number {
	const { testPath } = expect.getState();
	const files = readdirSync(dirname(testPath!)).sort();
	return files.indexOf(basename(testPath!)) * NUMBERS_A_FILE + ++last;
}
