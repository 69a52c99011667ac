import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nClient } from '../../../../playground/client';
import { errorOf, outputOf } from '../../../../playground/execution';
import type { Execution, ExecutionSummary } from '../../../../playground/types';
import type { PublishedWebhook } from '../n8n';

/** How one call of a workflow ended. */
export interface Outcome {
	/** The last node's items. */
	items: Array<Record<string, unknown>>;
	/** The execution ended well, and n8n did not say so. */
	isLost: boolean;
}

/** Where the calls go, and how long n8n may take to answer, ms. */
interface Called {
	client: N8nClient;
	webhook: PublishedWebhook;
	/** The node whose items are the answer. */
	lastNode: string;
	answerWithinMs: number;
}

/** An execution that has just ended may have its answer on the way, ms. */
const ON_THE_WAY_MS = 2_000;
const UNFINISHED = new Set(['new', 'running', 'waiting', 'unknown']);

/**
 * Calls a workflow. Where no answer comes in time, its execution is looked up: n8n 2.41.1 in queue mode loses an answer now and
 * then, while the execution ends well.
 * @throws Error when the execution failed, whether n8n has told so or not
 */
export async function callWorkflow(
	{ client, webhook, lastNode, answerWithinMs }: Called,
	body: object,
): Promise<Outcome> {
	const id = randomUUID();
	const since = Date.now();
	const hangUp = new AbortController();
	const answered = webhook.call({ ...body, call: id }, hangUp.signal).then(
		(items) => ({ items, isLost: false }),
		async (problem: Error) => {
			// A webhook says no more than that the workflow has failed.
			const execution = hangUp.signal.aborted ? undefined : await endedExecution(client, webhook.id, id, since);
			const told = execution && errorOf(execution);
			throw told ? new Error(`${told.message}: ${told.description ?? ''}`, { cause: problem }) : problem;
		},
	);
	// Nobody waits for it any more once the execution has been found.
	answered.catch(() => undefined);
	for (;;) {
		const waited = new AbortController();
		const outcome = await Promise.race([answered, sleep(answerWithinMs, undefined, { signal: waited.signal })]).finally(
			() => waited.abort(),
		);
		if (outcome) return outcome;
		const execution = await endedExecution(client, webhook.id, id, since);
		if (!execution) continue;
		const late = await Promise.race([answered, sleep(ON_THE_WAY_MS)]);
		if (late) return late;
		hangUp.abort();
		const error = errorOf(execution);
		if (execution.status !== 'success') throw new Error(error?.message ?? `The execution is ${execution.status}`);
		return { items: outputOf(execution, lastNode), isLost: true };
	}
}

/** The execution that a call has started, if it has ended. */
async function endedExecution(
	client: N8nClient,
	workflowId: string,
	call: string,
	since: number,
): Promise<Execution | undefined> {
	const hasEnded = ({ status, startedAt }: ExecutionSummary) =>
		!UNFINISHED.has(status) && Date.parse(startedAt) >= since;
	for (const { id } of (await client.executions({ workflowId })).filter(hasEnded)) {
		const execution = await client.execution(id);
		const [item] = outputOf(execution, 'Webhook');
		if ((item?.body as { call?: string } | undefined)?.call === call) return execution;
	}
	return undefined;
}
