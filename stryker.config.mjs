/**
 * `npm run test:mutation`: changes the code in a thousand small ways and sees whether the quick tests notice.
 * One folder: `npm run test:mutation -- --mutate 'session/*.ts'`.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: ['session/*.ts', 'transport/*.ts', 'providers/**/*.ts'],
	testRunner: 'jest',
	jest: { configFile: 'test/mutation/jest.config.cjs' },
	coverageAnalysis: 'perTest',
	// What a mutant changes while a module is loaded is tested by every test: hours for little.
	ignoreStatic: true,
	// The words of messages are held by test/unit/troubleshooting.test.ts, which reads them from the code.
	mutator: { excludedMutations: ['StringLiteral'] },
	concurrency: 2,
	timeoutMS: 20_000,
	tempDirName: '.stryker-tmp',
	incremental: true,
	incrementalFile: 'node_modules/.stryker-incremental.json',
	ignorePatterns: ['dist', 'bench', 'coverage'],
	reporters: ['clear-text', 'html', 'json'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	htmlReporter: { fileName: 'node_modules/.stryker/mutation.html' },
	jsonReporter: { fileName: 'node_modules/.stryker/mutation.json' },
	disableTypeChecks: false,
};
