import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { projectFolder } from '../../playground/packing';

/** A folder that stands for the computer's temporary one. */
let temporary: string;
beforeEach(() => (temporary = realpathSync(mkdtempSync(join(tmpdir(), 'temporary-')))));
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

/** Asks for a folder in a process of its own. @returns its path, once the process has ended */
function inOneProcess(then = ''): string {
	const module = join(projectFolder, 'playground', 'temporaryFolder.ts');
	const code = `const { temporaryFolder } = require(${JSON.stringify(module)}); console.log(temporaryFolder('test')); ${then}`;
	const { stdout } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '--eval', code], {
		cwd: projectFolder,
		env: { ...process.env, PLAYGROUND_TEMPORARY: undefined, TMPDIR: temporary },
		encoding: 'utf8',
	});
	return stdout.trim();
}

/** Makes a folder look as if it was left so long ago, and tells whether the next process leaves it there. */
function isLeft(name: string, days: number): boolean {
	const folder = join(temporary, name);
	mkdirSync(folder, { recursive: true });
	const then = new Date(Date.now() - days * 24 * 60 * 60_000);
	utimesSync(folder, then, then);
	inOneProcess();
	return existsSync(folder);
}

it('is removed when its process ends', () => {
	const folder = inOneProcess();
	expect(folder).toMatch(new RegExp(`^${temporary}/keyring-test-\\d+-\\w+$`));
	expect(existsSync(folder)).toBe(false);
});

it('of a process that a signal has ended is removed on another day, by the next', () => {
	const folder = inOneProcess("process.kill(process.pid, 'SIGKILL')");
	expect(existsSync(folder)).toBe(true);
	const name = folder.slice(temporary.length + 1);
	expect(isLeft(name, 0.9)).toBe(true);
	expect(isLeft(name, 1.1)).toBe(false);
});

it('of a process that runs stays, and so does what others have there', () => {
	expect(isLeft(`keyring-test-${process.pid}-abc123`, 9)).toBe(true);
	expect(isLeft('keyring-postgres-abc123', 9)).toBe(true);
	expect(isLeft('other-1234567-abc123', 9)).toBe(true);
});
