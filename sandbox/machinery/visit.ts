import type { FastifyRequest } from 'fastify';
import type { Counts, Kind } from './counters';
import type { JournalEntry } from './journal';
import { maskBody, maskHeaders, maskUrl } from './mask';
import type { Operation } from './provider';
import type { Service } from './service';

/** What is known of a request while it is being served. */
export interface Visit {
	entry: JournalEntry;
	/** Those at its arrival: not the service's any more when that was reset. */
	counts: Counts;
	operation: Operation | null;
	kind: Kind;
	/** Name of the operation in counters. */
	name: string;
	rawBody: string;
	/** The body as it came, for what is no text. */
	rawBytes: Buffer;
	success: boolean;
	/** The answer is to be lost. */
	loseAnswer: boolean;
	noted: boolean;
	settled: boolean;
}

declare module 'fastify' {
	interface FastifyRequest {
		visit: Visit | undefined;
	}
	interface FastifyContextConfig {
		operation?: Operation;
		/** The sandbox's own pages: not counted, not kept. */
		own?: boolean;
	}
}

/** Counts a request in and opens its journal entry. */
export function arrive(service: Service, request: FastifyRequest): Visit {
	const operation = request.routeOptions.config?.operation ?? null;
	const entry = service.journal.open(request.method, service.live.journalSecrets ? request.url : maskUrl(request.url));
	entry.operation = operation?.id ?? null;
	const kind = operation?.kind ?? 'other';
	const name = operation?.id ?? 'unknown';
	const { counts } = service;
	counts.enter(name, kind);
	return {
		entry,
		counts,
		operation,
		kind,
		name,
		rawBody: '',
		rawBytes: Buffer.alloc(0),
		success: false,
		loseAnswer: false,
		noted: false,
		settled: false,
	};
}

/** Writes headers and body into the journal, once the body is read. */
export function note(service: Service, visit: Visit, request: FastifyRequest): void {
	if (visit.noted) return;
	visit.noted = true;
	const open = service.live.journalSecrets;
	visit.entry.headers = open ? { ...request.headers } : maskHeaders(request.headers);
	visit.entry.body = open ? visit.rawBody : maskBody(visit.rawBody);
}

/** Counts a request out, once, before its answer leaves. `status`: null when there is no answer. */
export function settle(visit: Visit, status: number | null): void {
	if (visit.settled) return;
	visit.settled = true;
	visit.entry.status = status;
	visit.counts.settle(visit.kind, visit.success);
	visit.counts.leave(visit.name);
}
