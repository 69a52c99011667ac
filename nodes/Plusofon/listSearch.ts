import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { answerText } from '../../providers/fields';
import { plusofon, type PlusofonAccount } from '../../providers/plusofon';
import type { JsonObject } from '../../providers/types';
import { ProviderClient } from '../../transport/execution/client';
import { Sender } from '../../transport/execution/sender';
import { readList, takeFrom } from './listPages';
import { maskToken, readTokenPage } from './tokenPages';
import { verificationAccounts } from './verification';

const clientOf = (context: ILoadOptionsFunctions): ProviderClient<PlusofonAccount> =>
	new ProviderClient(new Sender(context, plusofon));

type Choice = { name: string; value: string };

const choicesFor = (choices: Choice[], filter: string): INodeListSearchResult => ({
	results: choices.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
});

/** The whole of a list, each entry named by what the service calls it. */
async function listed(context: ILoadOptionsFunctions, path: string, nameOf: (entry: JsonObject) => string) {
	const entries = await takeFrom(readList(clientOf(context), path), Infinity);
	return entries.map((entry) => ({ name: nameOf(entry), value: answerText(entry.id) ?? '' }));
}

/** The numbers that can send messages, for Message → Send. */
export async function searchSendingNumbers(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	return choicesFor(await listed(this, '/api/v1/number/sms', ({ number }) => `+${answerText(number) ?? ''}`), filter);
}

/** The numbers that messages can come in for, for the Plusofon Trigger: here the number itself is chosen. */
export async function searchMessageNumbers(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const entries = await takeFrom(readList(clientOf(this), '/api/v1/number/sms'), Infinity);
	const numbers = entries.flatMap(({ number }) => answerText(number) ?? []);
	return choicesFor(
		numbers.map((number) => ({ name: `+${number}`, value: number })),
		filter,
	);
}

/** The lines of the account, for Call → Start. */
export async function searchLines(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const nameOf = ({ name, number }: JsonObject) => `${answerText(name) ?? ''} (${answerText(number) ?? ''})`;
	return choicesFor(await listed(this, '/api/v1/sip', nameOf), filter);
}

/** The accounts for verification calls, by name; their tokens stay here. */
export async function searchVerificationAccounts(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const accounts = await verificationAccounts(clientOf(this));
	return choicesFor(
		accounts.map(({ id, name }) => ({ name: `${name} (${id})`, value: id })),
		filter,
	);
}

/** The API tokens of the account for the list of Token → Delete, a page at a time, masked. */
export async function searchTokens(
	this: ILoadOptionsFunctions,
	filter = '',
	page = '1',
): Promise<INodeListSearchResult> {
	const { tokens, lastPage } = await readTokenPage(clientOf(this), Number(page));
	const wanted = filter.toLowerCase();
	const results = tokens.map(({ id, token, created_at }) => ({
		name: `${id}: ${maskToken(token)} (${created_at})`,
		value: String(id),
	}));
	return {
		results: results.filter(({ name }) => name.toLowerCase().includes(wanted)),
		...(Number(page) < lastPage && { paginationToken: String(Number(page) + 1) }),
	};
}
