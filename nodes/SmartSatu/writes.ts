import { NodeApiError } from 'n8n-workflow';

import type { SmartSatuAccount } from '../../providers/smartSatu';
import type { ProviderAnswer, ProviderRequest } from '../../providers/types';
import type { ProviderClient } from '../../transport/execution/client';

/** What became of a request that changes something, where it failed. */
export type Fate = 'not sent' | 'refused' | 'unknown';

/** The sentence that tells it, at the end of an error's description. */
const SENTENCES: Record<Fate, string> = {
	'not sent': 'Not sent: nothing has changed.',
	refused: 'Sent and refused: nothing has changed.',
	unknown: 'It may have been sent and carried out. It is not sent again by itself: look what has become of it first.',
};

const mayHaveBeenDone = (code: number) => code === 408 || (code >= 500 && code <= 599);

/**
 * What became of it, as far as the error tells. An answer that refuses says that nothing was done; no answer, an answer that can't be
 * read, and one of the server's own failures leave it open.
 */
export function fateOf(error: unknown): Fate {
	if (!(error instanceof NodeApiError)) return 'not sent';
	const { httpStatus, providerCode } = error.errorResponse ?? {};
	if (httpStatus !== undefined)
		return [httpStatus, providerCode].some((code) => mayHaveBeenDone(Number(code))) ? 'unknown' : 'refused';
	// A message about the log-in begins with the name of the credential: the request itself was not sent.
	return error.message.startsWith('"') ? 'not sent' : 'unknown';
}

/** The error with another sentence behind its description, unless that says so already. */
export function telling(error: unknown, sentence: string): Error {
	const told = error as NodeApiError;
	told.description = [told.description, sentence].filter((part) => (part ?? '') !== '').join(' ');
	return told;
}

/**
 * Sends a request that changes something, once; a second time only where the session itself was rejected, which proves that nothing
 * was done.
 * @throws NodeApiError or NodeOperationError, with "not sent", "refused" or "may have been sent" in its description
 */
export async function sendOnce(
	client: ProviderClient<SmartSatuAccount>,
	request: ProviderRequest,
): Promise<ProviderAnswer> {
	try {
		return await client.request(request);
	} catch (error) {
		throw telling(error, SENTENCES[fateOf(error)]);
	}
}
