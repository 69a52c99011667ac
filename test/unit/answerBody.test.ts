import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';

import { AnswerError, NoTextError, readBody } from '../../http/answerBody';

afterEach(() => jest.restoreAllMocks());

const nested = (levels: number, around = '') => `${'['.repeat(levels)}${around}${']'.repeat(levels)}`;

describe('the body of an answer', () => {
	it.each([
		['JSON', '{"a":[1]}', { a: [1] }],
		['JSON behind a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
		['JSON with such a mark inside', '{"a":"b\uFEFF"}', { a: 'b\uFEFF' }],
		['other text', '<html>', '<html>'],
		['nothing', '', undefined],
		['blanks', ' \n', undefined],
	])('that holds %s', async (_, text, value) => {
		expect(await readBody(text)).toEqual(value);
		expect(await readBody(Readable.from([Buffer.from(text)]))).toEqual(value);
	});

	it.each([undefined, null, 7, {}, { pipe: 1 }, { destroy: 1 }])('that is %p is none', async (body) => {
		expect(await readBody(body)).toBeUndefined();
	});

	it('is put together before it is decoded, so that no character is cut in two', async () => {
		const bytes = Buffer.from('"ключ"');
		const chunks = [...bytes].map((_, at) => bytes.subarray(at, at + 1));
		expect(await readBody(Readable.from(chunks))).toBe('ключ');
	});

	it.each([
		['windows-1251', 'text/html; charset=windows-1251', [0xca, 0xeb, 0xfe, 0xf7], 'Ключ'],
		['windows-1251 in quotes', 'text/plain;Charset="Windows-1251"', [0xca], 'К'],
		['UTF-8 under a name that nobody knows', 'text/plain; charset=x-none', [0xd0, 0x9a], 'К'],
		['UTF-8 where nothing is said', undefined, [0xd0, 0x9a], 'К'],
	])('is read as %s', async (_, contentType, bytes, text) => {
		const body = () => Readable.from([Buffer.from(bytes)]);
		expect(await readBody(body(), { contentType, isText: true })).toBe(text);
		expect(await readBody(body(), { contentType })).toBe(text);
	});

	it('that is a file is refused where text is wanted', async () => {
		const picture = () => Readable.from([Buffer.from([0x89, 0x50, 0x4e, 0x47])]);
		await expect(readBody(picture(), { contentType: 'image/png', isText: true })).rejects.toEqual(
			new NoTextError('answered with a file, or something else that is not text'),
		);
		expect(await readBody(picture(), { contentType: 'image/png' })).toBe('\uFFFDPNG');
	});

	it('may be nested 200 levels deep, and no deeper; brackets inside of strings do not count', async () => {
		expect(await readBody(nested(200))).toBeInstanceOf(Array);
		expect(await readBody(nested(200, '"[[["'))).toBeInstanceOf(Array);
		await expect(readBody(nested(201))).rejects.toThrow('nested more than 200 levels deep');
		await expect(readBody(`{"a":${'{"a":'.repeat(200)}1${'}'.repeat(201)}`)).rejects.toBeInstanceOf(AnswerError);
		expect(await readBody(JSON.stringify(`"\\${nested(300)}`))).toBe(`"\\${nested(300)}`);
		expect(await readBody(`[${'[],{},'.repeat(300)}1]`)).toHaveLength(601);
	});
});

describe('a body that does not come to its end', () => {
	it('is refused when the connection closes in the middle', async () => {
		const body = new PassThrough();
		const read = readBody(body);
		body.write('{"a":');
		body.destroy();
		await expect(read).rejects.toThrow('closed the connection in the middle of its answer');
	});

	it('is refused when the connection breaks while a real server sends it', async () => {
		const server = createServer((_, response) => {
			response.writeHead(200, { 'content-length': '1000' });
			response.write('{"a":', () => response.socket?.destroy());
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const answer = await new Promise<IncomingMessage>((resolve) => get({ host: '127.0.0.1', port }, resolve));
		await expect(readBody(answer)).rejects.toThrow('closed the connection in the middle of its answer');
		await new Promise((resolve) => server.close(resolve));
	});

	it.each(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'])('is refused when its stream ends with %s', async (code) => {
		const body = new PassThrough();
		const read = readBody(body);
		body.destroy(Object.assign(new Error('aborted'), { code }));
		await expect(read).rejects.toThrow('closed the connection in the middle of its answer');
	});

	it('passes on what else broke the stream', async () => {
		const body = new PassThrough();
		const read = readBody(body);
		body.destroy(Object.assign(new Error('incorrect header check'), { code: 'Z_DATA_ERROR' }));
		await expect(read).rejects.toThrow('incorrect header check');
	});

	it('is left at more than 64 MB', async () => {
		const mega = Buffer.alloc(1024 * 1024, ' ');
		const body = Readable.from(Array.from({ length: 64 }, () => mega));
		expect(await readBody(body)).toBeUndefined();
		const more = Readable.from([...Array.from({ length: 64 }, () => mega), Buffer.from(' ')]);
		await expect(readBody(more)).rejects.toThrow('answered with more than 64 MB');
		expect(more.destroyed).toBe(true);
	});

	it('is left after two minutes, and not looked at after that', async () => {
		const deadline = new AbortController();
		// Bodies that begin to arrive within one second share a deadline.
		jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 1_000);
		const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
		const whole = Readable.from([Buffer.from('1')], { autoDestroy: false });
		await readBody(whole);
		const body = new PassThrough();
		const read = readBody(body);
		body.write('{');
		deadline.abort();
		await expect(read).rejects.toThrow('did not come to the end of its answer within 120 seconds');
		expect(timeout).toHaveBeenCalledWith(120_000);
		expect(timeout).toHaveBeenCalledTimes(1);
		expect(body.destroyed).toBe(true);
		expect(whole.destroyed).toBe(false);
	});
});
