import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import type { N8nClient } from '../../../playground/client';
import { triggerOf } from '../../../playground/trigger';
import type { Execution, ExecutionSummary, WorkflowJson } from '../../../playground/types';
import { webhook, type SavedCredential } from './workflows';

const POLL_MS = 20;

/** Creates a credential with a name of its own and returns how nodes refer to it. */
export async function createCredential(
	client: N8nClient,
	type: string,
	data: Record<string, unknown>,
): Promise<SavedCredential> {
	const name = `${type} ${randomUUID()}`;
	return { id: await client.createCredential({ name, type, data }), name, type };
}

/** Saves a workflow with a Manual Trigger and runs it once, to the end. A failed run is returned as well. */
export async function runWorkflow(client: N8nClient, workflow: WorkflowJson): Promise<Execution> {
	return await client.runManually(await client.createWorkflow(workflow), { startNode: triggerOf(workflow) });
}

/** An active workflow behind a webhook. */
export interface PublishedWebhook {
	id: string;
	/** Runs it once and returns the last node's items. @throws N8nRequestError when the run failed */
	call<T = Array<Record<string, unknown>>>(body?: unknown, signal?: AbortSignal): Promise<T>;
}

/** Webhook → the nodes, saved and active: the quickest way to run nodes many times (about 50 ms a run). */
export async function publishWebhook(client: N8nClient, ...nodes: INode[]): Promise<PublishedWebhook> {
	const path = randomUUID();
	const id = await client.publish(webhook(path, ...nodes));
	return { id, call: async <T>(body?: unknown, signal?: AbortSignal) => await client.webhook<T>(path, body, signal) };
}

/**
 * Waits until a workflow has run `count` times.
 * @returns the finished executions, newest first
 * @throws Error when it has not within `withinMs`
 */
export async function waitForExecutions(
	client: N8nClient,
	workflowId: string,
	count: number,
	withinMs = 30_000,
): Promise<ExecutionSummary[]> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const all = await client.executions({ workflowId });
		const finished = all.filter(({ status }) => !['new', 'running', 'waiting'].includes(status));
		if (finished.length >= count) return finished;
		if (Date.now() > deadline) {
			const seen = JSON.stringify(all.map(({ id, status }) => ({ id, status })));
			throw new Error(`Workflow ${workflowId} has finished ${finished.length} of ${count} runs: ${seen}`);
		}
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}
