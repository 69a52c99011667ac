import type { Account, Provider, ProviderRequest } from '../providers/types';
import type { Session } from '../session/session';
import { addressOf, refuseTokenIn } from './address';
import { askedAddress, toHttpOptions, type HttpOptions } from './request';

/**
 * A request as it goes out in an account's name, and the address that was asked for, without what a service wants in its query.
 * @throws InputError where that is no address of the provider, or holds a token
 */
export function authorizedRequest<A extends Account>(
	provider: Provider<A>,
	account: A,
	request: ProviderRequest,
	session: Session | undefined,
): { options: HttpOptions; url: URL; asked: URL } {
	const options = toHttpOptions(provider.authorizeRequest(account, request, session));
	const url = addressOf(provider, account, options.url);
	const asked = addressOf(provider, account, askedAddress(request));
	refuseTokenIn(asked, undefined, session?.accessToken, session?.refreshToken);
	return { options: { ...options, url: url.href }, url, asked };
}
