import type { PlusofonAccount } from '../../providers/plusofon';
import type { ProviderClient } from '../../transport/client';

/** The account that the credential describes, with how it logs in. */
export const plusofonAccount = async (client: ProviderClient, itemIndex: number): Promise<PlusofonAccount> =>
	(await client.account(itemIndex)) as PlusofonAccount;
