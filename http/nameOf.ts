import type { Account, Provider } from '../providers/types';

/** Whom messages name: the provider, or the host of a service that a person described. */
export const nameOf = <A extends Account>({ provider, account }: { provider: Provider<A>; account: A }): string =>
	provider.nameOf?.(account) ?? provider.name;
