/**
 * The bare loop outside n8n: `axiosLoop.ts <url> <items> <in flight> <keep | close>`. Prints `{ milliseconds, cpuSeconds }` of its process
 * as JSON, after a warm-up of up to a thousand requests.
 */
import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import axios from 'axios';
import pLimit from 'p-limit';
import { FIXED_TOKEN } from './server/protocol';

const [url = '', items = '', inFlight = '', keeps = ''] = process.argv.slice(2);
const WARM_UP = 1_000;

// What n8n gives axios for these requests, too.
const options = {
	headers: { Accept: 'application/json', Authorization: `Bearer ${FIXED_TOKEN}` },
	responseType: 'text',
	transformResponse: (text: string) => text,
	proxy: false,
	httpAgent: new Agent({ keepAlive: keeps === 'keep' }),
	httpsAgent: new TlsAgent(keeps === 'keep' ? { keepAlive: true } : { keepAlive: false, maxCachedSessions: 0 }),
	maxRedirects: 0,
	timeout: 30_000,
} as const;

async function loop(count: number): Promise<string[]> {
	const limit = pLimit(Number(inFlight));
	const send = async () => (await axios.get<string>(url, options)).data;
	return await Promise.all(Array.from({ length: count }, () => limit(send)));
}

async function main(): Promise<void> {
	await loop(Math.min(Number(items), WARM_UP));
	const cpu = process.cpuUsage();
	const startedAt = performance.now();
	await loop(Number(items));
	const milliseconds = performance.now() - startedAt;
	const { user, system } = process.cpuUsage(cpu);
	console.log(JSON.stringify({ milliseconds, cpuSeconds: (user + system) / 1e6 }));
}

void main();
