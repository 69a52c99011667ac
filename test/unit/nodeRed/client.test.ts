import {
	createServer,
	request as httpRequest,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { readBody } from '../../../http/answerBody';
import { toAnswer, toRawAnswer, type HttpOptions } from '../../../http/request';
import { clientsThrough } from '../../../node-red/runtime/client';
import { MOST_CONNECTIONS } from '../../../node-red/runtime/connectionLimit';
import { proxyFor, type Proxies } from '../../../node-red/runtime/proxies';

const servers: Server[] = [];
async function started(serve: (request: IncomingMessage, response: ServerResponse) => void) {
	const server = createServer(serve);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
afterEach(() => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
});

const asked = (url: string, more: Partial<HttpOptions> = {}): HttpOptions => ({
	...{ method: 'GET', url, headers: {}, encoding: 'stream', json: false, returnFullResponse: true },
	...{ ignoreHttpStatusErrors: true, disableFollowRedirect: true, timeout: 5_000, ...more },
});
const DIRECT: Proxies = { http: '', https: '', without: [] };
const direct = clientsThrough(DIRECT);

it('keeps its connection for the next request, and opens one of its own where it is told so', async () => {
	const ports = new Set<number | undefined>();
	const { url } = await started((request, response) => {
		ports.add(request.socket.remotePort);
		response.end('{}');
	});
	for (let i = 0; i < 3; i++) await readBody((await direct.keptAlive.httpRequest(asked(url))).body);
	expect(ports.size).toBe(1);
	for (let i = 0; i < 3; i++) await readBody((await direct.onOwnConnection.httpRequest(asked(url))).body);
	expect(ports.size).toBe(4);
});

it('opens no more connections than that, however many requests there are at once, and keeps each of them', async () => {
	let opened = 0;
	const { server, url } = await started((_request, response) => void response.end('{}'));
	server.on('connection', () => opened++);
	const send = async () => await readBody((await direct.keptAlive.httpRequest(asked(url, { timeout: 60_000 }))).body);
	for (let round = 0; round < 2; round++) {
		await Promise.all(Array.from({ length: MOST_CONNECTIONS + 50 }, send));
		expect(opened).toBe(MOST_CONNECTIONS);
	}
});

it('says what it takes and who it is, unless the request does', async () => {
	const seen: Array<[accept?: string, agent?: string, type?: string]> = [];
	const { url } = await started((request, response) => {
		seen.push([request.headers.accept, request.headers['user-agent'], request.headers['content-type']]);
		response.end();
	});
	await direct.keptAlive.httpRequest(asked(url, { method: 'POST' }));
	await direct.keptAlive.httpRequest(asked(url, { headers: { accept: 'text/csv', 'USER-AGENT': 'shop' } }));
	expect(seen).toEqual([
		['application/json, text/plain, */*', 'node-red-keyring', undefined],
		['text/csv', 'shop', undefined],
	]);
});

it.each(['POST', 'DELETE'] as const)('sends a body with %s, in one piece', async (method) => {
	let seen = {};
	const { url } = await started((request, response) => {
		void text(request).then((body) => {
			seen = { body, length: request.headers['content-length'], chunked: request.headers['transfer-encoding'] };
			response.end();
		});
	});
	await direct.keptAlive.httpRequest(asked(url, { method, body: '{"a":"ü"}' }));
	expect(seen).toEqual({ body: '{"a":"ü"}', length: '10', chunked: undefined });
});

it.each([
	['gzip', gzipSync],
	['br', brotliCompressSync],
	['', Buffer.from],
])('unpacks what was packed (%s)', async (encoding, pack) => {
	const { url } = await started((_request, response) => {
		if (encoding !== '') response.setHeader('Content-Encoding', encoding);
		response.end(pack('{"whole":true}'));
	});
	expect(await readBody((await direct.keptAlive.httpRequest(asked(url))).body)).toEqual({ whole: true });
});

it('tells of an answer that breaks off while it is unpacked', async () => {
	const { url } = await started((_request, response) => {
		response.writeHead(200, { 'Content-Encoding': 'gzip' });
		response.write(gzipSync('{"whole":true}'.repeat(1000)).subarray(0, 40));
		setTimeout(() => response.destroy(), 20);
	});
	const { body } = await direct.keptAlive.httpRequest(asked(url));
	await expect(readBody(body)).rejects.toThrow();
});

it('does not take a packed answer that breaks off at once for an empty one, but where there need be none', async () => {
	const { url } = await started((_request, response) => {
		response.setHeader('Content-Encoding', 'gzip');
		response.end(gzipSync(JSON.stringify(Array.from({ length: 300 }, (_, id) => ({ id })))).subarray(0, 21));
	});
	for (const read of [toAnswer, toRawAnswer]) {
		const answered = async (method: 'GET' | 'HEAD') =>
			await read(await direct.keptAlive.httpRequest(asked(url, { method })), { method });
		await expect(answered('GET')).rejects.toMatchObject({ code: 'Z_BUF_ERROR' });
		expect(await answered('HEAD')).toMatchObject({ status: 200, body: undefined });
	}
});

it('follows no redirect', async () => {
	let asks = 0;
	const { url } = await started((_request, response) => {
		asks++;
		response.writeHead(302, { Location: '/elsewhere' }).end();
	});
	const { statusCode, headers } = await direct.keptAlive.httpRequest(asked(url));
	expect([statusCode, headers.location, asks]).toEqual([302, '/elsewhere', 1]);
});

it('does not wait longer than it may', async () => {
	const { url } = await started(() => undefined);
	const since = Date.now();
	await expect(direct.keptAlive.httpRequest(asked(url, { timeout: 50 }))).rejects.toMatchObject({ code: 'ETIMEDOUT' });
	expect(Date.now() - since).toBeLessThan(5_000);
});

it('tells by a code that nobody listens', async () => {
	const { server, url } = await started(() => undefined);
	await new Promise((resolve) => server.close(resolve));
	await expect(direct.keptAlive.httpRequest(asked(url))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

describe('through a proxy', () => {
	const seen: string[] = [];
	/** Hands on what it is asked for, http as a request and https as a tunnel. */
	async function proxy(): Promise<string> {
		const { server, url } = await started((incoming, response) => {
			seen.push(`${incoming.method} ${incoming.url} ${incoming.headers['proxy-authorization'] ?? ''}`.trim());
			const onward = httpRequest(incoming.url ?? '', { method: incoming.method }, (answer) => answer.pipe(response));
			incoming.pipe(onward);
		});
		server.on('connect', (incoming: IncomingMessage, socket) => {
			seen.push(`CONNECT ${incoming.url}`);
			const [host, port] = String(incoming.url).split(':');
			const onward = connect(Number(port), host, () => {
				socket.write('HTTP/1.1 200 OK\r\n\r\n');
				socket.pipe(onward).pipe(socket);
			});
			onward.on('error', () => socket.destroy());
			socket.on('error', () => onward.destroy());
		});
		return url;
	}
	beforeEach(() => seen.splice(0));

	it.each(['keptAlive', 'onOwnConnection'] as const)('sends http with its name and password (%s)', async (which) => {
		const { url } = await started((_request, response) => response.end('{"direct":false}'));
		const through = (await proxy()).replace('//', '//user:word@');
		const client = clientsThrough({ ...DIRECT, http: through })[which];
		expect(await readBody((await client.httpRequest(asked(`${url}/a`))).body)).toEqual({ direct: false });
		expect(seen).toEqual([`GET ${url}/a Basic ${Buffer.from('user:word').toString('base64')}`]);
	});

	it('sends https through a tunnel', async () => {
		const { url } = await started((_request, response) => response.end());
		const client = clientsThrough({ ...DIRECT, https: await proxy() }).keptAlive;
		// What listens speaks no TLS: that it was asked for through the tunnel is what counts.
		await expect(client.httpRequest(asked(url.replace('http:', 'https:')))).rejects.toThrow();
		expect(seen).toEqual([`CONNECT ${new URL(url).host}`]);
	});

	it.each([
		['https://shop.example.com/a', [], 'http://proxy:8080'],
		['http://shop.example.com/a', [], ''],
		['https://shop.example.com/a', ['example.com'], 'http://proxy:8080'],
		['https://shop.example.com/a', ['.example.com'], ''],
		['https://shop.example.com/a', ['*.example.com'], ''],
		['https://shop.example.com/a', ['*'], ''],
		['https://shop.example.com/a', ['other', ' SHOP.example.com '], ''],
		['https://shop.example.com/a', ['shop.example.com:8443'], 'http://proxy:8080'],
		['https://shop.example.com:8443/a', ['shop.example.com:8443'], ''],
		['https://shop.example.com/a', ['shop.example.com:443'], ''],
		['https://shop.example.com/a', [''], 'http://proxy:8080'],
	])('%s without %p goes through "%s"', (url, without, expected) => {
		expect(proxyFor(new URL(url), { http: '', https: 'proxy:8080', without })).toBe(expected);
	});
});
