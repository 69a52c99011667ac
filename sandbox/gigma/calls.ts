import type { Call } from '../machinery/provider';
import { Refusal } from '../machinery/refusal';
import type { Data, GigmaAccount, GigmaSettings } from './accounts';

export type GigmaCall = Call<GigmaSettings, Data>;

/** The counterparty that the session belongs to. */
export function own({ settings, token }: GigmaCall): GigmaAccount {
	const account = settings.accounts.find(({ login }) => login === token.account);
	if (!account) throw new Refusal('token', 401, 'account gone');
	return account;
}

/** One order or product, in an object of its name or bare. */
export const one = ({ settings }: GigmaCall, name: string, value: object): object =>
	settings.single === 'named' ? { [name]: value } : value;

/** Laravel's refusal of one field, at HTTP 422. */
export const invalid = (field: string, message: string): Refusal =>
	new Refusal('business', 422, message, [], { message, errors: { [field]: [message] } });
