import { NodeApiError, type NodeOperationError } from 'n8n-workflow';

import { answerText, isObject, tokenText } from '../../providers/fields';
import { phoneDigits, type PlusofonAccount } from '../../providers/plusofon';
import { InputError, type Json, type JsonObject, type ProviderAnswer } from '../../providers/types';
import type { ProviderClient } from '../../transport/execution/client';
import type { OperationContext } from '../../transport/execution/router';
import { givenSession } from '../shared/itemSession';
import { chosenText, idField } from './actions/chosen';
import { readList, takeFrom } from './listPages';

/** An account of verification calls; each has a token of its own, which is no session of the portal. */
interface VerificationAccount {
	id: string;
	name: string;
	token: string | undefined;
}

export const accountField = idField({
	displayName: 'Verification Account',
	name: 'verificationAccount',
	searchListMethod: 'searchVerificationAccounts',
	placeholder: 'e.g. 301',
	description: 'One of the accounts that the portal has for verification calls. Its token is never shown.',
	errorMessage: 'An account ID consists of digits',
});

const asAccount = ({ id, name, access_token: token }: JsonObject): VerificationAccount => ({
	id: answerText(id) ?? '',
	name: answerText(name) ?? '',
	token: tokenText(token),
});

/** The accounts for verification calls. GET /api/v1/flash-call (help.plusofon.ru/api/v1/flash-call, 11 Feb 2024) */
export const verificationAccounts = async (client: ProviderClient<PlusofonAccount>): Promise<VerificationAccount[]> =>
	(await takeFrom(readList(client, '/api/v1/flash-call'), Infinity)).map(asAccount);

type Context = Pick<OperationContext<PlusofonAccount>, 'client' | 'parameter'>;

/** The token of the account that the panel chooses. @throws InputError when there is none */
async function tokenOf(context: Context): Promise<string> {
	const { client } = context;
	const id = chosenText(context, 'verificationAccount');
	if (!/^\d+$/.test(id)) {
		throw new InputError('"Verification Account" is not an ID', 'verificationAccount', 'Choose one from the list.');
	}
	const all = await client.oncePerExecution('verification accounts', async () => await verificationAccounts(client));
	const token = all.find((account) => account.id === id)?.token;
	if (token !== undefined) return token;
	throw new InputError(
		`There is no verification account ${id}`,
		'verificationAccount',
		'Choose one from the list, or make one in the account portal.',
	);
}

const NOT_ACCEPTED =
	'Plusofon did not accept the token of this verification account. Look in the account portal whether it is active.';

/**
 * Reads the panel, and finds the token to send it with.
 * @throws InputError, or the error of the list of accounts
 */
export async function prepared<B extends JsonObject>(
	context: Context,
	read: () => B,
): Promise<{ token: string; body: B }> {
	const body = read();
	return { body, token: await tokenOf(context) };
}

/** Sends a request with the token of an account, once. @throws the request's error, which says so where it is about the token */
export async function sendAs(
	{ client }: Context,
	path: string,
	{ token, body }: { token: string; body: JsonObject },
): Promise<ProviderAnswer> {
	const session = givenSession({ accessToken: token });
	const sending = client.requestWithSession(session, { method: 'POST', path, body });
	return await sending.catch((error: NodeApiError | NodeOperationError) => {
		if (error instanceof NodeApiError && /^40[13]$/.test(error.httpCode ?? '')) error.description = NOT_ACCEPTED;
		throw error;
	});
}

/** What an answer has in `data`, or at its top, without a token of the account. */
export function answered(body: Json | undefined): JsonObject {
	const top = isObject(body) ? body : {};
	const all = { ...top, ...(isObject(top.data) && top.data) };
	return Object.fromEntries(
		Object.entries(all).filter(([name]) => !['access_token', 'data', 'success'].includes(name)),
	);
}

/** A Russian mobile phone, as verification calls want it: `7XXXXXXXXXX`. @throws InputError */
export function mobilePhone(value: unknown, field: string): string {
	const digits = phoneDigits(value, field);
	if (/^7\d{10}$/.test(digits)) return digits;
	throw new InputError(
		'The phone is not a Russian one with 11 digits that begin with 7',
		field,
		'Enter the number as 79993332210.',
	);
}
