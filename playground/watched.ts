import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { SAGI_IDS } from '../sandbox/sagi';
import type { ProviderKey } from '../sandbox';
import type { N8nClient } from './client';
import type { SandboxUrls } from './sandbox';
import type { WorkflowJson } from './types';
import { withCredentials, type CredentialsByType } from './workspace';

/** A harmless GET of each service, for the executions that the sandbox's page starts. */
const REQUESTS: Record<ProviderKey, string> = {
	sagi: `/api/v1/branches/${SAGI_IDS.branch}`,
	plusofon: '/api/v1/authuser',
	smartSatu: '/v1/orders',
	gigma: '/counterparty/orders',
};

/**
 * Puts a workflow for each service into n8n, which sends one request when its webhook is called, and tells the sandbox's page.
 * @param credentials the sandbox's, by type
 */
export async function letBeWatched(
	client: N8nClient,
	credentials: CredentialsByType,
	{ control }: SandboxUrls,
	n8nUrl: string,
): Promise<void> {
	const present = new Map((await client.workflows()).map(({ id, name }) => [name, id]));
	const webhooks: Record<string, string> = {};
	for (const [key, path] of Object.entries(REQUESTS) as Array<[ProviderKey, string]>) {
		const webhook = `keyring-watch-${key}`;
		const workflow = watchedWorkflow(key, path, webhook, `${control}/watch`);
		const id = present.get(workflow.name) ?? (await client.createWorkflow(workflow));
		await client.updateWorkflow(id, withCredentials(workflow, credentials));
		await client.activate(id);
		webhooks[key] = `${n8nUrl}/webhook/${webhook}`;
	}
	await axios.put(`${control}/watch/webhooks`, webhooks, { proxy: false });
}

function watchedWorkflow(key: ProviderKey, path: string, webhook: string, page: string): WorkflowJson {
	const type = `${key}Api`;
	return {
		name: `Watch ${key}`,
		nodes: [
			{
				id: randomUUID(),
				name: 'Note',
				type: 'n8n-nodes-base.stickyNote',
				typeVersion: 1,
				position: [-20, -200],
				parameters: {
					content: `Made by \`npm start\` for the page at ${page}: each execution that is started there is one call of this webhook.`,
					height: 140,
					width: 460,
				},
			},
			{
				id: randomUUID(),
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: randomUUID(),
				parameters: { path: webhook, httpMethod: 'POST', responseMode: 'lastNode', options: {} },
			},
			{
				id: randomUUID(),
				name: 'Request',
				type: `n8n-nodes-keyring.${key}`,
				typeVersion: 1,
				position: [220, 0],
				parameters: { resource: 'apiRequest', operation: 'send', method: 'GET', path },
				credentials: { [type]: { id: null, name: '' } },
			},
		],
		connections: { Webhook: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
