import { TOURS } from '../../../playground/tours';
import type { Execution, WorkflowJson } from '../../../playground/types';
import { readExample, withCredentials } from '../../../playground/workspace';
import { createCredential } from './n8n';
import { sharedN8n, sharedSandbox } from './shared';
import type { SavedCredential } from './workflows';

interface Import {
	/** What a person would change before the first run. */
	change?(workflow: WorkflowJson): void;
	/** Where it lies, if not in examples/. */
	folder?: string;
}

/** An example with new credentials of the sandbox, saved in n8n. @returns its id */
export async function imported(file: string, { change, folder }: Import = {}): Promise<string> {
	const client = sharedN8n();
	const credentials = new Map<string, SavedCredential>();
	const { urls } = await sharedSandbox();
	for (const { credential } of TOURS) {
		const { type, data } = credential(urls);
		credentials.set(type, await createCredential(client, type, data));
	}
	const workflow = withCredentials(readExample(file, folder), credentials);
	change?.(workflow);
	return await client.createWorkflow(workflow);
}

/** Runs a saved workflow from its manual trigger. It must succeed. */
export async function runByHand(id: string): Promise<Execution> {
	const client = sharedN8n();
	const { nodes } = await client.workflow(id);
	const startNode = nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger')!.name;
	const execution = await client.runManually(id, { startNode });
	expect([execution.status, execution.data.resultData.error?.message]).toEqual(['success', undefined]);
	return execution;
}
