import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { collectTests } from '../support/collectTests';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'keyring-collected-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A test file with this text. */
function fileWith(text: string): string {
	const file = join(folder, 'sample.test.js');
	writeFileSync(file, text);
	return file;
}

describe('the tests that are collected from a file', () => {
	it('have the titles of their blocks, also those that come from a table', () => {
		const file = fileWith(`
			beforeEach(() => undefined);
			describe('block', () => {
				it('one', () => { throw new Error('is not run'); });
				test.each([1, 2])('number %i', () => undefined);
			});
			describe.each([{ name: 'a' }])('$name', () => it('inside', () => undefined));
			// it('commented out', () => undefined);
		`);
		expect(collectTests(file)).toEqual(
			['block › one', 'block › number 1', 'block › number 2', 'a › inside'].map((title) => ({ title, runs: true })),
		);
	});

	it('do not run when they, or blocks around them, are skipped or to do', () => {
		const file = fileWith(`
			it.skip('one', () => undefined);
			xit('two', () => undefined);
			test.todo('three');
			it.skip.each([4])('number %i', () => undefined);
			describe.skip('off', () => describe('deep', () => it('five', () => undefined)));
			xdescribe('off', () => it('six', () => undefined));
			it('seven', () => undefined);
		`);
		const tests = collectTests(file);
		expect(tests).toHaveLength(7);
		expect(tests.filter(({ runs }) => runs)).toEqual([{ title: 'seven', runs: true }]);
	});

	it.each(['it.only', 'fit', 'describe.only'])('are refused where %s keeps the others from running', (only) => {
		const file = fileWith(`it('one', () => undefined); ${only}('two', () => undefined);`);
		expect(() => collectTests(file)).toThrow('"only"');
		expect(typeof it.each).toBe('function');
	});
});
