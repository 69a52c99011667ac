import { Refusal } from '../machinery/refusal';
import type { Call } from '../machinery/provider';
import type { SagiAccount, SagiBranch, SagiData, SagiPromoter, SagiSettings } from './accounts';

export type SagiCall = Call<SagiSettings, SagiData>;

/** The account that the session belongs to. */
function accountOf({ settings, token }: SagiCall): SagiAccount {
	const account = settings.accounts.find(({ login }) => login === token.account);
	if (!account) throw new Refusal('token', 401, 'account gone');
	return account;
}

/** The account's branch with exactly these digits, or 404. */
export function branchOf(call: SagiCall, id = call.params.branch_id): SagiBranch {
	const branch = call.settings.branches.find((one) => one.id === id);
	if (!branch || !accountOf(call).branches.includes(id)) throw new Refusal('business', 404, 'branch not found');
	return branch;
}

/** A refusal with a code of Sagi's own (errors.html), at whichever HTTP status. */
export const refusal = (status: number, code: number, message: string): Refusal =>
	new Refusal('business', status, message, [], { code, message });

/** Code 100 of the users, at the HTTP status that the settings choose: no page tells which. */
export function promoterOf(call: SagiCall, match: (one: SagiPromoter) => boolean): SagiPromoter {
	const found = call.settings.promoters.find(match);
	if (!found) throw refusal(call.settings.notRegisteredStatus, 100, 'user not registered');
	return found;
}

/** What is left of a customer's bonus. */
export const balanceOf = ({ data }: SagiCall, { id, balance }: SagiPromoter): number =>
	balance - (data.spent.get(id) ?? 0);

/** The stamps on a customer's card; `null`: no card yet. */
export const stampsOf = ({ data }: SagiCall, { id, stamps }: SagiPromoter): number | null =>
	data.stamps.get(id) ?? stamps;

/** An ID in a JSON body, digit for digit: it is beyond JavaScript's numbers. */
export const idIn = ({ rawBody }: SagiCall, field: string): string =>
	new RegExp(`"${field}"\\s*:\\s*(\\d+)`).exec(rawBody)?.[1] ?? '';
