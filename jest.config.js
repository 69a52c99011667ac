const common = {
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false, tsconfig: 'tsconfig.dev.json' }] },
};

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
			displayName: 'n8n',
			testMatch: ['<rootDir>/test/n8n/**/*.test.ts'],
			globalSetup: '<rootDir>/test/n8n/support/globalSetup.ts',
			globalTeardown: '<rootDir>/test/n8n/support/globalTeardown.ts',
		},
	],
	testTimeout: 60_000,
};
