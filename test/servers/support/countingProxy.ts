import { Agent, createServer, request as forward, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answered, Seen, ServerKit } from './server';

/** What has gone through to a server. */
export interface Counts {
	logIns: number;
	refreshes: number;
	/** Log-ins and refreshes that gave no session. */
	refused: number;
	/** Requests that were answered as those without a good session. */
	rejected: number;
	served: number;
}

/** Stands before a real server and counts. */
export interface CountingProxy {
	/** An address of the server that no other credential has: n8n remembers for some moments who logged in where. */
	address(): string;
	counts: Counts;
	reset(): void;
	close(): Promise<void>;
}

/** A server of one thread keeps a short queue of connections, and leaves those beyond it to try again after seconds. */
const AT_ONCE = 4;

const NOTHING: Counts = { logIns: 0, refreshes: 0, refused: 0, rejected: 0, served: 0 };

/** Starts it on 127.0.0.1. */
export async function startCountingProxy(kit: ServerKit, target: string): Promise<CountingProxy> {
	const counts = { ...NOTHING };
	const { hostname, port, host } = new URL(target);
	const agent = new Agent({ maxSockets: AT_ONCE });

	const count = (request: Seen, answer: Answered) => {
		if (kit.isBeforeLogIn?.(request)) return;
		const isLogIn = kit.isLogIn(request);
		const isRefresh = !isLogIn && kit.isRefresh?.(request) === true;
		if (isLogIn) counts.logIns++;
		if (isRefresh) counts.refreshes++;
		if (isLogIn || isRefresh) counts.refused += kit.isGranted(answer) ? 0 : 1;
		else if (kit.isRejected(answer)) counts.rejected++;
		else counts.served++;
	};

	const server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const sent = Buffer.concat(chunks);
			const { method = 'GET' } = incoming;
			const path = (incoming.url ?? '/').replace(/^\/of\/\d+/, '');
			const headers: IncomingHttpHeaders = { ...incoming.headers, host };
			// So that the proxy can read the answer.
			delete headers['accept-encoding'];
			const passed = forward({ hostname, port, method, path, headers, agent }, (answer) => {
				const parts: Buffer[] = [];
				answer.on('data', (part: Buffer) => parts.push(part));
				answer.on('end', () => {
					const body = Buffer.concat(parts);
					const status = answer.statusCode ?? 0;
					count({ method, path, body: sent.toString('utf8') }, { status, body: body.toString('utf8') });
					const told: IncomingHttpHeaders = { ...answer.headers, 'content-length': String(body.length) };
					delete told['transfer-encoding'];
					outgoing.writeHead(status, told);
					outgoing.end(body);
				});
			});
			passed.on('error', (error) => outgoing.writeHead(502).end(error.message));
			passed.end(sent);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	let serial = 0;
	return {
		address: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/of/${++serial}${kit.basePath ?? ''}`,
		counts,
		reset: () => void Object.assign(counts, NOTHING),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
