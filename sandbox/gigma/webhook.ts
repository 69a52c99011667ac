import { createHmac } from 'node:crypto';
import type { Delivery } from '../machinery/provider';

/** The secret of the sandbox's deliveries. */
export const GIGMA_WEBHOOK_SECRET = 'sandbox-webhook-secret';

/** What differs from the usual delivery. `at`: when it is signed, Unix ms. */
interface Wishes {
	secret?: string;
	at?: number;
	order?: number;
	phone?: string | null;
	deliveryId?: string;
}

/**
 * A delivery as Gigma_skiils, receive-order-paid-webhook, describes it: `X-Signature: sha256=` and the HMAC-SHA256, in hex, of
 * timestamp (Unix s), a dot and the raw body.
 */
export function orderPaid({
	secret = GIGMA_WEBHOOK_SECRET,
	at = Date.now(),
	order = 1001,
	phone = '79999999990',
	deliveryId = 'delivery-1',
}: Wishes = {}): Delivery {
	const timestamp = String(Math.floor(at / 1000));
	const event_id = `order.paid:${order}:free`;
	const paid_at = new Date(at).toISOString();
	const body = JSON.stringify({
		event: 'order.paid',
		event_id,
		occurred_at: paid_at,
		order: { id: order, final_price: '990.00', paid_at, products: [{ id: 1, name: 'Кофе № 1', quantity: 2 }] },
		counterparty: phone === null ? null : { id: 1, phone_1: phone, email: 'customer@example.com' },
		shop: { id: 1 },
	});
	const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
	return {
		headers: {
			'content-type': 'application/json',
			'x-webhook-event': 'order.paid',
			'x-webhook-event-id': event_id,
			'x-webhook-delivery-id': deliveryId,
			'x-webhook-timestamp': timestamp,
			'x-signature': `sha256=${signature}`,
		},
		body,
	};
}
