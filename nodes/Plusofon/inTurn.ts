import type { ProviderClient } from '../../transport/client';

const last = new WeakMap<ProviderClient, Promise<unknown>>();

/**
 * Runs what ends or replaces the credential's session one item after another: side by side, each would send the session that
 * another has just ended.
 */
export async function inTurn<T>(client: ProviderClient, action: () => Promise<T>): Promise<T> {
	const before = last.get(client) ?? Promise.resolve();
	const turn = before.then(action, action);
	last.set(client, turn);
	return await turn;
}
