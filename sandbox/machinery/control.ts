import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Clock, ClockChange } from './clock';
import type { FaultRule } from './faults';
import { fromText, toText } from './json';
import type { Schema } from './schema';
import type { Service } from './service';
import type { RevokeOrder } from './tokens';
import { serveWatch } from '../watch/routes';

/** What the control API works on. */
export interface Controlled {
	services: Service[];
	clock: Clock;
	reset(): void;
}

const object: Schema = { type: 'object' };
const rules: Schema = { type: 'array', items: object };
const kinds: Schema = { type: 'array', items: { type: 'string', enum: ['access', 'refresh', 'permanent'] } };

/**
 * Serves the control API on 127.0.0.1, for tests and people in other processes. It asks for no password.
 * Its own description is at `GET /openapi.json`.
 */
export async function serveControl(target: Controlled, port: number): Promise<{ app: FastifyInstance; url: string }> {
	const ajv = { customOptions: { removeAdditional: false as const, coerceTypes: false as const, useDefaults: false } };
	const app = Fastify({ forceCloseConnections: true, exposeHeadRoutes: false, ajv });
	app.setSerializerCompiler(() => toText);
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		try {
			done(null, body === '' ? null : fromText(body as string));
		} catch {
			done(Object.assign(new Error('The body is not JSON'), { statusCode: 400 }));
		}
	});
	app.setReplySerializer((payload) => toText(payload));
	await app.register(swagger, {
		openapi: { openapi: '3.1.0', info: { title: 'Sandbox control', version: '1' } },
	});
	refuseForeignPages(app);
	await serveWatch(app, target.services);
	addGeneralRoutes(app, target);
	addProviderRoutes(app, target);
	app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
	const url = await app.listen({ host: '127.0.0.1', port });
	return { app, url };
}

/** A page of another site, open in the same browser, could otherwise press the buttons: its requests name its own origin or host. */
function refuseForeignPages(app: FastifyInstance): void {
	const isLoopback = (host: string | undefined) => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '');
	app.addHook('onRequest', async ({ headers: { host, origin } }, reply) => {
		const isOwn = origin === undefined || (URL.canParse(origin) && isLoopback(new URL(origin).host));
		if (!isLoopback(host) || !isOwn)
			return await reply.code(403).send({ message: 'Only pages of this computer are answered' });
	});
}

function addGeneralRoutes(app: FastifyInstance, { services, clock, reset }: Controlled): void {
	app.get('/', { schema: { summary: 'All providers with address and counters, and the clock' } }, () => ({
		providers: Object.fromEntries(
			services.map((service) => [
				service.provider.key,
				{
					title: service.provider.title,
					url: service.url,
					entries: service.entries(),
					counters: service.counters(),
				},
			]),
		),
		clock: clock.state(),
	}));
	app.post('/reset', { schema: { summary: 'Everything back to the defaults, the clock too' } }, () => {
		reset();
		return { ok: true };
	});
	app.get('/clock', { schema: { summary: 'The clock' } }, () => clock.state());
	const body = {
		type: 'object',
		additionalProperties: false,
		properties: { offsetMs: { type: 'number' }, advanceMs: { type: 'number' }, frozenAt: {} },
	};
	app.put('/clock', { schema: { summary: 'Sets an offset, freezes, or advances (ms)', body } }, (request) =>
		guarded(() => clock.set(request.body as ClockChange)),
	);
}

function addProviderRoutes(app: FastifyInstance, { services }: Controlled): void {
	const params = {
		type: 'object',
		properties: { provider: { type: 'string', enum: services.map((service) => service.provider.key) } },
	};
	const of = (request: FastifyRequest): Service => {
		const { provider } = request.params as { provider: string };
		return services.find((service) => service.provider.key === provider) as Service;
	};
	const schema = (summary: string, body?: Schema): { schema: Schema } => ({
		schema: { summary, params, ...(body ? { body } : {}) },
	});

	app.get('/:provider/settings', schema('The settings'), (request) => of(request).settings);
	app.patch('/:provider/settings', schema('Changes some settings', object), (request) =>
		guarded(() => of(request).setSettings(request.body as object)),
	);
	app.get('/:provider/faults', schema('The fault rules that can still hit'), (request) => of(request).getFaults());
	app.put('/:provider/faults', schema('Replaces the fault rules', rules), (request) => {
		guarded(() => of(request).setFaults(request.body as FaultRule[]));
		return of(request).getFaults();
	});
	app.post('/:provider/faults', schema('Adds a fault rule', object), (request) => {
		guarded(() => of(request).addFault(request.body as FaultRule));
		return of(request).getFaults();
	});
	app.delete('/:provider/faults', schema('Removes the fault rules'), (request) => {
		of(request).clearFaults();
		return [];
	});
	app.get('/:provider/counters', schema('The counters'), (request) => of(request).counters());
	app.delete('/:provider/counters', schema('Counters back to zero'), (request) => {
		of(request).resetCounters();
		return of(request).counters();
	});
	app.get('/:provider/requests', schema('The journal, from after the sequence number ?after='), (request) => {
		const { after } = request.query as { after?: string };
		return of(request).requests(Number(after ?? 0));
	});
	const order = {
		type: ['object', 'null'],
		additionalProperties: false,
		properties: { kinds, account: { type: 'string' }, family: { type: 'string' } },
	};
	app.post('/:provider/revoke', schema('Revokes live tokens, access tokens by itself', order), (request) => ({
		revoked: of(request).revoke((request.body as RevokeOrder | null) ?? {}),
	}));
	app.post('/:provider/reset', schema('Everything of this provider back to the defaults'), (request) => {
		of(request).reset();
		return { ok: true };
	});
	app.get('/:provider/openapi.json', schema("The provider's OpenAPI description"), (request) => of(request).openapi());
}

/** Answers 400 with the reason where a setting, a rule or a time is not accepted. */
function guarded<T>(change: () => T): T {
	try {
		return change();
	} catch (error) {
		throw Object.assign(new Error((error as Error).message), { statusCode: 400 });
	}
}
