import type { ProviderAnswer } from '../../providers/types';
import { requestFate, type RequestFate } from '../../transport/execution/errors';

/**
 * A request of which a certain refusal is an answer as well, e.g. that somebody is not registered.
 * @returns `undefined` for that refusal
 * @throws every other error of `send`
 */
export const unlessRefused = async (
	send: () => Promise<ProviderAnswer>,
	isExpected: (fate: RequestFate) => boolean,
): Promise<ProviderAnswer | undefined> =>
	await send().catch((error: Error) => {
		const fate = requestFate(error);
		if (fate && isExpected(fate)) return undefined;
		throw error;
	});
