import { GigmaTrigger } from '../../nodes/Gigma/GigmaTrigger.node';
import { REMEMBERED } from '../../nodes/shared/webhook/seenOnce';
import { isSigned } from '../../nodes/shared/webhook/signature';
import { GIGMA_WEBHOOK_SECRET, orderPaid } from '../../sandbox/gigma';
import type { Delivery } from '../../sandbox/machinery/provider';

const SECRET = GIGMA_WEBHOOK_SECRET;
let workflows = 0;

/** One trigger in an active workflow: what n8n hands to its `webhook`. */
function trigger(secret: string = SECRET, kept: { [key: string]: unknown } = {}, id = `workflow ${++workflows}`) {
	const deliver = async ({ headers, body }: Delivery) => {
		const answered: { status?: number; body?: unknown } = {};
		const response = {
			status: (status: number) => Object.assign(response, void (answered.status = status)),
			json: (told: unknown) => void (answered.body = told),
		};
		const context = {
			getCredentials: async () => ({ webhookSecret: secret }),
			getRequestObject: () => ({ rawBody: Buffer.from(body) }),
			getResponseObject: () => response,
			getHeaderData: () => headers,
			getNode: () => ({ id: 'node' }),
			getWorkflow: () => ({ id }),
			getMode: () => 'webhook',
			getWorkflowStaticData: () => kept,
		};
		const result = await new GigmaTrigger().webhook.call(context as never);
		return { ...result, ...answered };
	};
	return { deliver, kept };
}

const MINUTE = 60_000;

it('starts the workflow with the body of Gigma and the ID of the delivery', async () => {
	const { workflowData } = await trigger().deliver(orderPaid());
	expect(workflowData).toEqual([
		[
			{
				json: {
					...(JSON.parse(orderPaid().body) as object),
					occurred_at: expect.any(String),
					order: expect.objectContaining({ id: 1001, final_price: '990.00' }),
					delivery_id: 'delivery-1',
				},
			},
		],
	]);
});

it('keeps every digit of a long ID', async () => {
	const order = '1988850967616960001' as unknown as number;
	const { headers, body } = orderPaid({ order });
	const { workflowData } = await trigger().deliver({ headers, body });
	expect(workflowData?.[0]?.[0]?.json).toMatchObject({ order: { id: String(order) } });
});

describe('starts nothing, with HTTP 401, for', () => {
	const good = orderPaid();
	it.each([
		['another secret', orderPaid({ secret: 'wrong' })],
		['no signature', { ...good, headers: { ...good.headers, 'x-signature': '' } }],
		['a signature without sha256=', { ...good, headers: { ...good.headers, 'x-signature': 'a'.repeat(64) } }],
		[
			'half a signature',
			{ ...good, headers: { ...good.headers, 'x-signature': good.headers['x-signature']!.slice(0, 20) } },
		],
		['a changed body', { ...good, body: good.body.replace('990.00', '1.00') }],
		['a body with one space more', { ...good, body: `${good.body} ` }],
		[
			'another timestamp',
			{ ...good, headers: { ...good.headers, 'x-webhook-timestamp': String(Math.floor(Date.now() / 1000) - 1) } },
		],
		['no timestamp', { ...good, headers: { ...good.headers, 'x-webhook-timestamp': '' } }],
		['a delivery of six minutes ago', orderPaid({ at: Date.now() - 6 * MINUTE })],
		['a delivery of the future', orderPaid({ at: Date.now() + 6 * MINUTE })],
	])('%s', async (_, delivery) => {
		const result = await trigger().deliver(delivery);
		expect(result).toMatchObject({ noWebhookResponse: true, status: 401 });
		expect(result.workflowData).toBeUndefined();
	});

	it('an empty secret, whatever it is signed with', async () => {
		const result = await trigger('').deliver(orderPaid({ secret: '' }));
		expect(result).toMatchObject({ status: 401 });
	});
});

it.each([4, -4])('takes a clock that is %i minutes away', (minutes) => {
	const { headers, body } = orderPaid({ at: Date.now() + minutes * MINUTE });
	const [timestamp, signature] = [headers['x-webhook-timestamp']!, headers['x-signature']!];
	expect(isSigned({ body: Buffer.from(body), timestamp, signature }, SECRET, Date.now())).toBe(true);
});

it('starts once for an event, also where it is delivered again, signed anew or under another header', async () => {
	const { deliver, kept } = trigger();
	expect(await deliver(orderPaid())).toHaveProperty('workflowData');
	const again = orderPaid({ deliveryId: 'delivery-2', at: Date.now() + 1000 });
	again.headers['x-webhook-event-id'] = 'another';
	const result = await deliver(again);
	expect(result).not.toHaveProperty('workflowData');
	expect(result.webhookResponse).toMatchObject({ ok: true, started: false });
	expect(kept).toEqual({ seen: ['order.paid:1001:free'] });
});

it('starts once for two deliveries at the same moment, of which n8n has saved none', async () => {
	const [first, second] = [trigger(SECRET, {}, 'one workflow'), trigger(SECRET, {}, 'one workflow')];
	const results = [await first.deliver(orderPaid()), await second.deliver(orderPaid())];
	expect(results.filter(({ workflowData }) => workflowData)).toHaveLength(1);
});

it('starts for each of two triggers, and for each order', async () => {
	expect(await trigger().deliver(orderPaid())).toHaveProperty('workflowData');
	const other = trigger();
	expect(await other.deliver(orderPaid())).toHaveProperty('workflowData');
	expect(await other.deliver(orderPaid({ order: 1002 }))).toHaveProperty('workflowData');
});

it('forgets the oldest of more events than it remembers', async () => {
	const { deliver, kept } = trigger();
	for (let order = 0; order <= REMEMBERED; order++) await deliver(orderPaid({ order }));
	expect(kept.seen).toHaveLength(REMEMBERED);
	expect(kept.seen).not.toContain('order.paid:0:free');
});

it('can be activated only with a secret in the credential', async () => {
	const { create } = new GigmaTrigger().webhookMethods.default;
	const hook = (webhookSecret: unknown) =>
		({ getCredentials: async () => ({ webhookSecret }), getNode: () => ({ name: 'Gigma Trigger' }) }) as never;
	expect(await create.call(hook('secret'))).toBe(true);
	await expect(create.call(hook(' '))).rejects.toThrow('The credential has no webhook secret');
});
