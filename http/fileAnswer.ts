import type { FileStream, ProviderAnswer } from '../providers/types';
import { isStream, readBytes, readText, tooLarge, tooSlow } from './answerBody';
import { decodeText } from './charset';

/** The largest file that is taken, bytes. */
export const LARGEST_FILE = 512 * 1024 * 1024;
/** How long a file may take to arrive, ms. */
export const LONGEST_FILE_MS = 10 * 60_000;

const IN_PARTS = 'Ask for the file in parts, where the service gives it so.';

/** Types in which a service may tell of an error with a success for its status: such an answer is looked at before it is a file. */
const MAY_TELL_ERRORS = /json|html|^text\/plain/i;

/**
 * Reads a success as a file: as it comes, or whole where it may tell of an error instead.
 * @throws AnswerError where it is read whole and too large, or too slow
 */
export async function readFile(body: unknown, contentType: unknown): Promise<Pick<ProviderAnswer, 'body' | 'file'>> {
	const type = String(contentType ?? '');
	if (isStream(body) && !MAY_TELL_ERRORS.test(type)) return { body: undefined, file: body };
	const bytes = await readBytes(body);
	const text = decodeText(bytes, type);
	return { body: text === undefined ? undefined : readText(text), file: bytes };
}

/** Ends a file that nobody reads, so that its connection is free. */
export function dropFile({ file }: ProviderAnswer): void {
	if (isStream(file)) file.destroy();
}

/** What a stream gives of its own, from Node 18 on, and the types of older ones do not know. */
interface Mappable {
	map(each: (chunk: Uint8Array) => Uint8Array): FileStream;
}

/** The file on its way, which ends with an {@link AnswerError} where it is too large, too slow or cut off. */
export function limited(file: FileStream, largest = LARGEST_FILE): FileStream {
	let bytes = 0;
	const deadline = AbortSignal.timeout(LONGEST_FILE_MS);
	const leave = () => file.destroy(tooSlow(LONGEST_FILE_MS, IN_PARTS));
	deadline.addEventListener('abort', leave);
	file.once('close', () => deadline.removeEventListener('abort', leave));
	return (file as unknown as Mappable).map((chunk) => {
		bytes += chunk.length;
		if (bytes > largest) throw tooLarge(largest, IN_PARTS);
		return chunk;
	});
}
