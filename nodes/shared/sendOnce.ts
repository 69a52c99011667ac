import type { NodeApiError } from 'n8n-workflow';

import { withoutLookFirst } from '../../http/faultAdvice';
import type { ProviderAnswer } from '../../providers/types';
import { requestFate } from '../../transport/execution/errors';

/** What became of a request that changes something, where it failed. */
export type WriteFate = 'not sent' | 'refused' | 'unknown';

/** The sentence that tells it, at the end of an error's description. */
export const WRITE_FATES: Record<WriteFate, string> = {
	'not sent': 'Not sent: nothing has changed.',
	refused: 'Sent and refused: nothing has changed.',
	unknown: 'It may have been sent and carried out. It is not sent again by itself: look what has become of it first.',
};

/**
 * What became of it, as far as the error tells. An answer that refuses says that nothing was done, also one that asks to slow down; no
 * answer, one that can't be read, and one of the server's own failures leave it open.
 */
export function writeFateOf(error: unknown): WriteFate {
	const fate = requestFate(error);
	if (fate?.kind === 'not sent') return 'not sent';
	return fate?.kind === 'refused' || fate?.kind === 'session' || fate?.status === 429 ? 'refused' : 'unknown';
}

/** The error with more sentences behind its description, which say more exactly what became of the request. */
export function telling(error: NodeApiError, ...sentences: string[]): NodeApiError {
	error.description = [withoutLookFirst(error.description), ...sentences].filter(Boolean).join(' ');
	return error;
}

/**
 * Sends a request that changes something. It goes out once: a second time only where the session itself was rejected, which
 * proves that nothing was done.
 * @param more what else to say, e.g. which order stays as it was
 * @throws what `send` throws, with "not sent", "refused" or "may have been sent" at the end of its description
 */
export const sendOnce = async (send: () => Promise<ProviderAnswer>, more = ''): Promise<ProviderAnswer> =>
	await send().catch((error: NodeApiError) => {
		throw telling(error, WRITE_FATES[writeFateOf(error)], more);
	});
