import http from 'node:http';
import https from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';

import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';

import type { FullResponse, HttpClient, HttpOptions } from '../../http/request';
import { mergeHeaders } from '../../providers/fields';
import { proxiesOfEnvironment, proxyFor, type Proxies } from './proxies';

/** A connection that nobody uses is closed after this, ms: many servers close it after 5 s, and a request would meet that. */
const IDLE_MS = 4_000;
const KEPT = { keepAlive: true, timeout: IDLE_MS, noDelay: true };
const HEADERS = {
	Accept: 'application/json, text/plain, */*',
	'Accept-Encoding': 'gzip, br',
	'User-Agent': 'node-red-keyring',
};

interface Agents {
	'http:': http.Agent;
	'https:': https.Agent;
}

/** A proxy's, or those without one under `''`. */
const agents = new Map<string, Agents>();

function agentsFor(proxy: string): Agents {
	const known = agents.get(proxy);
	if (known) return known;
	const made: Agents = proxy
		? { 'http:': new HttpProxyAgent(proxy, KEPT), 'https:': new HttpsProxyAgent(proxy, KEPT) }
		: { 'http:': new http.Agent(KEPT), 'https:': new https.Agent(KEPT) };
	agents.set(proxy, made);
	return made;
}

/** Each its own connection: a proxy's agents close theirs by the header. */
const ALONE: Agents = { 'http:': new http.Agent(), 'https:': new https.Agent() };

/** How an account's requests reach its service. */
export interface Clients {
	/** Sends requests over connections that are kept for the next. */
	keptAlive: HttpClient;
	/**
	 * Sends each request over a connection of its own. For log-ins and refreshes: one that the server has just closed would lose an
	 * answer, and with it a refresh token that is used up.
	 */
	onOwnConnection: HttpClient;
}

/** @param proxies those of the environment by default */
export function clientsThrough(proxies: Proxies = proxiesOfEnvironment()): Clients {
	const send = async (options: HttpOptions, keeps: boolean): Promise<FullResponse> => {
		const url = new URL(options.url);
		const proxy = proxyFor(url, proxies);
		const headers = keeps ? options.headers : { ...options.headers, Connection: 'close' };
		return await sent(url, { ...options, headers }, keeps || proxy !== '' ? agentsFor(proxy) : ALONE);
	};
	return {
		keptAlive: { httpRequest: async (options) => await send(options, true) },
		onOwnConnection: { httpRequest: async (options) => await send(options, false) },
	};
}

/** Sends one request, and has its answer once its headers have come. @throws what the network throws, with its `code` */
async function sent(url: URL, { method, headers, body, timeout }: HttpOptions, used: Agents): Promise<FullResponse> {
	const protocol = url.protocol as keyof Agents;
	return await new Promise((resolve, reject) => {
		const length = body === undefined ? undefined : { 'Content-Length': String(Buffer.byteLength(body)) };
		const given = { method, headers: mergeHeaders(HEADERS, headers, length), agent: used[protocol] };
		const request = (protocol === 'https:' ? https : http).request(url, given);
		const leave = () => request.destroy(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' }));
		const limit = setTimeout(leave, timeout);
		request.once('close', () => clearTimeout(limit));
		request.on('error', reject);
		request.once('response', (response) => {
			clearTimeout(limit);
			const { statusCode = 0, headers: told } = response;
			resolve({ statusCode, headers: told, body: unpacked(response, method === 'HEAD' || statusCode === 204) });
		});
		request.end(body);
	});
}

/** An answer's body as the service meant it. */
function unpacked(response: http.IncomingMessage, isEmpty: boolean): Readable {
	const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? '';
	if (isEmpty || !/^(x-gzip|gzip|deflate|br)$/.test(encoding)) return response;
	const unpack = encoding === 'br' ? createBrotliDecompress() : createUnzip();
	// What ends one of the two ends the other; the body's reader hears of it.
	return pipeline(response, unpack, () => undefined);
}
