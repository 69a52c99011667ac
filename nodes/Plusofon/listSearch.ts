import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { plusofon } from '../../providers/plusofon';
import { ProviderClient } from '../../transport/execution/client';
import { Sender } from '../../transport/execution/sender';
import { maskToken, readTokenPage } from './tokenPages';

/** The API tokens of the account for the list of Token → Delete, a page at a time, masked. */
export async function searchTokens(
	this: ILoadOptionsFunctions,
	filter = '',
	page = '1',
): Promise<INodeListSearchResult> {
	const { tokens, lastPage } = await readTokenPage(new ProviderClient(new Sender(this, plusofon)), Number(page));
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
