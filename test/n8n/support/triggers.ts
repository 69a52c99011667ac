import { randomUUID } from 'node:crypto';
import axios from 'axios';

import type { N8nClient } from '../../../playground/client';
import { outputOf } from '../../../playground/execution';
import type { RemoteSandbox } from '../../../sandbox/client';
import { GIGMA_APP_TOKEN, GIGMA_WEBHOOK_SECRET, orderPaid } from '../../../sandbox/gigma';
import { PLUSOFON_ACCOUNT, PLUSOFON_NUMBERS } from '../../../sandbox/plusofon';
import { createCredential, waitForExecutions } from './n8n';
import { smartSatu } from './operations/smartSatu';
import { chain, keyringNode, node, type SavedCredential } from './workflows';

const http = axios.create({ proxy: false, validateStatus: () => true });

/** What deliveries are known by. */
export interface DeliverySecrets {
	/** Signs what Gigma sends. */
	webhook: string;
	/** Stands in the address of ended calls. */
	address: string;
	/** What is entered for it in the panel: itself, or an expression that gives it. */
	addressField: string;
}

const USUAL: DeliverySecrets = {
	webhook: GIGMA_WEBHOOK_SECRET,
	address: 'a1'.repeat(16),
	addressField: 'a1'.repeat(16),
};

/** What the triggers answer to a delivery that is for them. */
export const ACCEPTED = [{ status: 200 }, { status: 200 }, { status: 200 }];

/** Which trigger a workflow begins with. */
export type TriggerName = 'gigma' | 'message' | 'call' | 'smartSatu';

/** A workflow of each trigger, active in an n8n. */
export interface Triggers {
	/** The credentials of the workflows. */
	credentials: SavedCredential[];
	/**
	 * Hands this event to the three triggers with an address.
	 * @param secrets what it is signed and addressed with
	 * @returns the answers
	 */
	deliver(event: number, secrets?: DeliverySecrets): Promise<Array<{ status: number; data: unknown }>>;
	/** Waits until each workflow has ended so many runs. @returns what the last of each was given */
	ended(runs: Record<TriggerName, number>): Promise<Record<TriggerName, object[]>>;
	/** How many runs each workflow has, at this moment. */
	runs(): Promise<Record<TriggerName, number>>;
	/** How often orders were asked for. */
	polls(): Promise<number>;
	/** The addresses that were set for incoming messages. */
	setUrls(): Promise<string[]>;
	/** Takes the workflows out of service: one that polls would be counted with what follows. */
	stop(): Promise<void>;
}

/**
 * Saves and activates a workflow of each trigger.
 * @param client gives the n8n of the moment: it changes with a restart
 */
export async function activateTriggers(
	client: () => N8nClient,
	url: string,
	sandbox: RemoteSandbox,
	secrets: DeliverySecrets = USUAL,
): Promise<Triggers> {
	const { login: email, password } = PLUSOFON_ACCOUNT;
	const custom = (baseUrl: string) => ({ environment: 'custom', baseUrl });
	const gigma = {
		...custom(sandbox.gigma.url),
		applicationToken: GIGMA_APP_TOKEN,
		webhookSecret: secrets.webhook,
	};
	const plusofon = { ...custom(sandbox.plusofon.url), logInWith: 'emailPassword', email, password };
	const ofGigma = await createCredential(client(), 'gigmaApi', gigma);
	const ofPlusofon = await createCredential(client(), 'plusofonApi', plusofon);
	const ofSmartSatu = await createCredential(client(), 'smartSatuApi', await smartSatu.credential(sandbox));

	const activate = async (type: string, credential: SavedCredential, parameters = {}) => {
		const webhookId = randomUUID();
		const trigger = { ...keyringNode('Trigger', type, credential, parameters), webhookId };
		return { webhookId, id: await client().publish(chain(trigger, node('After', 'n8n-nodes-base.noOp'))) };
	};
	const number = { __rl: true, mode: 'list', value: PLUSOFON_NUMBERS.mobile };
	const workflows: Record<TriggerName, { id: string; webhookId: string }> = {
		gigma: await activate('gigmaTrigger', ofGigma),
		message: await activate('plusofonTrigger', ofPlusofon, { event: 'incomingMessage', number }),
		call: await activate('plusofonTrigger', ofPlusofon, { event: 'callEnded', addressSecret: secrets.addressField }),
		smartSatu: await activate('smartSatuTrigger', ofSmartSatu, { firstRun: 'all' }),
	};
	const ofEach = async <T>(give: (name: TriggerName, id: string) => Promise<T>): Promise<Record<TriggerName, T>> => {
		const entries = Object.entries(workflows) as Array<[TriggerName, { id: string }]>;
		const given = await Promise.all(entries.map(async ([name, { id }]) => [name, await give(name, id)] as const));
		return Object.fromEntries(given) as Record<TriggerName, T>;
	};
	const setUrls = async () =>
		(await sandbox.plusofon.requests())
			.filter(({ operation }) => operation === 'P13 setMessageUrl')
			.map(({ body }) => (JSON.parse(body) as { url: string }).url);

	return {
		setUrls,
		stop: async () => void (await ofEach(async (_name, id) => await client().deactivate(id))),
		polls: async () =>
			(await sandbox.smartSatu.requests()).filter(({ operation }) => operation === 'listOrders').length,
		credentials: [ofGigma, ofPlusofon, ofSmartSatu],
		async deliver(event, { webhook, address } = secrets) {
			const [messages] = await setUrls();
			const { headers, body } = orderPaid({ order: event, secret: webhook });
			const message = { src_number: '79993332210', dst_number: PLUSOFON_NUMBERS.mobile, content: `message ${event}` };
			const call = { call_id: `call ${event}`, from: '79993332210', hook_event: 'channel_destroy' };
			const answers = [
				await http.post(`${url}/webhook/${workflows.gigma.webhookId}/gigma`, body, { headers }),
				await http.post(`${url}${messages!.slice(new URL(messages!).origin.length)}`, message),
				await http.post(`${url}/webhook/${workflows.call.webhookId}/plusofon?secret=${address}`, call),
			];
			return answers.map(({ status, data }) => ({ status, data: data as unknown }));
		},
		ended: async (runs) =>
			await ofEach(async (name, id) => {
				const [last] = await waitForExecutions(client(), id, runs[name]);
				return outputOf(await client().execution(last!.id), 'After');
			}),
		runs: async () => await ofEach(async (_, id) => (await client().executions({ workflowId: id })).length),
	};
}
