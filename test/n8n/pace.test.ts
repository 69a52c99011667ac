import { setTimeout as sleep } from 'node:timers/promises';

import { errorOf, itemsOf } from '../../playground/execution';
import { N8nRest } from '../../playground/rest';
import { createCredential, publishWebhook, runWorkflow } from './support/n8n';
import { usePacedService, type Arrival, type Reply } from './support/pacedService';
import { shared, sharedN8n } from './support/shared';
import { items, keyringNode, manual, type SavedCredential } from './support/workflows';

const n8n = sharedN8n();
const service = usePacedService();
let credential: SavedCredential;

beforeAll(async () => {
	const data = { environment: 'custom', baseUrl: service.url(), login: 'pace', password: 'pace', businessKey: 'key' };
	credential = await createCredential(n8n, 'sagiApi', data);
});

type Panel = Record<string, unknown>;
const GET = { method: 'GET' };
const POST = { method: 'POST', body: '{}' };

const request = (panel: Panel, requestOptions: Panel = {}, name = 'Request', more: object = {}) => ({
	...keyringNode(name, 'sagi', credential, {
		...{ resource: 'apiRequest', operation: 'send', path: '/api/v1/anything' },
		...panel,
		requestOptions,
	} as never),
	...more,
});

/** Runs API Request for so many items. @returns what of them failed, and the execution's error */
async function run(count: number, reply: (arrival: Arrival) => Reply, panel: Panel = GET, options: Panel = {}) {
	service.begin(reply);
	const execution = await runWorkflow(n8n, manual(items(count), request(panel, options)));
	const error = errorOf(execution);
	return {
		served: error ? [] : itemsOf(execution, 'Request'),
		error: error && { message: error.message, advice: String(error.description) },
	};
}

const statuses = (status: number) => service.seen().filter((one) => one.status === status);
const tooMany = (retryAfter?: number): Reply => ({ status: 429, retryAfter });

describe('Automatic', () => {
	it('sends up to 64 requests at once to a service far away', async () => {
		const { served } = await run(400, () => ({ afterMs: 150 }));
		expect(served).toHaveLength(400);
		expect(service.mostInside()).toBeGreaterThan(32);
		expect(service.mostInside()).toBeLessThanOrEqual(64);
	});

	it('begins with ten, and a service that answers 429 beyond 8 refuses next to nothing, and serves all', async () => {
		const { served } = await run(300, ({ inside }) => (inside > 8 ? tooMany() : { afterMs: 20 }));
		expect(served).toHaveLength(300);
		expect(service.mostInside()).toBeLessThanOrEqual(10);
		const began = service.seen()[0]!.at;
		const late = service.seen().filter(({ at }) => at > began + 1_000);
		expect(late.filter(({ status }) => status === 429).length / late.length).toBeLessThanOrEqual(0.05);
	});

	it('sends fewer to a service whose answers get slower with each request at once', async () => {
		const { served } = await run(300, ({ inside }) => ({ afterMs: 40 * (1 + (inside / 5) ** 2) }));
		expect(served).toHaveLength(300);
		expect(service.mostInside(150)).toBeLessThanOrEqual(14);
	});

	it('goes on with what an earlier node of the execution has found out', async () => {
		service.begin(() => ({ afterMs: 150 }));
		await runWorkflow(n8n, manual(items(400), request(GET), request(GET, {}, 'Again')));
		const [first] = service.seen().slice(400);
		const soon = service
			.seen()
			.slice(400)
			.filter(({ at }) => at < first!.at + 140);
		expect(soon.length).toBeGreaterThan(20);
	});

	it('leaves what writes at ten', async () => {
		const { served } = await run(100, () => ({ afterMs: 50 }), POST);
		expect(served).toHaveLength(100);
		expect(service.mostInside()).toBe(10);
	});
});

it.each([5, 10, 30])('a saved workflow with %i items in flight keeps them', async (itemsInFlight) => {
	await run(150, () => ({ afterMs: 100 }), GET, { itemsInFlight });
	expect(service.mostInside()).toBe(itemsInFlight);
});

describe('a service that asks to wait', () => {
	it.each([
		['429 to a GET', GET, tooMany(2), 2],
		['429 to a POST', POST, tooMany(2), 2],
		['429 that does not say how long', POST, tooMany(), 1],
		['503 to a GET', GET, { status: 503, retryAfter: 2 }, 2],
	])('gets the request again after that time, and no other meanwhile: %s', async (_, panel, refusal, seconds) => {
		const { served } = await run(60, ({ nth }) => (nth === 5 ? refusal : { afterMs: 30 }), panel);
		expect(served).toHaveLength(60);
		expect(service.seen()).toHaveLength(61);
		const refusedAt = service.seen()[4]!.at;
		const meanwhile = service.seen().filter(({ at }) => at > refusedAt + 300 && at < refusedAt + seconds * 1_000 - 50);
		expect(meanwhile).toEqual([]);
	});

	it('is given up on where that would take more than a minute, and told of with how often and how long', async () => {
		const { error } = await run(1, ({ nth }) => tooMany(nth < 3 ? 1 : 120), POST);
		expect(error?.message).toContain('asks to slow down');
		expect(error?.advice).toMatch(/^It was sent 2 times more within 2 s\. The service asks to wait 120 s\. Send fewer/);
		expect(service.seen()).toHaveLength(3);
	});

	it.each([
		['that is switched off', GET, tooMany(1), { waitWhenAsked: false }],
		['it is 503 to a POST', POST, { status: 503, retryAfter: 1 }, {}],
		['it is 503 without a time', GET, { status: 503 }, {}],
	])('gets the request once where %s', async (_, panel, refusal, options) => {
		const { error } = await run(1, () => refusal, panel, options);
		expect(error?.message).toMatch(/\(HTTP (429|503)/);
		expect(service.seen()).toHaveLength(1);
	});

	it('is not asked again once the execution is cancelled', async () => {
		service.begin(() => tooMany(3));
		const { id, call } = await publishWebhook(n8n, items(5), request(GET));
		const called = call().catch(() => undefined);
		while (statuses(429).length === 0) await sleep(50);
		const [running] = await n8n.executions({ workflowId: id });
		await new N8nRest(shared().n8n).post(`/rest/executions/${running!.id}/stop`, {});
		await called;
		const before = service.seen().length;
		await sleep(4_000);
		expect(service.seen()).toHaveLength(before);
	});
});
