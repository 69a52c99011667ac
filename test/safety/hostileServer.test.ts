import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';

import { NodeApiError } from 'n8n-workflow';

import { runNode } from '../support/n8nInProcess';
import { useSandbox } from '../support/sandbox';
import { SUBJECTS, type Subject } from './support/subjects';
import { tally } from './support/tally';

const sandbox = useSandbox();

/** What the server writes to whoever connects. */
let write: (socket: Socket) => void = (socket) => void socket.end();
let server: Server;
const open = new Set<Socket>();
beforeAll(async () => {
	server = createServer((socket) => {
		open.add(socket);
		socket.on('error', () => undefined);
		socket.once('data', () => write(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	for (const socket of open) socket.destroy();
	await new Promise((resolve) => server.close(resolve));
});

const sagi = SUBJECTS.find(({ name }) => name === 'Sagi')!;
const run = async (subject: Subject, fields = {}) => {
	const { port } = server.address() as AddressInfo;
	const credential = subject.credential({ ...subject.fields(`http://127.0.0.1:${port}`), ...fields });
	const parameters = { resource: 'apiRequest', operation: 'send', path: subject.path };
	const outcome = await runNode({ node: subject.node, credential, parameters }).then(
		() => undefined,
		(error: unknown) => error as NodeApiError,
	);
	tally('generated answers');
	expect(credential.session).toBeUndefined();
	return outcome;
};

const head = (...headers: string[]) => `HTTP/1.1 200 OK\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`;
const whole =
	(body: string | Buffer, ...headers: string[]) =>
	(socket: Socket) => {
		socket.write(head('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`, ...headers));
		socket.end(body);
	};

/** The first bytes of what was packed: it begins with the codes, so that nothing can be unpacked yet. */
const cutOff = gzipSync(
	JSON.stringify(Array.from({ length: 300 }, (_, id) => ({ id, name: `Name ${id ** 3}` }))),
).subarray(0, 21);

let timesLater = 0;

describe('a server that answers a log-in', () => {
	it('without end is left after 64 MB, and the message says so', async () => {
		const chunk = Buffer.alloc(1024 * 1024, ' ');
		write = (socket) => {
			socket.write(head('content-type: application/json'));
			const more = (): void =>
				void (socket.destroyed || (socket.write(chunk) ? setImmediate(more) : socket.once('drain', more)));
			more();
		};
		expect((await run(sagi))?.message).toContain('Sagi answered with more than 64 MB (log-in of ');
	});

	it('with a little that unpacks to very much is left as well', async () => {
		write = whole(gzipSync(Buffer.alloc(80 * 1024 * 1024, ' ')), 'content-encoding: gzip');
		expect((await run(sagi))?.message).toContain('more than 64 MB');
	});

	it.each(['drop by drop', 'and stops in the middle'])('%s is left after two minutes', async (how) => {
		const { timeout } = AbortSignal;
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout.call(AbortSignal, ms / 1_000));
		// Bodies that begin to arrive within one second share a deadline.
		const { now } = performance;
		const laterMs = ++timesLater * 10_000;
		jest.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + laterMs);
		write = (socket) => {
			socket.write(`${head('content-type: application/json')}{"access_token": "`);
			if (how === 'drop by drop') {
				const timer = setInterval(() => socket.write('x'), 5);
				socket.once('close', () => clearInterval(timer));
			}
		};
		expect((await run(sagi))?.message).toContain('did not come to the end of its answer within 120 seconds');
	});

	it.each<[string, (socket: Socket) => void, string]>([
		[
			'cut off',
			(socket) => void socket.end(`${head('content-length: 100')}{"access_token": "abc"`),
			'closed the connection',
		],
		['with a page', whole('<html>Bad Gateway</html>'), 'without an access token'],
		['with JSON in JSON', whole('"{\\"access_token\\": \\"abc\\"}"'), 'without an access token'],
		['with a list', whole('[{"access_token":"abc"}]'), 'without an access token'],
		['with a token of nothing', whole('{"access_token":" "}'), 'without an access token'],
		['with a token that breaks a header', whole('{"access_token":"a\\r\\nX-Evil: 1"}'), 'without an access token'],
		['with a token beyond measure', whole(`{"access_token":"${'a'.repeat(100_000)}"}`), 'without an access token'],
		['with 100,000 levels', whole('{"access_token":'.repeat(100_000)), 'more than 200 levels'],
		['with what is not packed', whole('{"access_token":"abc"}', 'content-encoding: gzip'), 'can not be unpacked'],
		['with what was cut off while packed', whole(cutOff, 'content-encoding: gzip'), 'unpacked'],
		['in another protocol', (socket) => void socket.end('220 smtp.example ESMTP\r\n'), 'not HTTP'],
		['by closing', (socket) => void socket.end(), 'closed the connection'],
		[
			'with headers without end',
			(socket) => void socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}\r\n\r\n`),
			'not HTTP',
		],
	])('%s gives no session, and one clear message', async (_, answer, told) => {
		write = answer;
		const error = await run(sagi);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error!.message).toContain('"My Sagi API": Sagi ');
		expect(error!.message).toContain(told);
	});
});

describe('a packed answer to a request', () => {
	const asked = async (method: string, body: Buffer) => {
		const logIn = whole('{"access_token":"abc"}');
		write = (socket) => {
			write = whole(body, 'content-encoding: gzip');
			logIn(socket);
		};
		const { port } = server.address() as AddressInfo;
		const credential = sagi.credential(sagi.fields(`http://127.0.0.1:${port}`));
		const parameters = { resource: 'apiRequest', operation: 'send', method, path: sagi.path };
		return await runNode({ node: sagi.node, credential, parameters }).then(
			([item]) => item?.json,
			({ message }: Error) => message,
		);
	};

	it('that was cut off before anything can be unpacked is no success without a body', async () => {
		expect(await asked('GET', cutOff)).toBe('Sagi answered with a body that can not be unpacked');
	});

	it('may be of nothing, and has no body where HEAD asked for it', async () => {
		const none = await asked('GET', gzipSync(''));
		expect(none).toEqual(expect.any(Object));
		expect(await asked('HEAD', cutOff)).toEqual(none);
	});
});

describe.each(SUBJECTS)('a password of $name arrives as it is', (subject) => {
	const examples = [
		...['"', "'", '\\', '{', '}', '{{ $json.a }}', '{accessToken}', '{password}'],
		...['${x}', '%s', '\u0000', '\r\n', '\u2028', '🔑', ' a b ', '</script>', 'x'.repeat(10_000)],
	];
	it('whatever is in it', async () => {
		const service = subject.service(sandbox());
		const secret = fc.oneof(
			fc.array(fc.constantFrom(...examples), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
			fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
		);
		await fc.assert(
			fc.asyncProperty(secret, async (password) => {
				tally('generated inputs');
				// Digits are cut at both ends, since people paste them with spaces.
				const sent = subject.name === 'Gigma' ? password.trim() : password;
				if (sent.trim() === '') return;
				const before = service.requests().length;
				const credential = subject.credential({ ...subject.fields(service.url), [subject.secretField]: password });
				const parameters = { resource: 'apiRequest', operation: 'send', path: subject.path };
				const error = await runNode({ node: subject.node, credential, parameters }).catch((thrown: Error) => thrown);
				const [logIn] = service.requests().slice(before);
				const body = JSON.parse(logIn!.body) as Record<string, unknown>;
				expect(body.password).toBe(sent);
				// Shorter ones stand in messages by chance.
				if (sent.length >= 8) expect(JSON.stringify(error)).not.toContain(JSON.stringify(sent).slice(1, -1));
			}),
			{ numRuns: 100, examples: examples.map((each) => [each]) },
		);
	});
});
