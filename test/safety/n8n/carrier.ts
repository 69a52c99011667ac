import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';

import type { EveryRequest } from '../../../providers/loginSession/description';

/** Where a service may want its token, as a description says it. */
export const CARRIED = {
	header: { headers: { 'X-Session': '{accessToken}' } },
	query: { query: { session: '{accessToken}' } },
	cookie: { cookies: { session: '{accessToken}' } },
	body: { body: { session: '{accessToken}' } },
} satisfies Record<string, EveryRequest>;

export interface Carrier {
	url: string;
	/** Paths with queries, as they came in. */
	paths: string[];
	close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

/** Stands before a service that wants a bearer token, and wants the token in its own place. Close it. */
export async function startCarrier(target: string, place: keyof typeof CARRIED): Promise<Carrier> {
	const paths: string[] = [];
	const server: Server = createServer((request, response) => {
		void (async () => {
			const url = new URL(request.url ?? '/', 'http://carrier');
			paths.push(request.url ?? '/');
			const { cookie = '', 'x-session': header, accept, 'content-type': type } = request.headers;
			let body = await bodyOf(request);
			const found: Record<keyof typeof CARRIED, () => unknown> = {
				header: () => header,
				query: () => url.searchParams.get('session'),
				cookie: () => /(?:^|; )session=([^;]*)/.exec(cookie)?.[1],
				body: () => {
					if (!body.startsWith('{')) return undefined;
					const { session, ...rest } = JSON.parse(body) as { session?: string };
					body = Object.keys(rest).length > 0 ? JSON.stringify(rest) : '';
					return session;
				},
			};
			const token = found[place]();
			url.searchParams.delete('session');
			const answer = await axios.request<Buffer>({
				url: `${target}${url.pathname}${url.search}`,
				method: request.method,
				headers: { accept, 'content-type': type, ...(token ? { authorization: `Bearer ${String(token)}` } : {}) },
				data: body === '' ? undefined : body,
				responseType: 'arraybuffer',
				maxRedirects: 0,
				validateStatus: () => true,
				proxy: false,
			});
			const { location, 'content-type': sent, 'retry-after': wait } = answer.headers;
			response.writeHead(answer.status, {
				'content-type': String(sent ?? 'application/json'),
				...(location && { location: String(location) }),
				...(wait && { 'retry-after': String(wait) }),
			});
			response.end(answer.data);
		})().catch(() => request.socket.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		paths,
		close: async () => await new Promise((resolve) => server.close(() => resolve(undefined))),
	};
}
