/** Tests that play many random orders or look at memory: minutes for each mutant. */
const SLOW = ['keeperModel', 'keeperMemory', 'workerStorms', 'oldCore'];

/** The quick tests as one project: those of the sandbox itself, and of what is not mutated, are left out. */
module.exports = {
	rootDir: '../..',
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false, tsconfig: 'tsconfig.dev.json' }] },
	setupFiles: ['<rootDir>/test/support/setup.ts'],
	testMatch: [
		'<rootDir>/test/unit/**/*.test.ts',
		'<rootDir>/test/contract/**/*.test.ts',
		'<rootDir>/test/safety/*.test.ts',
	],
	testPathIgnorePatterns: [
		'/node_modules/',
		'/test/contract/sandbox/',
		'/test/unit/(architecture|collectTests|endpoints|subtitles|translations|troubleshooting|upgrades)\\.test\\.ts$',
		`/test/unit/(${SLOW.join('|')})\\.test\\.ts$`,
		// Thousands of random inputs, and sixty seconds a mutant.
		'/test/safety/(answers|inputs|hostLock)\\.test\\.ts$',
	],
	testTimeout: 60_000,
};
