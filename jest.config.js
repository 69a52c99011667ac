const { missingPrograms } = require('./playground/queue/installed.cjs');

/** No test replaces them. Of more, some module has a constant of the same name. */
const BUILT_INS = [
	'Array',
	'BigInt',
	'Boolean',
	'Error',
	'JSON',
	'Map',
	'Math',
	'Number',
	'Object',
	'Promise',
	'Reflect',
	'RegExp',
	'Set',
	'String',
	'Symbol',
	'TypeError',
	'WeakMap',
];

const common = {
	testEnvironment: 'node',
	// A lookup in the global object of jest's context is slow: the engine's model spent a third of its time on them.
	sandboxInjectedGlobals: BUILT_INS,
	modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/'],
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false, tsconfig: 'tsconfig.dev.json' }] },
};

/** Each worker has a real n8n of its own, started before the tests; its files run one after another. */
const n8n = {
	globalSetup: '<rootDir>/test/n8n/support/globalSetup.ts',
	globalTeardown: '<rootDir>/test/n8n/support/globalTeardown.ts',
};

/** The queue part needs PostgreSQL and Redis. CI leaves nothing out: there it fails without them. */
const leftOut = process.env.CI || missingPrograms().length === 0 ? [] : ['/test/n8n/queue\\.test\\.ts$'];

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		{
			...common,
			displayName: 'unit',
			testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
			setupFiles: ['<rootDir>/test/support/setup.ts'],
		},
		{
			...common,
			displayName: 'contract',
			testMatch: ['<rootDir>/test/contract/**/*.test.ts'],
			setupFiles: ['<rootDir>/test/support/setup.ts'],
		},
		{
			...common,
			displayName: 'safety',
			testMatch: ['<rootDir>/test/safety/*.test.ts'],
			setupFiles: ['<rootDir>/test/support/setup.ts', '<rootDir>/test/safety/support/seed.ts'],
		},
		{ ...common, displayName: 'orders', testMatch: ['<rootDir>/test/orders/*.test.ts'] },
		{
			...common,
			...n8n,
			displayName: 'safety in n8n',
			globalSetup: '<rootDir>/test/safety/n8n/globalSetup.ts',
			testMatch: ['<rootDir>/test/safety/n8n/*.test.ts'],
		},
		{
			...common,
			...n8n,
			displayName: 'n8n',
			testMatch: ['<rootDir>/test/n8n/**/*.test.ts'],
			testPathIgnorePatterns: ['/node_modules/', ...leftOut],
		},
		{
			...common,
			globalSetup: '<rootDir>/test/servers/support/globalSetup.ts',
			globalTeardown: '<rootDir>/test/servers/support/globalTeardown.ts',
			displayName: 'servers',
			testMatch: ['<rootDir>/test/servers/realServers.test.ts'],
		},
		{
			...common,
			globalSetup: '<rootDir>/test/servers/support/globalSetup.ts',
			globalTeardown: '<rootDir>/test/servers/support/globalTeardown.ts',
			displayName: 'large servers',
			testMatch: ['<rootDir>/test/servers/largeServers*.test.ts'],
		},
		{
			...common,
			globalSetup: '<rootDir>/test/nodeRed/support/globalSetup.ts',
			globalTeardown: '<rootDir>/test/nodeRed/support/globalTeardown.ts',
			displayName: 'Node-RED',
			testMatch: ['<rootDir>/test/nodeRed/*.test.ts'],
		},
		{
			...common,
			...n8n,
			displayName: 'browser',
			testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
			setupFilesAfterEnv: ['<rootDir>/test/browser/retry.ts'],
		},
	],
	// On two cores: lanes of n8n wait more than they work.
	maxWorkers: 4,
	testSequencer: '<rootDir>/test/support/longestFirst.cjs',
	// What n8n's core leaves behind in a process, an AsyncLocalStorage a test file, makes every promise of later files dearer (Node 20).
	workerIdleMemoryLimit: '400MB',
	testTimeout: 120_000,
};
