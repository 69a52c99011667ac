/**
 * The benchmark's server, bare `node:http` and `node:https`, in a process of its own:
 * `main.ts <http port> <https port> <certificate file> <key file>`.
 * PUT /bench with ServerSettings sets it, GET /bench gives ServerCounts.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { json as readJson } from 'node:stream/consumers';
import { SagiAnswers } from './answers';
import { CONTROL_PATH, type ServerSettings } from './protocol';

// The HTTP Request node opens a connection for each of its items at the same moment.
const BACKLOG = 4096;
/** As nginx keeps them: Node's own 5 s end in the middle of a benchmark whose contenders take turns. */
const KEEP_ALIVE_MS = 75_000;

const answers = new SagiAnswers();
let latencyMs = 0;

function send(response: ServerResponse, status: number, body: string): void {
	response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
	response.end(body);
}

async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
	if (request.method === 'PUT') {
		const settings = (await readJson(request)) as ServerSettings;
		latencyMs = settings.latencyMs;
		answers.begin(settings);
	}
	send(response, 200, JSON.stringify(answers.seen()));
}

function serve(request: IncomingMessage, response: ServerResponse): void {
	const path = request.url ?? '/';
	if (path === CONTROL_PATH) return void control(request, response);
	request.resume();
	const reply = () => send(response, ...answers.answer(path, request.headers.authorization));
	if (latencyMs > 0) setTimeout(reply, latencyMs);
	else reply();
}

const [port, tlsPort, certificate = '', key = ''] = process.argv.slice(2);
const shown = { cert: readFileSync(certificate), key: readFileSync(key), keepAliveTimeout: KEEP_ALIVE_MS };
createServer(serve).listen({ port: Number(port), host: '127.0.0.1', backlog: BACKLOG });
createTlsServer(shown, serve).listen({ port: Number(tlsPort), host: '127.0.0.1', backlog: BACKLOG });
