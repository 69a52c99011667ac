import type { Account, Provider, ProviderAnswer } from '../../providers/types';
import { sessionFrom, type Session } from '../../session/session';
import { clockLeadMs } from '../../http/createSession';

/**
 * The session in an answer that is neither a log-in nor a refresh, ready for the credential to keep.
 * @param profile what is known of the account, where the answer is silent about it
 * @returns `undefined` when the answer holds no access token
 */
export function grantedSession<A extends Account>(
	provider: Provider<A>,
	answer: ProviderAnswer,
	profile: Record<string, unknown> = {},
): Session | undefined {
	const grant = provider.readGrant(answer);
	const now = Date.now();
	return grant && sessionFrom({ profile, ...grant }, undefined, '', now, clockLeadMs(answer, now));
}
