import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import type { WorkflowJson } from '../playground/types';
import { chain, httpRequest, items, keyringNode, node, type SavedCredential } from '../test/n8n/support/workflows';
import { DEFAULT_IN_FLIGHT, type CaseKey, type Row } from './plan';

/** A path of Sagi's that answers a small object. */
export const PATH = '/api/v1/promoters/find';
/** The node that is measured. */
export const MEASURED = 'Measured';

/** The case as a workflow: a webhook that is answered, without data, when all items are through. */
export function workflowOf(key: CaseKey, row: Row, serverUrl: string, credential: SavedCredential): WorkflowJson {
	const path = randomUUID();
	const parameters = { path, httpMethod: 'POST', responseMode: 'lastNode', responseData: 'noData', options: {} };
	const trigger = node('Webhook', 'n8n-nodes-base.webhook', parameters, { typeVersion: 2, webhookId: path });
	return chain(trigger, items(row.items), measuredNode(key, row, serverUrl, credential));
}

/** Where the workflow's webhook is called. */
export function webhookPathOf({ nodes }: WorkflowJson): string {
	return String(nodes[0]?.parameters.path);
}

function measuredNode(key: CaseKey, { inFlight }: Row, serverUrl: string, credential: SavedCredential): INode {
	const isFixed = key === 'tenInFlight' || inFlight !== DEFAULT_IN_FLIGHT;
	const options = isFixed ? { requestOptions: { itemsInFlight: inFlight } } : {};
	switch (key) {
		case 'httpRequest':
			return httpRequest(MEASURED, credential, { url: `${serverUrl}${PATH}` });
		case 'apiRequest':
		case 'tenInFlight':
		case 'renewal':
			return keyringNode(MEASURED, 'sagi', credential, {
				...{ resource: 'apiRequest', operation: 'send', method: 'GET', path: PATH },
				...options,
			});
		case 'branch':
			return keyringNode(MEASURED, 'sagi', credential, { resource: 'branch', operation: 'get', ...options });
		case 'control':
			return node(MEASURED, 'n8n-nodes-control.control', { url: `${serverUrl}${PATH}`, itemsInFlight: inFlight });
		case 'axios':
		case 'axiosClosing':
		case 'axiosKeeping':
			throw new Error('The bare loop is no workflow');
	}
}
