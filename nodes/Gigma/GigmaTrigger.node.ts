import {
	NodeOperationError,
	type IDataObject,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { addressAt, TRIGGER } from '../shared/trigger';
import { answerDelivery } from './delivery';

/** Starts a workflow when an order is paid: `order.paid`, the one event that Gigma sends (public rules for integrators). */
export class GigmaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Gigma Trigger',
		name: 'gigmaTrigger',
		icon: { light: 'file:gigma.svg', dark: 'file:gigma.dark.svg' },
		...TRIGGER,
		subtitle: 'Order paid',
		description: 'Starts the workflow when an order of a Gigma store is paid',
		defaults: { name: 'Gigma Trigger' },
		credentials: [{ name: 'gigmaApi', required: true }],
		webhooks: [addressAt('gigma')],
		properties: [
			{
				displayName:
					'Enter the Production URL above in Gigma as a webhook for order.paid, with the secret that stands under "Webhook Secret" in the credential. Gigma takes https addresses alone.',
				name: 'addressNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Event',
				name: 'event',
				type: 'options',
				options: [{ name: 'Order Paid', value: 'order.paid', description: 'A customer has paid an order' }],
				default: 'order.paid',
				description: 'Gigma sends no other event. Known from public rules for integrators.',
			},
		],
	};

	webhookMethods = {
		default: {
			/** Nothing is set up at Gigma, so nothing is there before. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(false);
			},
			/** Only an employee can enter the address at Gigma; what can be looked at here is the secret. */
			async create(this: IHookFunctions): Promise<boolean> {
				const { webhookSecret } = await this.getCredentials('gigmaApi');
				if (String(webhookSecret ?? '').trim() !== '') return true;
				throw new NodeOperationError(this.getNode(), 'The credential has no webhook secret', {
					description: 'Enter under "Webhook Secret" in the credential what you enter with the webhook in Gigma.',
				});
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(true);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { webhookSecret } = await this.getCredentials<{ webhookSecret?: unknown } & IDataObject>('gigmaApi');
		return await answerDelivery(this, String(webhookSecret ?? '').trim());
	}
}
