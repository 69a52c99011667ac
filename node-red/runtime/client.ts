import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';

import axios from 'axios';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

import type { HttpClient, HttpOptions } from '../../http/request';

/** A connection that nobody uses is closed after this, ms: many servers close it after 5 s, and a request would meet that. */
const IDLE_MS = 4_000;
const KEPT = { keepAlive: true, timeout: IDLE_MS, noDelay: true };

interface Agents {
	httpAgent: HttpAgent;
	httpsAgent: HttpsAgent;
}

/** A proxy's, or those without one under `''`. */
const agents = new Map<string, Agents>();

/** Proxies are those of the environment, as in Node-RED's own nodes: `http_proxy`, `https_proxy`, `no_proxy`. */
function agentsFor(url: string): Agents {
	const proxy = getProxyForUrl(url);
	const known = agents.get(proxy);
	if (known) return known;
	const made: Agents = proxy
		? { httpAgent: new HttpProxyAgent(proxy, KEPT), httpsAgent: new HttpsProxyAgent(proxy, KEPT) }
		: { httpAgent: new HttpAgent(KEPT), httpsAgent: new HttpsAgent(KEPT) };
	agents.set(proxy, made);
	return made;
}

/** Each its own connection: the proxy's agents, where there is one, close theirs by the header. */
const ALONE: Agents = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };

async function request({ method, url, headers, body, timeout }: HttpOptions, keeps: boolean) {
	const used = keeps || getProxyForUrl(url) !== '' ? agentsFor(url) : ALONE;
	const {
		status,
		headers: told,
		data,
	} = await axios.request<Readable>({
		method,
		url,
		headers: keeps ? headers : { ...headers, Connection: 'close' },
		data: body,
		timeout,
		...used,
		proxy: false,
		responseType: 'stream',
		maxRedirects: 0,
		maxBodyLength: Infinity,
		transformRequest: (text: unknown) => text,
		validateStatus: () => true,
	});
	return { statusCode: status, headers: { ...told } as Record<string, unknown>, body: data };
}

/** Sends requests over connections that are kept for the next. */
export const keptAlive: HttpClient = { httpRequest: async (options) => await request(options, true) };

/**
 * Sends each request over a connection of its own. For log-ins and refreshes: one that the server has just closed would lose an answer,
 * and with it a refresh token that is used up.
 */
export const onOwnConnection: HttpClient = { httpRequest: async (options) => await request(options, false) };
