import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

import axios, { AxiosHeaders } from 'axios';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';

import type { FullResponse, HttpClient, HttpOptions } from '../../http/request';
import { IDLE_MS, MOST_CONNECTIONS } from './connectionLimit';
import { proxiesOfEnvironment, proxyFor, type Proxies } from './proxies';

/** None of them is closed while there is use for it. Without a limit a request that begins before the one that has just ended is gone opens another. */
const KEPT = {
	keepAlive: true,
	timeout: IDLE_MS,
	noDelay: true,
	maxSockets: MOST_CONNECTIONS,
	maxFreeSockets: MOST_CONNECTIONS,
};

/** @param proxy its address; `''`: none */
const agentsThrough = (proxy: string) =>
	proxy
		? { httpAgent: new HttpProxyAgent(proxy, KEPT), httpsAgent: new HttpsProxyAgent(proxy, KEPT) }
		: { httpAgent: new HttpAgent(KEPT), httpsAgent: new HttpsAgent(KEPT) };

/** Each its own connection: a proxy's agents close theirs by the header. */
const ALONE = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };

/**
 * axios' own client of Node's http and https, called without what `axios.request` does around it: to merge settings, to transform bodies
 * that are text and streams here, and to write headers down three times took a fifth of what a request costs axios.
 */
const send = axios.getAdapter('http');
const HEADERS = { Accept: 'application/json, text/plain, */*', 'User-Agent': 'node-red-keyring' };

/** How an account's requests reach its service: over connections that it shares with no other account. */
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
	const agents = new Map<string, ReturnType<typeof agentsThrough>>();
	// Text in, a stream out; redirects and error statuses are left to the caller.
	const sendOver = async (
		{ method, url, headers, body, timeout }: HttpOptions,
		keeps: boolean,
	): Promise<FullResponse> => {
		const proxy = proxyFor(new URL(url), proxies);
		const kept = agents.get(proxy) ?? agentsThrough(proxy);
		agents.set(proxy, kept);
		const answer = await send({
			proxy: false,
			responseType: 'stream',
			maxRedirects: 0,
			maxBodyLength: Infinity,
			validateStatus: () => true,
			transitional: { clarifyTimeoutError: true },
			...(keeps || proxy !== '' ? kept : ALONE),
			method,
			url,
			headers: new AxiosHeaders({ ...HEADERS, ...headers, ...(!keeps && { Connection: 'close' }) }),
			data: body,
			timeout,
		});
		return { statusCode: answer.status, headers: { ...answer.headers }, body: answer.data };
	};
	return {
		keptAlive: { httpRequest: async (options) => await sendOver(options, true) },
		onOwnConnection: { httpRequest: async (options) => await sendOver(options, false) },
	};
}
