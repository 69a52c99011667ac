/**
 * n8n sets an isolate up for each execution's expressions before it knows whether there is one, which is two thirds of what an
 * execution costs it. There are thousands in these tests: theirs wait for the first expression. CI runs n8n as it comes.
 */
export const ISOLATES_ON_DEMAND: NodeJS.ProcessEnv = process.env.CI
	? {}
	: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
