import type { FileStream, Json } from '../providers/types';
import { decodeText } from './charset';
import { afterDeadline, MAX_MS } from './deadline';
import { parseLossless } from './json';

/** The largest body that is read, unpacked, bytes. n8n itself sets no limit. */
const MAX_BYTES = 64 * 1024 * 1024;
/** How deep a body may be nested: beyond this, what handles it later would run out of stack. */
const MAX_DEPTH = 200;

/** An answer that can't be read. The message continues a sentence that begins with the provider's name. */
export class AnswerError extends Error {
	constructor(
		message: string,
		/** What to do, where that is known. */
		readonly advice?: string,
	) {
		super(message);
	}
}

/** An answer that is a file where text was wanted. Each host says itself how it gives files. */
export class NoTextError extends AnswerError {}

const LESS = 'Ask for less at a time, e.g. page by page.';

/** A body of more bytes than are taken. */
export const tooLarge = (most: number, advice = LESS): AnswerError =>
	new AnswerError(`answered with more than ${most / 1024 / 1024} MB`, advice);

/** A body that took longer than it may, ms. */
export const tooSlow = (longestMs: number, advice = LESS): AnswerError =>
	new AnswerError(`did not come to the end of its answer within ${longestMs / 1000} seconds`, advice);

/** A body of which the rest does not come. */
export const cutOff = (): AnswerError => new AnswerError('closed the connection in the middle of its answer');

/** An empty body that was packed, by gzip, bytes: none is longer. */
const PACKED_NOTHING = 20;

/** As Node tells of a packed body that breaks off. axios keeps it from that, and takes what could be unpacked for the whole. */
const brokenOff = (): Error => Object.assign(new Error(), { code: 'Z_BUF_ERROR' });

/** Ends of a connection in the middle of a body, by the codes of Node's streams. */
export const CUT_OFF = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'];

/** Whether the HTTP client gave a body to read: it gives a text where there is none. */
export const isStream = (body: unknown): body is FileStream =>
	typeof body === 'object' && body !== null && 'pipe' in body && 'destroy' in body;

/** By events, which costs less than an iterator over the stream. @throws AnswerError when a body is too large, or too slow */
async function readStream(body: FileStream, announced = 0): Promise<Buffer> {
	let stopWaiting = (): void => undefined;
	const received = new Promise<Buffer>((resolve, reject) => {
		const chunks: Buffer[] = [];
		let bytes = 0;
		let isWhole = false;
		const leaveWith = (error: AnswerError): void => {
			reject(error);
			body.destroy();
		};
		stopWaiting = afterDeadline(() => leaveWith(tooSlow(MAX_MS)));
		body.on('data', (chunk: Buffer) => {
			chunks.push(chunk);
			bytes += chunk.length;
			if (bytes > MAX_BYTES) leaveWith(tooLarge(MAX_BYTES));
		});
		body.once('end', () => {
			isWhole = true;
			if (bytes === 0 && announced > PACKED_NOTHING) reject(brokenOff());
			else resolve(Buffer.concat(chunks));
		});
		body.once('error', (error: NodeJS.ErrnoException) => {
			reject(CUT_OFF.includes(error.code ?? '') ? cutOff() : error);
		});
		body.once('close', () => {
			if (!isWhole) leaveWith(cutOff());
		});
	});
	return await received.finally(stopWaiting);
}

/** How a body's bytes are to be read. */
export interface Decoding {
	/** How long the body is that the answer must have, packed or not, bytes; 0 where it need have none, or does not say. */
	announced?: number;
	/** As `Content-Type` has it. */
	contentType?: unknown;
	/** Whether what is no text is refused. What tells of an error has been said by its status, whatever it looks like. */
	isText?: boolean;
}

/** @throws AnswerError where it must be text, and is not */
function textOf(bytes: Buffer, { contentType, isText = false }: Decoding): string {
	const text = decodeText(bytes, String(contentType ?? ''));
	if (text !== undefined) return text;
	if (isText) throw new NoTextError('answered with a file, or something else that is not text');
	return bytes.toString('utf8');
}

/**
 * Reads a body: JSON without loss, other text as it is, an empty body as `undefined`.
 * @throws AnswerError when nobody should go on with it
 */
export async function readBody(body: unknown, how: Decoding = {}): Promise<Json | undefined> {
	const received = isStream(body) ? textOf(await readStream(body, how.announced), how) : body;
	return typeof received === 'string' ? readText(received) : undefined;
}

/** A body's bytes, where they are wanted as they came. @throws AnswerError when there are too many, or they come too slowly */
export const readBytes = async (body: unknown, announced?: number): Promise<Buffer> =>
	isStream(body) ? await readStream(body, announced) : Buffer.from(typeof body === 'string' ? body : '');

/** Reads a text as {@link readBody} does. @throws AnswerError */
export function readText(received: string): Json | undefined {
	// A byte order mark is no part of the text.
	const text = received.replace(/^\uFEFF/, '');
	if (text.trim() === '') return undefined;
	if (isTooDeep(text))
		throw new AnswerError(
			`answered with JSON that is nested more than ${MAX_DEPTH} levels deep`,
			"Check the address and the path: this is not the service's usual answer.",
		);
	try {
		return parseLossless(text);
	} catch {
		return text;
	}
}

/** Whether a text that may be JSON is nested too deep. Brackets inside of strings are looked at only where it matters. */
function isTooDeep(text: string): boolean {
	return depthOf(text) > MAX_DEPTH && depthOf(text.replace(/"(?:[^"\\]|\\.)*"/g, '')) > MAX_DEPTH;
}

function depthOf(text: string): number {
	let depth = 0;
	let deepest = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
		else if (code === 0x5d || code === 0x7d) depth--;
	}
	return deepest;
}
