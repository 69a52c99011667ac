import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { AxiosResponse } from 'axios';
import type { INodeParameters } from 'n8n-workflow';

import type { N8nClient } from '../../../playground/client';
import { outputOf } from '../../../playground/execution';
import type { Execution } from '../../../playground/types';
import { pages } from './forms';
import { waitForExecutions } from './n8n';
import { chain, keyringNode, node, type SavedCredential } from './workflows';

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
	const trigger = { path, httpMethod: 'POST', responseMode: 'onReceived', options: {} };
	const link = { mode: 'raw', jsonOutput: '={{ { "link": $execution.resumeUrl, "phone": $json.body.phone } }}' };
	const workflowId = await client.publish(
		chain(
			node('Webhook', 'n8n-nodes-base.webhook', trigger, { typeVersion: 2, webhookId: path }),
			node('Link', 'n8n-nodes-base.set', { ...link, options: {} }, { typeVersion: 3.4 }),
			keyringNode('Log In With Code', provider, credential, { ...CODE_LOG_IN, ...parameters }),
			node('After', 'n8n-nodes-base.noOp'),
		),
	);
	await client.webhook(path, { phone: '+7 999 999-99-90' });
	for (;;) {
		const [run] = await client.executions({ workflowId });
		const execution = run && (await client.execution(run.id));
		if (execution?.data.resultData.error) throw new Error(execution.data.resultData.error.message);
		if (execution?.status === 'waiting') {
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
