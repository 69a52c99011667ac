import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';

import { bearer, type Facts, type Granted, type Wanted } from './shape';

/** Headers that HTTP clients send by themselves. */
const OF_CLIENTS =
	/^(accept|accept-encoding|connection|content-length|content-type|host|transfer-encoding|user-agent)$/;

interface Came {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	type: string;
	body: string;
}

async function read(request: IncomingMessage): Promise<Came> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const url = new URL(request.url ?? '/', 'http://localhost');
	return {
		method: request.method ?? 'GET',
		path: url.pathname,
		query: Object.fromEntries(url.searchParams),
		headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
		type: request.headers['content-type']?.split(';')[0] ?? '',
		body: Buffer.concat(chunks).toString('utf8'),
	};
}

function bodyOf({ type, body }: Came): unknown {
	if (body === '') return undefined;
	if (type === 'application/json') return { json: JSON.parse(body) as unknown };
	if (type === 'application/x-www-form-urlencoded') return { form: Object.fromEntries(new URLSearchParams(body)) };
	return { [type]: body };
}

/** What differs between a request and the one that is wanted, in words; nothing where it is just that. */
function differences(came: Came, wanted: Wanted): string[] {
	const { method = 'POST', path, query = {}, headers = {}, json, form } = wanted;
	const body = json === undefined ? (form === undefined ? undefined : { form }) : { json };
	const pairs = { method, path, query, headers, body };
	const ofInterest = Object.entries(came.headers).filter(([name]) => name in headers || !OF_CLIENTS.test(name));
	const sent: Record<string, unknown> = { ...came, headers: Object.fromEntries(ofInterest), body: bodyOf(came) };
	return Object.entries(pairs).flatMap(([name, value]) =>
		isDeepStrictEqual(sent[name], value)
			? []
			: [`${name}: ${JSON.stringify(sent[name])} instead of ${JSON.stringify(value)}`],
	);
}

/** A service that behaves as its facts say and takes nothing else, for one account. Each refresh token works once. */
export async function startService(facts: Facts) {
	const counts = { logIns: 0, refreshes: 0, refused: 0, rejected: 0, served: 0 };
	/** Log-ins and refreshes that were not as they should be. */
	const faults: string[] = [];
	let sessions: Granted[] = [];
	let serial = 0;

	const answerTo = (came: Came): { status: number; body: unknown; cookies?: string[] } => {
		const isAlive = ({ until }: Granted) => Date.now() < until;
		const of = sessions.find((session) => facts.refresh && differences(came, facts.refresh(session)).length === 0);
		const grant = () => {
			serial++;
			const until = Date.now() + facts.livesMinutes * 60_000;
			const session = { token: `token-${serial}`, refresh: `refresh-${serial}`, until };
			sessions = [session];
			return { status: 200, body: facts.answer(session), cookies: facts.cookies?.(session) };
		};
		if (of) {
			counts.refreshes++;
			return grant();
		}
		if (came.path === facts.logIn.path || came.path === facts.refresh?.({ token: '', refresh: '', until: 0 }).path) {
			counts.logIns++;
			const found = differences(came, facts.logIn);
			if (found.length === 0) return grant();
			counts.refused++;
			faults.push(found.join('; '));
			return { status: 401, body: { message: 'no such account' } };
		}
		const isServed = sessions.some((session) => {
			const { query = {}, headers = {} } = (facts.carries ?? bearer)(session);
			return isAlive(session) && differences(came, { method: 'GET', path: came.path, query, headers }).length === 0;
		});
		counts[isServed ? 'served' : 'rejected']++;
		return isServed
			? { status: 200, body: { thing: counts.served } }
			: { status: 401, body: { message: 'who is it?' } };
	};

	const server = createServer((request, response) => {
		void read(request).then((came) => {
			const { status, body, cookies = [] } = answerTo(came);
			const isText = typeof body === 'string';
			response.writeHead(status, {
				Date: new Date(Date.now()).toUTCString(),
				'Content-Type': isText ? 'text/plain' : 'application/json',
				...(cookies.length > 0 && { 'Set-Cookie': cookies }),
			});
			response.end(isText ? body : JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		counts,
		faults,
		/** Ends the session, at the service alone; its refresh token with it. */
		revoke: () => void (sessions = []),
		close: async () => await new Promise((resolve) => server.close(resolve)),
	};
}
