import type { NodeApiError } from 'n8n-workflow';

import type { ProviderAnswer } from '../../providers/types';
import { requestFate, type RequestFate } from '../../transport/http/errors';

/** What a write has done, at the end of its error's description. */
export const NOT_SENT = 'Not sent: nothing has changed.';
export const REFUSED = 'Sent and refused: nothing has changed.';
export const MAY_HAVE_BEEN_SENT =
	'It may have been sent and carried out. It is not sent again by itself: look what has become of it first.';

/** An answer that asks to slow down tells that nothing was done, although another try may help. */
function outcomeOf(fate: RequestFate | undefined): string {
	if (fate?.kind === 'not sent') return NOT_SENT;
	if (fate?.kind === 'refused' || fate?.kind === 'session' || fate?.status === 429) return REFUSED;
	return MAY_HAVE_BEEN_SENT;
}

/**
 * Sends a request that changes something. It goes out once: a second time only where the session itself was rejected, which
 * proves that nothing was done.
 * @param more what else to say, e.g. which order stays as it was
 * @throws what `send` throws, with "not sent", "refused" or "may have been sent" at the end of its description
 */
export const sendOnce = async (send: () => Promise<ProviderAnswer>, more = ''): Promise<ProviderAnswer> =>
	await send().catch((error: NodeApiError) => {
		const sentences = [error.description, outcomeOf(requestFate(error)), more];
		error.description = sentences.filter((sentence) => (sentence ?? '') !== '').join(' ');
		throw error;
	});
