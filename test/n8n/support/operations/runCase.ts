import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { N8nClient } from '../../../../playground/client';
import type { RemoteSandbox } from '../../../../sandbox/client';
import { createCredential } from '../n8n';
import { keyringNode } from '../workflows';
import { inWebhookWorkflow, type Runner } from './runners';
import type { Items, NodeCases, OperationCase } from './types';

/** What came of a case: the items that the node gave, and what the sandbox has seen. */
export interface CaseRun {
	given: INodeExecutionData[];
	/** Operations that the sandbox answered with success, sorted. */
	served: Array<string | null>;
	/** Why the provider's document does not allow a request that was sent. */
	againstDocument: string[];
}

/**
 * Runs one case on an account of its own.
 * @param how with both items in order, or with the one that fails and "On Error" set to "Continue"
 */
export async function runCase(
	n8n: N8nClient,
	sandbox: RemoteSandbox,
	tested: NodeCases,
	one: OperationCase,
	how: 'healthy' | 'failing' = 'healthy',
	run: Runner = inWebhookWorkflow,
): Promise<CaseRun> {
	const failing = how === 'failing' ? one.failing : undefined;
	const fields = { ...(await tested.credential(sandbox)), ...one.credential, ...failing?.credential };
	const items = await itemsFor(one, sandbox, fields);
	if (failing?.values) Object.assign(items[failing.item as 0 | 1], failing.values);
	const credential = await createCredential(n8n, tested.credentialType, fields);
	const nodeWith = (parameters: INodeParameters): INode =>
		keyringNode('Keyring', tested.node.description.name, credential, parameters);
	if (one.before && !failing?.credential) await inWebhookWorkflow(n8n, nodeWith(one.before), [fields]);

	const service = sandbox[tested.provider];
	await service.setFaults(failing?.faults ?? one.faults ?? []);
	const seen = (await service.requests()).at(-1)?.seq ?? 0;
	const { resource, operation, parameters } = one;
	const ready = nodeWith({ resource, operation, ...parameters });
	const given = await run(n8n, failing ? { ...ready, onError: 'continueRegularOutput' } : ready, items);
	const requests = await service.requests(seen);
	return {
		given,
		served: requests
			.filter(({ status }) => status === 200 || status === 201)
			.map((each) => each.operation)
			.sort(),
		againstDocument: requests.flatMap(({ refusedByDocument }) => refusedByDocument ?? []),
	};
}

async function itemsFor(one: OperationCase, sandbox: RemoteSandbox, credential: IDataObject): Promise<Items> {
	const { items = [{ at: 1 }, { at: 2 }] } = one;
	return structuredClone(typeof items === 'function' ? await items({ sandbox, credential }) : items);
}
