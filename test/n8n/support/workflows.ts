import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowJson } from '../../../playground/types';

/** A credential saved in n8n, as a node refers to it. `type` e.g. `sagiApi`. */
export interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

/** One node. Its name is how connections and outputs find it. */
export function node(name: string, type: string, parameters: INodeParameters = {}, more: Partial<INode> = {}): INode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters, ...more };
}

/** A node of this package, e.g. `keyringNode('Branch', 'sagi', credential, { resource: 'branch', operation: 'get' })`. */
export function keyringNode(
	name: string,
	provider: string,
	credential: SavedCredential,
	parameters: INodeParameters,
): INode {
	return node(name, `n8n-nodes-keyring.${provider}`, parameters, { credentials: reference(credential) });
}

/** n8n's HTTP Request node with one of our credentials as "Predefined Credential Type". */
export function httpRequest(
	name: string,
	credential: SavedCredential,
	request: { method?: string; url: string; body?: unknown; options?: INodeParameters },
): INode {
	const { method = 'GET', url, body, options = {} } = request;
	const sent = body === undefined ? {} : { sendBody: true, specifyBody: 'json', jsonBody: JSON.stringify(body) };
	const login = { authentication: 'predefinedCredentialType', nodeCredentialType: credential.type };
	return node(
		name,
		'n8n-nodes-base.httpRequest',
		{ method, url, ...login, ...sent, options },
		{ typeVersion: 4.2, credentials: reference(credential) },
	);
}

/** n8n's Code node: `code` gets `items` and returns items. Runs in the task runner. */
export function code(name: string, jsCode: string): INode {
	return node(name, 'n8n-nodes-base.code', { jsCode }, { typeVersion: 2 });
}

/** A Code node that gives this many items: `{ index: 0 }`, `{ index: 1 }`, … */
export function items(count: number, name = 'Items'): INode {
	return code(name, `return Array.from({ length: ${count} }, (_, index) => ({ json: { index } }));`);
}

/** Manual Trigger → the nodes, one after another. */
export function manual(...nodes: INode[]): WorkflowJson {
	return chain(node('Start', 'n8n-nodes-base.manualTrigger'), ...nodes);
}

/** Webhook → the nodes. The caller of POST /webhook/`path` gets the last node's items when all is done. */
export function webhook(path: string, ...nodes: INode[]): WorkflowJson {
	const parameters = { path, httpMethod: 'POST', responseMode: 'lastNode', responseData: 'allEntries', options: {} };
	const trigger = node('Webhook', 'n8n-nodes-base.webhook', parameters, { typeVersion: 2, webhookId: randomUUID() });
	return chain(trigger, ...nodes);
}

/** Schedule Trigger → the nodes, every so many seconds. */
export function every(seconds: number, ...nodes: INode[]): WorkflowJson {
	const rule = { interval: [{ field: 'seconds', secondsInterval: seconds }] };
	return chain(node('Schedule', 'n8n-nodes-base.scheduleTrigger', { rule }, { typeVersion: 1.2 }), ...nodes);
}

/** The nodes, each connected to the next. */
export function chain(...nodes: INode[]): WorkflowJson {
	const connections: WorkflowJson['connections'] = {};
	nodes.forEach(({ name }, index) => {
		const next = nodes[index + 1];
		if (next) connections[name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
	});
	const placed = nodes.map((each, index) => ({ ...each, position: [index * 220, 0] as [number, number] }));
	return { name: `Test ${randomUUID()}`, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}

function reference({ type, id, name }: SavedCredential): INode['credentials'] {
	return { [type]: { id, name } };
}
