import type { IDataObject, IWebhookResponseData } from 'n8n-workflow';

import { PlusofonApi } from '../../credentials/PlusofonApi.credentials';
import { deliveryId, isSecret, type Kept } from '../../nodes/Plusofon/trigger/deliveries';
import { PlusofonTrigger } from '../../nodes/Plusofon/PlusofonTrigger.node';
import { PLUSOFON_API_TOKEN, PLUSOFON_NUMBERS } from '../../sandbox/plusofon';
import { contextOf, StoredCredential } from '../support/n8nInProcess';
import { usePlusofon } from '../support/plusofon';

const pf = usePlusofon();
const URL = 'https://n8n.example/webhook/1/plusofon';
const SECRET = 'a1'.repeat(16);
const { mobile } = PLUSOFON_NUMBERS;
const MESSAGE = { src_number: '79993332210', dst_number: mobile, content: 'да', date: '2026-01-01 10:00:00' };
let workflows = 0;
const CALL = { hook_event: 'channel_destroy', call_id: 'call-7', from: '79993332210', to: mobile, duration: '0' };

/** A trigger as n8n holds it: what it keeps, its set-up, and what comes to its address. */
function triggerOf(parameters: IDataObject, kept: Kept = {}, workflow = `workflow ${++workflows}`) {
	const node = new PlusofonTrigger();
	const fields = {
		environment: 'custom',
		baseUrl: pf.service().url,
		logInWith: 'apiToken',
		apiToken: PLUSOFON_API_TOKEN,
	};
	const credential = new StoredCredential(new PlusofonApi(), fields as never);
	const context = Object.assign(contextOf({ node, credential, parameters }), {
		getWorkflow: () => ({ id: workflow }),
		getMode: () => 'webhook',
		getWorkflowStaticData: () => kept,
		getNodeWebhookUrl: () => URL,
		getNodeParameter: (name: string) => parameters[name],
	});
	const { checkExists, create, delete: remove } = node.webhookMethods.default;
	return {
		kept,
		checkExists: async () => await checkExists.call(context as never),
		create: async () => await create.call(context as never),
		remove: async () => await remove.call(context as never),
		async deliver(body: IDataObject, secret: unknown = kept.secret ?? SECRET) {
			let status = 200;
			const response = { status: (code: number) => ((status = code), { json: () => undefined }) };
			const webhook = { getBodyData: () => body, getQueryData: () => ({ secret }), getResponseObject: () => response };
			const outcome: IWebhookResponseData = await node.webhook.call(Object.assign(context, webhook) as never);
			return { status, started: outcome.workflowData?.[0]?.map(({ json }) => json) };
		},
	};
}

const ofMessages = (kept: Kept = {}) => triggerOf({ event: 'incomingMessage', number: mobile }, kept);
const ofCalls = (kept: Kept = {}, workflow?: string) =>
	triggerOf({ event: 'callEnded', addressSecret: SECRET }, kept, workflow);

describe('P13 POST /api/v1/sms/url', () => {
	it('sends number and address with a secret of its own, and takes it back', async () => {
		const trigger = ofMessages();
		expect(await trigger.checkExists()).toBe(false);
		await trigger.create();
		expect(trigger.kept.secret).toMatch(/^[0-9a-f]{64}$/);
		expect(await trigger.checkExists()).toBe(true);
		await trigger.remove();
		expect(await trigger.checkExists()).toBe(false);
		expect(pf.sent('/api/v1/sms/url').map(({ body }) => body)).toEqual([
			{
				number: mobile,
				url: expect.stringMatching(/^https:\/\/n8n\.example\/webhook\/1\/plusofon\?secret=[0-9a-f]{64}$/),
			},
			{ number: mobile, url: '' },
		]);
		expect(trigger.kept).toEqual({});
	});

	it('is known after a restart, and set anew for another number', async () => {
		const { kept, create } = ofMessages();
		await create();
		expect(await ofMessages({ ...kept }).checkExists()).toBe(true);
		expect(await triggerOf({ event: 'incomingMessage', number: PLUSOFON_NUMBERS.second }, kept).checkExists()).toBe(
			false,
		);
	});

	it('keeps nothing where Plusofon refuses it', async () => {
		const trigger = triggerOf({ event: 'incomingMessage', number: '79990000000' });
		await expect(trigger.create()).rejects.toThrow('"Number not found."');
		expect(trigger.kept).toEqual({});
	});
});

describe('an incoming message', () => {
	it.each([
		['another secret', MESSAGE, 'f'.repeat(64)],
		['no secret', MESSAGE, undefined],
		['a list of secrets', MESSAGE, ['x']],
		['an empty secret', MESSAGE, ''],
	])('with %s gets 404 and starts nothing', async (_, body, secret) => {
		const { kept, create } = ofMessages();
		await create();
		const trigger = ofMessages(kept);
		expect(await trigger.deliver(body, secret ?? null)).toEqual({ status: 404, started: undefined });
	});

	it.each([
		['of another number', { ...MESSAGE, dst_number: '79990000000' }],
		['that is none', { hello: 1 }],
	])('%s gets 404 and starts nothing', async (_, body) => {
		const { kept, create } = ofMessages();
		await create();
		expect(await ofMessages(kept).deliver(body)).toEqual({ status: 404, started: undefined });
	});

	it('gets 404 where the address was never given out, whatever the secret', async () => {
		for (const secret of ['', null, 'x']) expect((await ofMessages().deliver(MESSAGE, secret)).status).toBe(404);
	});
});

describe('a call that has ended', () => {
	it.each([
		{ ...CALL },
		{ ...CALL, hook_event: 'destroy' },
		{ call_id: 'only-this' },
		{ from: '1', to: '2', duration: '3' },
	])('starts the workflow once: %p', async (body) => {
		const trigger = ofCalls();
		expect(await trigger.deliver(body)).toEqual({ status: 200, started: [body] });
		expect(await trigger.deliver(body)).toEqual({ status: 200, started: undefined });
		expect(pf.service().requests()).toEqual([]);
	});

	it('is known by its ID: what else differs in a repetition starts nothing', async () => {
		const trigger = ofCalls();
		await trigger.deliver(CALL);
		expect((await trigger.deliver({ ...CALL, timestamp: '2' })).started).toBeUndefined();
	});

	it('gets 404 with another secret, or where it is no call', async () => {
		expect(await ofCalls().deliver(CALL, 'b1'.repeat(16))).toEqual({ status: 404, started: undefined });
		expect(await ofCalls().deliver({ hello: 1 })).toEqual({ status: 404, started: undefined });
	});

	it.each(['', 'short', 'x'.repeat(31), `${'x'.repeat(32)}/`])(
		'needs a secret that can not be guessed: %p',
		async (addressSecret) => {
			const trigger = triggerOf({ event: 'callEnded', addressSecret });
			await expect(trigger.checkExists()).rejects.toThrow('The address secret is not 32 or more letters and digits');
		},
	);
});

it('remembers after a restart what n8n has saved, as a hash without the phone', async () => {
	const before = ofCalls();
	await before.deliver(CALL);
	expect(before.kept.seen).toEqual([deliveryId(CALL)]);
	expect(deliveryId(CALL)).toMatch(/^[\w-]{22}$/);
	expect(await ofCalls(before.kept).deliver(CALL)).toEqual({ status: 200, started: undefined });
});

it('compares secrets, of whatever length and kind', () => {
	expect(isSecret(SECRET, SECRET)).toBe(true);
	for (const no of [`${SECRET}a`, SECRET.slice(1), '', undefined, 7, [SECRET]])
		expect(isSecret(no, SECRET)).toBe(false);
	expect(isSecret('', '')).toBe(false);
});
