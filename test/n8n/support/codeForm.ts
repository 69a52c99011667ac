import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { AxiosResponse } from 'axios';
import type { INodeParameters } from 'n8n-workflow';

import type { N8nClient } from '../../../playground/client';
import { outputOf } from '../../../playground/execution';
import type { Execution } from '../../../playground/types';
import { pages } from './forms';
import { waitForExecutions } from './n8n';
import { chain, code, keyringNode, node, type SavedCredential } from './workflows';

const POLL_MS = 50;
const FINISHED_WITHIN_MS = 100_000;

/** Session → Log In With Code. */
export const CODE_LOG_IN = { resource: 'session', operation: 'logInWithCode', giveUpAfter: 10 };

/** An execution that waits for a code. */
export interface Waiting {
	/** The address of the form, as a node before it can send it to a person. */
	link: string;
	open(): Promise<AxiosResponse<string>>;
	/** Sends the form, e.g. `{ code: '0042' }`. */
	send(fields: Record<string, string>): Promise<AxiosResponse<string>>;
	/** The workflow's own end. */
	finished(): Promise<Execution>;
}

/** What the workflow begins with: a webhook, and the link of the form, which a node can send to a person. */
const beginning = (path: string) => [
	node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
		{ typeVersion: 2, webhookId: path },
	),
	node(
		'Link',
		'n8n-nodes-base.set',
		{
			mode: 'raw',
			jsonOutput: '={{ { "link": $execution.resumeUrl, "phone": $json.body.phone, "phones": $json.body.phones } }}',
			options: {},
		},
		{ typeVersion: 3.4 },
	),
];

const logInNode = (provider: string, credential: SavedCredential, parameters: INodeParameters) =>
	keyringNode('Log In With Code', provider, credential, { ...CODE_LOG_IN, ...parameters });

/**
 * Webhook → the link of the form → the log-in → a node that only passes on; called once, with a phone.
 * @throws Error when the execution ends instead of waiting
 */
export async function startWaiting(
	client: N8nClient,
	provider: string,
	credential: SavedCredential,
	parameters: INodeParameters,
): Promise<Waiting> {
	const path = randomUUID();
	const nodes = [...beginning(path), logInNode(provider, credential, parameters), node('After', 'n8n-nodes-base.noOp')];
	const workflowId = await client.publish(chain(...nodes));
	await client.webhook(path, { phone: '+7 999 999-99-90' });
	return await untilWaiting(client, workflowId);
}

/**
 * The same for one phone after another, as "Loop Over Items" gives them.
 * @returns what waits for each of them; it must be asked for in turn
 */
export async function startLoop(
	client: N8nClient,
	provider: string,
	credential: SavedCredential,
	phones: string[],
): Promise<(person: number) => Promise<Waiting>> {
	const path = randomUUID();
	const logIn = logInNode(provider, credential, { phone: '={{ $json.phone }}' });
	const workflow = chain(
		...beginning(path),
		code('People', 'return $input.first().json.phones.map((phone) => ({ json: { phone } }));'),
		node('Loop', 'n8n-nodes-base.splitInBatches', { options: {} }, { typeVersion: 3 }),
		node('After', 'n8n-nodes-base.noOp'),
		logIn,
	);
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	workflow.connections.Loop = { main: [to('After'), to(logIn.name)] };
	workflow.connections[logIn.name] = { main: [to('Loop')] };
	delete workflow.connections.After;
	const workflowId = await client.publish(workflow);
	await client.webhook(path, { phones });
	return async (person) => await untilWaiting(client, workflowId, person);
}

/** @param times how often the execution must have come to the log-in */
async function untilWaiting(client: N8nClient, workflowId: string, times = 1): Promise<Waiting> {
	for (;;) {
		const [run] = await client.executions({ workflowId });
		const execution = run && (await client.execution(run.id));
		const { error, runData = {} } = execution?.data.resultData ?? {};
		if (error) throw new Error(error.message);
		if (execution?.status === 'waiting' && (runData['Log In With Code']?.length ?? 0) >= times) {
			const address = String(outputOf(execution, 'Link')[0]!.link);
			return {
				link: address,
				open: async () => await pages.get<string>(address),
				send: async (fields) => await pages.post<string>(address, new URLSearchParams(fields)),
				async finished() {
					await waitForExecutions(client, workflowId, 1, FINISHED_WITHIN_MS);
					return await client.execution(execution.id);
				},
			};
		}
		await sleep(POLL_MS);
	}
}
