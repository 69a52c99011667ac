import type { Account, Provider, ProviderRequest } from '../../providers/types';
import type { Session } from '../../session/session';

/** A session with this access token, issued now, of unknown expiry. */
export const sessionWith = (accessToken: string, rest: Partial<Session> = {}): Session => ({
	accessToken,
	issuedAt: Date.now(),
	fingerprint: 'f',
	profile: {},
	...rest,
});

/** How a provider reads an answer of this status and body: its grant and its fault. */
export function reading<A extends Account>(provider: Provider<A>, body: unknown, status = 200) {
	const answer = { status, headers: {}, body: body as never };
	return { grant: provider.readGrant(answer), fault: provider.parseError(answer) };
}

/** A request as it would go out without a session. */
export const prepared = <A extends Account>(provider: Provider<A>, account: A, request: ProviderRequest | undefined) =>
	request && provider.authorizeRequest(account, request);
