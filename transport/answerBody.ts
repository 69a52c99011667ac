import type { Json } from '../providers/types';
import { parseLossless } from './json';

/** The largest body that is read, unpacked, bytes. n8n itself sets no limit. */
const MAX_BYTES = 64 * 1024 * 1024;
/** How long a body may take to arrive, ms. */
const MAX_MS = 120_000;
/** How deep a body may be nested: beyond this, what handles it later would run out of stack. */
const MAX_DEPTH = 200;

/** An answer that can't be read. The message continues a sentence that begins with the provider's name. */
export class AnswerError extends Error {}

/** What n8n's helper gives for a body: a stream, or a text where there is none to read. */
type Stream = AsyncIterable<Buffer | string> & { destroy(error?: Error): unknown };

const isStream = (body: unknown): body is Stream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body;

/** @throws AnswerError when a body takes too long to arrive */
async function withinTime(body: Stream): Promise<string> {
	const deadline = AbortSignal.timeout(MAX_MS);
	let end = (): void => undefined;
	// What waits for a stream that was destroyed is not always told.
	const tooLate = new Promise<never>((_, reject) => {
		end = () => {
			reject(new AnswerError(`did not come to the end of its answer within ${MAX_MS / 1000} seconds`));
			body.destroy();
		};
		deadline.addEventListener('abort', end);
	});
	return await Promise.race([read(body), tooLate]).finally(() => deadline.removeEventListener('abort', end));
}

/** @throws AnswerError when a body is too large */
async function read(body: Stream): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of body) {
		chunks.push(Buffer.from(chunk as string));
		bytes += chunk.length;
		if (bytes > MAX_BYTES) throw new AnswerError(`answered with more than ${MAX_BYTES / 1024 / 1024} MB`);
	}
	return Buffer.concat(chunks).toString('utf8');
}

/**
 * Reads a body: JSON without loss, other text as it is, an empty body as `undefined`.
 * @throws AnswerError when nobody should go on with it
 */
export async function readBody(body: unknown): Promise<Json | undefined> {
	const received = isStream(body) ? await withinTime(body) : body;
	if (typeof received !== 'string') return undefined;
	// A byte order mark is no part of the text.
	const text = received.replace(/^\uFEFF/, '');
	if (text.trim() === '') return undefined;
	if (isTooDeep(text)) throw new AnswerError(`answered with JSON that is nested more than ${MAX_DEPTH} levels deep`);
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
