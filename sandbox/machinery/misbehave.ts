import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toText } from './json';
import type { Service } from './service';
import { settle, type Visit } from './visit';

/** Lets the first fault that matches do its work; true when the request is finished with. */
export async function misbehave(
	service: Service,
	visit: Visit,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<boolean> {
	const subject = { method: request.method, path: request.url, operation: visit.entry.operation, kind: visit.kind };
	const hit = service.faults.take(subject);
	if (!hit) return false;
	const { rule } = hit;
	visit.entry.fault = hit.name;
	if (rule.delayMs) await sleep(rule.delayMs, undefined, { ref: false });
	if (rule.closeSocket || visit.counts !== service.counts) {
		settle(visit, null);
		reply.hijack();
		request.raw.socket.destroy();
		return true;
	}
	if (rule.closeAfterEffect) visit.loseAnswer = true;
	if (rule.status === undefined && rule.body === undefined && !rule.emptyBody) return false;
	const status = rule.status ?? 200;
	const ordinary = { kind: 'business', status, http: status, message: `Sandbox fault ${status}`, fields: [] } as const;
	const body = rule.body ?? service.provider.errorBody({ ...ordinary, fields: [] }, service.live);
	reply.code(status).headers(rule.headers ?? {});
	reply.type(rule.contentType ?? 'application/json; charset=utf-8');
	await reply.send(rule.emptyBody ? '' : typeof body === 'string' ? body : toText(body));
	return true;
}
