import { randomBytes } from 'crypto';

import {
	NodeOperationError,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { phoneDigits, plusofon } from '../../providers/plusofon';
import { ProviderClient } from '../../transport/execution/client';
import { Sender } from '../../transport/execution/sender';
import { addressAt, TRIGGER } from '../shared/trigger';
import { eventSource, isFirst } from '../shared/webhook/seenOnce';
import { searchMessageNumbers } from './listSearch';
import { deliveryId, isCall, isCallEnd, isMessageFor, isSecret, type Kept } from './trigger/deliveries';
import { triggerFields } from './trigger/fields';

type Context = IHookFunctions | IWebhookFunctions;

const isOfCalls = (context: Context): boolean => context.getNodeParameter('event') === 'callEnded';

const keptOf = (context: Context): Kept => context.getWorkflowStaticData('node') as Kept;

const numberOf = (context: Context): string =>
	phoneDigits(context.getNodeParameter('number', '', { extractValue: true }), 'number');

/** @throws NodeOperationError for one that could be guessed, or that does not survive in an address */
function callSecret(context: Context): string {
	const secret = String(context.getNodeParameter('addressSecret', ''));
	if (/^[\w.~-]{32,200}$/.test(secret)) return secret;
	throw new NodeOperationError(context.getNode(), 'The address secret is not 32 or more letters and digits', {
		description: 'Make one with a password generator, enter it here, and in the address in the Plusofon portal.',
	});
}

/** Sets where incoming messages of a number go; '' for nowhere. POST /api/v1/sms/url (public client code) */
async function setMessageUrl(context: IHookFunctions, number: string, url: string): Promise<void> {
	const client = new ProviderClient(new Sender(context, plusofon));
	await client.request({ method: 'POST', path: '/api/v1/sms/url', body: { number, url } });
}

/** Starts workflows when a message comes in or a call ends. */
export class PlusofonTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Plusofon Trigger',
		name: 'plusofonTrigger',
		icon: { light: 'file:plusofon.svg', dark: 'file:plusofon.dark.svg' },
		...TRIGGER,
		subtitle: '={{ $parameter["event"] === "callEnded" ? "Call Ended" : "Incoming Message" }}',
		description: 'Starts the workflow when a message comes in at Plusofon or a call ends',
		defaults: { name: 'Plusofon Trigger' },
		credentials: [{ name: 'plusofonApi', required: true, displayOptions: { show: { event: ['incomingMessage'] } } }],
		webhooks: [addressAt('plusofon')],
		properties: triggerFields,
	};

	methods = { listSearch: { searchMessageNumbers } };

	webhookMethods = {
		default: {
			/** Whether Plusofon knows the address: after a restart of n8n nothing is sent. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				if (isOfCalls(this)) return callSecret(this) !== '';
				const { secret, number, url } = keptOf(this);
				return secret !== undefined && number === numberOf(this) && url === this.getNodeWebhookUrl('default');
			},

			async create(this: IHookFunctions): Promise<boolean> {
				const [number, url] = [numberOf(this), this.getNodeWebhookUrl('default') as string];
				const secret = randomBytes(32).toString('hex');
				await setMessageUrl(this, number, `${url}?secret=${secret}`);
				Object.assign(keptOf(this), { secret, number, url });
				return true;
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				const kept = keptOf(this);
				if (kept.number !== undefined) await setMessageUrl(this, kept.number, '');
				delete kept.secret;
				delete kept.number;
				delete kept.url;
				return true;
			},
		},
	};

	/** What is not for this workflow gets 404 and starts nothing; what comes again is accepted and starts nothing. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const kept = keptOf(this);
		const isCalls = isOfCalls(this);
		const secret = isCalls ? callSecret(this) : (kept.secret ?? '');
		const delivery = this.getBodyData();
		const isOurs =
			isSecret((this.getQueryData() as { secret?: unknown }).secret, secret) &&
			(isCalls ? isCall(delivery) : isMessageFor(delivery, kept.number ?? ''));
		if (!isOurs) {
			this.getResponseObject().status(404).json({ message: 'Not found' });
			return { noWebhookResponse: true };
		}
		this.getResponseObject().status(200).json({ success: true });
		if ((isCalls && !isCallEnd(delivery)) || !isFirst(eventSource(this), deliveryId(delivery), kept))
			return { noWebhookResponse: true };
		return { noWebhookResponse: true, workflowData: [this.helpers.returnJsonArray(delivery)] };
	}
}
