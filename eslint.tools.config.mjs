import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Lint rules of what n8n does not load: sandbox, playground, tests, benchmarks, and the package for Node-RED. The shipped sources follow eslint.config.mjs. */
export default tseslint.config(
	{ ignores: ['dist', 'node_modules'] },
	{
		files: ['{sandbox,playground,test,bench,node-red}/**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
	},
);
