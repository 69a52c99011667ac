import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sse from '@fastify/sse';
import type { FastifyInstance } from 'fastify';
import type { Service } from '../machinery/service';
import { deliver, NotDelivered } from './deliver';
import { newsOf, shown, SHORT_SECONDS } from './state';
import { Traffic } from './traffic';

/** How often the page hears what is new, ms. */
const EVERY_MS = 500;
const PAGE = join(__dirname, 'page');
const CHART = join(dirname(createRequire(__filename).resolve('uplot/package.json')), 'dist');
const FILES: Record<string, [folder: string, type: string]> = {
	'page.js': [PAGE, 'text/javascript'],
	'card.js': [PAGE, 'text/javascript'],
	'deliveries.js': [PAGE, 'text/javascript'],
	'element.js': [PAGE, 'text/javascript'],
	'texts.js': [PAGE, 'text/javascript'],
	'page.css': [PAGE, 'text/css'],
	'uPlot.esm.js': [CHART, 'text/javascript'],
	'uPlot.min.css': [CHART, 'text/css'],
};
const HEADERS = {
	'cache-control': 'no-store',
	'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** What the page's buttons do to a service. */
const ACTIONS: Record<string, (service: Service, traffic: Traffic) => void> = {
	end: (service) => void service.revoke(),
	short(service) {
		const documented = service.provider.defaults().accessLifetimeSeconds;
		if (documented === null) throw new Error(`${service.provider.title} tells no lifetime`);
		const isShort = service.live.accessLifetimeSeconds === SHORT_SECONDS;
		service.setSettings({ accessLifetimeSeconds: isShort ? documented : SHORT_SECONDS });
		// The next session is the first of the new length.
		service.revoke();
	},
	failing(service) {
		if (service.getFaults().length > 0) return service.clearFaults();
		for (const operation of ['logIn', 'refresh'] as const) service.addFault({ match: { operation }, status: 503 });
	},
	storm: ({ provider }, traffic) => traffic.storm(provider.key),
	steady: ({ provider }, traffic) => traffic.toggleSteady(provider.key),
};
const NEED_N8N = ['storm', 'steady'];

/** Serves the page to watch the sandbox by, at `/watch`, with what it shows and what its buttons do. */
export async function serveWatch(app: FastifyInstance, services: Service[]): Promise<void> {
	const traffic = new Traffic();
	app.addHook('onClose', () => traffic.stop());
	await app.register(sse);
	const hidden = { schema: { hide: true } };

	app.get('/watch', hidden, (_request, reply) => {
		void reply.headers(HEADERS).type('text/html; charset=utf-8');
		return reply.serializer(String).send(readFileSync(join(PAGE, 'page.html'), 'utf8'));
	});
	app.get('/watch/:file', hidden, (request, reply) => {
		const { file } = request.params as { file: string };
		const [folder, type] = FILES[file] ?? [];
		if (!folder) return reply.code(404).send({ message: 'There is no such file' });
		void reply.headers(HEADERS).type(`${type}; charset=utf-8`);
		return reply.serializer(String).send(readFileSync(join(folder, file), 'utf8'));
	});

	app.get('/watch/events', { ...hidden, sse: 'only' }, async (request, reply) => {
		// A page that is opened again, e.g. in the other language, shows what happened before as well.
		const seen = new Map<Service, number>();
		async function* events() {
			for (; !request.raw.destroyed; await sleep(EVERY_MS)) {
				const news = services.flatMap((service) => {
					const found = newsOf(service, seen.get(service) ?? 0);
					seen.set(service, found.last);
					return found.news;
				});
				yield { data: { services: shown(services, traffic), news } };
			}
		}
		await reply.sse.send(events());
	});

	const body = { type: 'object', additionalProperties: { type: 'string', format: 'uri' } };
	app.put(
		'/watch/webhooks',
		{ schema: { summary: 'Webhooks that run a workflow each, by service', body } },
		(request) => {
			traffic.use(request.body as Record<string, string>);
			return { ok: true };
		},
	);
	app.post('/watch/:service/deliveries/:name', hidden, async (request, reply) => {
		const { service: key, name } = request.params as { service: string; name: string };
		const { address = '' } = (request.body ?? {}) as { address?: string };
		const service = services.find(({ provider }) => provider.key === key);
		if (!service) return await reply.code(404).send({ message: 'There is no such service' });
		try {
			return { status: await deliver(service, name, String(address)) };
		} catch (error) {
			if (!(error instanceof NotDelivered)) throw error;
			return await reply.code(400).send({ message: error.message });
		}
	});
	app.post('/watch/:service/:action', hidden, (request, reply) => {
		const { service: key, action } = request.params as { service: string; action: string };
		const service = services.find(({ provider }) => provider.key === key);
		const act = ACTIONS[action];
		if (!service || !act) return reply.code(404).send({ message: 'There is no such service or button' });
		if (NEED_N8N.includes(action) && !traffic.canRun(key)) {
			return reply.code(409).send({ message: 'n8n is not there: npm start starts both' });
		}
		act(service, traffic);
		return { ok: true };
	});
}
