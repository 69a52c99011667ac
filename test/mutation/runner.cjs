const { default: TestRunner } = require('jest-runner');

/** The names of the tests in a file, as far as this process has met them: Stryker reuses its processes for many mutants. */
const namesIn = new Map();

/**
 * Ends a mutant at the first file that fails, and leaves out files without a test that reaches it: Stryker tells Jest only the names
 * of these tests, and can't tell it to bail out.
 */
module.exports = class extends TestRunner {
	async runTests(tests, watcher, options) {
		const isMutant = process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;
		const pattern = this._globalConfig.testNamePattern;
		const wanted = pattern ? new RegExp(pattern, 'i') : /^/;
		let hasFailed = false;
		this.on('test-file-success', ([{ path }, { numFailingTests, testExecError, testResults }]) => {
			if (testResults.length > 0)
				namesIn.set(
					path,
					testResults.map(({ fullName }) => fullName),
				);
			hasFailed ||= numFailingTests > 0 || testExecError !== undefined;
		});
		this.on('test-file-failure', () => (hasFailed = true));
		for (const test of tests) {
			if (isMutant && hasFailed) return;
			if (namesIn.get(test.path)?.some((name) => wanted.test(name)) === false) continue;
			await super.runTests([test], watcher, options);
		}
	}
};
