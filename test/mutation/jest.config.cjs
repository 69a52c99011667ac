const { QUICK_ENV, PARTS } = require('./parts.cjs');

Object.assign(process.env, QUICK_ENV);

/** The quick tests of one part. */
module.exports = {
	rootDir: '../..',
	testEnvironment: require.resolve('./environment.cjs'),
	modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/'],
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false, tsconfig: 'tsconfig.dev.json' }] },
	setupFiles: ['<rootDir>/test/support/setup.ts'],
	testMatch: PARTS[process.env.KEYRING_PART].tests.map((name) => `<rootDir>/test/${name}.test.{ts,cjs}`),
	testSequencer: require.resolve('./sequencer.cjs'),
	runtime: require.resolve('./runtime.cjs'),
	runner: require.resolve('./runner.cjs'),
	testTimeout: 60_000,
};
