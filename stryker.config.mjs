import parts from './test/mutation/parts.cjs';

/** One part a run: each has its own tests. */
const part = (process.env.KEYRING_PART ??= 'session');

/**
 * Changes the code in a thousand small ways and sees whether the quick tests notice, see docs/mutation.md.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: parts.PARTS[part].mutate,
	testRunner: 'jest',
	jest: {
		// The list of tests is short, and their graph of imports long.
		enableFindRelatedTests: false,
		configFile: 'test/mutation/jest.config.cjs',
	},
	coverageAnalysis: 'perTest',
	// The words of messages are held by test/unit/troubleshooting.test.ts, which reads them from the code.
	mutator: { excludedMutations: ['StringLiteral'] },
	concurrency: 2,
	// What the tests leave in memory goes with the process.
	maxTestRunnerReuse: 60,
	timeoutMS: 15_000,
	tempDirName: '.stryker-tmp',
	incremental: true,
	incrementalFile: `node_modules/.stryker/${part}.incremental.json`,
	ignorePatterns: ['dist', 'coverage', 'docs/pictures', 'packages'],
	reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	htmlReporter: { fileName: `node_modules/.stryker/${part}.html` },
	jsonReporter: { fileName: `node_modules/.stryker/${part}.json` },
	// The engine is what people copy: more is asked of its tests.
	thresholds: { high: 95, low: 90, break: part === 'session' ? 95 : 85 },
	disableTypeChecks: false,
};
