/**
 * n8n sets an isolate up for each execution's expressions before it knows whether there is one, which is two thirds of what an
 * execution costs it. There are thousands in the n8n that tests share: theirs wait for the first expression. Every other n8n runs as
 * it comes: that of restarts and cold starts, and `npm start`'s.
 */
export const ISOLATES_ON_DEMAND: NodeJS.ProcessEnv = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
