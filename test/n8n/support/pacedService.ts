import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a request is answered. */
export interface Reply {
	status?: number;
	/** `Retry-After`, seconds. */
	retryAfter?: number;
	/** How long the answer takes, ms. */
	afterMs?: number;
}

/** A request as the service sees it: how many are in it with this one, and the how manyth it is. */
export interface Arrival {
	method: string;
	inside: number;
	nth: number;
}

const LOG_IN = '/api/v1/auth/business';
const DAY_MS = 24 * 60 * 60 * 1000;

/** A service with Sagi's log-in on loopback, whose answers each test decides. What it has seen is counted without log-ins. */
export function usePacedService() {
	let reply: (arrival: Arrival) => Reply = () => ({});
	let seen: Array<{ at: number; status: number; inside: number }> = [];
	let inside = 0;

	const answer = async ({
		url,
		method = '',
	}: IncomingMessage): Promise<{ status: number; retryAfter?: number; body: object }> => {
		if (url === LOG_IN) {
			const expire = new Date(Date.now() + 30 * DAY_MS).toISOString();
			return {
				status: 200,
				body: { access_token: `token-${Date.now()}`, expire, muted: false, organization: { branches: [] } },
			};
		}
		const arrival = { method, inside: ++inside, nth: seen.length + 1 };
		const { status = 200, retryAfter, afterMs = 0 } = reply(arrival);
		seen.push({ at: Date.now(), status, inside });
		await sleep(afterMs);
		inside--;
		return { status, retryAfter, body: status === 200 ? { nth: arrival.nth } : { code: status, message: 'too many' } };
	};
	const server = createServer((request, response) => {
		request.resume();
		void answer(request).then(({ status, retryAfter, body }) => {
			response.writeHead(status, {
				'content-type': 'application/json',
				...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
			});
			response.end(JSON.stringify(body));
		});
	});
	beforeAll(async () => await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
	afterAll(async () => await new Promise((resolve) => server.close(resolve)));
	return {
		url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** Counts from nought, and answers so from now on. */
		begin(next: (arrival: Arrival) => Reply): void {
			reply = next;
			seen = [];
		},
		/** Requests in the order in which they came. */
		seen: () => seen,
		mostInside: (from = 0) => Math.max(...seen.slice(from).map((request) => request.inside)),
	};
}
