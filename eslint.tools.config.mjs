import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Lint rules of what is not shipped: sandbox, playground, tests, benchmarks. The shipped sources follow eslint.config.mjs. */
export default tseslint.config(
	{ ignores: ['dist', 'node_modules'] },
	{
		files: ['{sandbox,playground,test,bench}/**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
	},
);
