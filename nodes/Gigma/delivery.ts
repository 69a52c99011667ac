import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerText, isObject } from '../../providers/fields';
import type { Json } from '../../providers/types';
import { parseLossless } from '../../http/json';
import { eventSource, isFirst } from '../shared/webhook/seenOnce';
import { isSigned } from '../shared/webhook/signature';

const EVENT = 'order.paid';

/** Answers without starting anything. */
function turnAway(trigger: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	trigger.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

function parsed(body: Buffer): Json {
	try {
		return parseLossless(body.toString('utf8'));
	} catch {
		return null;
	}
}

/**
 * One delivery of Gigma's (Gigma_skiils, receive-order-paid-webhook): signed over its raw body less than five minutes ago, and each
 * event once. The event's ID is taken from the body, which is signed, before the header, which is not.
 *
 * Shape of the item: Gigma's body `{event, event_id, occurred_at, order, counterparty, shop}` and `delivery_id`, long IDs as text
 */
export async function answerDelivery(trigger: IWebhookFunctions, secret: string): Promise<IWebhookResponseData> {
	const request = trigger.getRequestObject() as ReturnType<IWebhookFunctions['getRequestObject']> & {
		rawBody?: Buffer;
		readRawBody?: () => Promise<void>;
	};
	const header = (name: string) => String(trigger.getHeaderData()[name] ?? '');
	if (!request.rawBody) await request.readRawBody?.();
	const body = request.rawBody ?? Buffer.alloc(0);
	const signed = { body, timestamp: header('x-webhook-timestamp'), signature: header('x-signature') };
	if (!isSigned(signed, secret, Date.now()))
		return turnAway(trigger, 401, 'Not signed with the secret of this webhook');
	const told = parsed(body);
	if (!isObject(told)) return turnAway(trigger, 400, 'Not a JSON object');
	if (told.event !== EVENT) return { webhookResponse: { ok: true, started: false, reason: 'another event' } };
	const eventId = answerText(told.event_id) ?? header('x-webhook-event-id');
	if (eventId !== '' && !isFirst(eventSource(trigger), eventId, trigger.getWorkflowStaticData('node')))
		return { webhookResponse: { ok: true, started: false, reason: 'came before' } };
	const json = { ...told, delivery_id: header('x-webhook-delivery-id') } as IDataObject;
	return { webhookResponse: { ok: true, started: true }, workflowData: [[{ json }]] };
}
