import swagger from '@fastify/swagger';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { authenticate, checkUrl, readBody, schemaRefusal, unknownRoute, type SchemaError } from './checks';
import { toText } from './json';
import { misbehave } from './misbehave';
import type { Call, Operation } from './provider';
import { Refusal } from './refusal';
import { routeSchema } from './routeSchema';
import { sandboxOnly } from './sandboxOnly';
import type { Service } from './service';
import { arrive, note, settle } from './visit';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Serves one provider on 127.0.0.1; port 0 takes a free one. Sets `service.url` and `service.openapi`. */
export async function serve(service: Service, port: number): Promise<FastifyInstance> {
	const { provider } = service;
	const app = newApp();
	await app.register(swagger, {
		openapi: {
			openapi: '3.1.0',
			info: { title: `${provider.title} (sandbox)`, version: '1', description: `Written from: ${provider.source}` },
			components: { securitySchemes: { session: provider.security as never } },
		},
	});
	addHooks(app, service);
	app.setErrorHandler((error: FastifyError, request, reply) => answerError(service, error, request, reply));
	app.setNotFoundHandler((request) => {
		throw unknownRoute(service, request.method, request.url);
	});
	for (const operation of [...provider.operations, ...sandboxOnly(provider)]) addRoutes(app, service, operation);
	app.get('/openapi.json', { schema: { hide: true }, config: { own: true } }, () => service.openapi());
	await app.ready();
	service.openapi = () => app.swagger();
	service.url = await app.listen({ host: '127.0.0.1', port });
	return app;
}

/** A Fastify that coerces nothing, removes nothing, reads every body as text and writes JSON without losing a digit. */
function newApp(): FastifyInstance {
	const customOptions = {
		removeAdditional: false as const,
		coerceTypes: false as const,
		useDefaults: false,
		allErrors: true,
		strict: true,
		strictRequired: false,
	};
	const app = Fastify({
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		bodyLimit: 16 * 1024 * 1024,
		routerOptions: { maxParamLength: 1000 },
		ajv: { customOptions },
	});
	app.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
	app.decorateRequest('visit', undefined);
	app.setSerializerCompiler(() => toText);
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
		const bytes = body as Buffer;
		if (request.visit) Object.assign(request.visit, { rawBody: bytes.toString('utf8'), rawBytes: bytes });
		done(null, undefined);
	});
	return app;
}

function addHooks(app: FastifyInstance, service: Service): void {
	app.addHook('onRequest', async (request, reply) => {
		reply.header('date', new Date(service.clock.now()).toUTCString());
		if (request.routeOptions.config?.own) return;
		const visit = arrive(service, request);
		request.visit = visit;
		reply.raw.once('close', () => settle(visit, null));
	});
	app.addHook('preValidation', async (request, reply) => {
		const { visit } = request;
		if (!visit) return;
		note(service, visit, request);
		if (await misbehave(service, visit, request, reply)) return reply;
		checkUrl(service, request.url);
		if (visit.operation) request.body = readBody(service, visit.operation, visit.rawBody);
		return;
	});
	app.addHook('onSend', async (request, reply, payload) => {
		const { visit } = request;
		if (!visit) return payload;
		settle(visit, visit.loseAnswer ? null : reply.statusCode);
		if (visit.loseAnswer) request.raw.socket.destroy();
		return payload;
	});
}

function addRoutes(app: FastifyInstance, service: Service, operation: Operation): void {
	const methods = [operation.method].flat();
	[operation.path].flat().forEach((url, at) => {
		for (const method of methods) {
			const suffix = `${methods.length > 1 ? `_${method}` : ''}${at > 0 ? `_${at + 1}` : ''}`;
			app.route({
				method,
				url,
				schema: routeSchema(service.provider, operation, suffix),
				config: { operation },
				handler: (request, reply) => answer(service, operation, request, reply),
			});
		}
	});
}

function answer(service: Service, operation: Operation, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	const { visit } = request;
	if (!visit) return reply;
	const call = {
		service,
		settings: service.live,
		data: service.data,
		method: request.method,
		url: request.url,
		headers: request.headers,
		body: request.body,
		rawBody: visit.rawBody,
		rawBytes: visit.rawBytes,
		query: request.query,
		params: request.params,
		status: (code) => void reply.code(code),
		header: (name, value) => void reply.header(name, value),
	} as Call;
	if (operation.origin !== 'sandbox only') service.provider.check?.(call);
	authenticate(service, visit, operation, call);
	const body = operation.handle(call);
	const wrap = operation.origin === 'sandbox only' ? undefined : service.provider.wrap;
	visit.success = true;
	if (Buffer.isBuffer(body)) return reply.send(body);
	return reply.type(JSON_TYPE).send(toText(wrap ? wrap(body, call.settings) : body));
}

function answerError(
	service: Service,
	error: FastifyError,
	request: FastifyRequest,
	reply: FastifyReply,
): FastifyReply {
	const refusal = toRefusal(service, error);
	const { visit } = request;
	if (visit) note(service, visit, request);
	if (visit && !(error instanceof Refusal) && refusal.kind === 'business')
		visit.entry.fault = `sandbox failure: ${error.stack}`;
	if (refusal.kind === 'document') {
		service.counts.values.refusedByDocument++;
		if (visit) visit.entry.refusedByDocument = refusal.message;
	}
	const { rejection, errorStatus } = service.live;
	const asToken = refusal.kind === 'token';
	const status = asToken && rejection === '403' ? 403 : refusal.status;
	const as200 = asToken ? rejection === '200' : errorStatus === '200';
	const http = as200 ? 200 : status;
	const { kind, message, fields } = refusal;
	const body = refusal.body ?? service.provider.errorBody({ kind, status, http, message, fields }, service.live);
	return reply.code(http).type(JSON_TYPE).send(toText(body));
}

function toRefusal(service: Service, error: FastifyError): Refusal {
	if (error instanceof Refusal) return error;
	if (error.validation) {
		return schemaRefusal(service, error.validation as SchemaError[], error.validationContext ?? 'request');
	}
	const status = error.statusCode ?? 500;
	return new Refusal(status < 500 ? 'document' : 'business', status, error.message);
}
