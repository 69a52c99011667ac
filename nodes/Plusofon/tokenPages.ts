import { NodeOperationError } from 'n8n-workflow';

import { answerText, isObject } from '../../providers/fields';
import type { Json, JsonObject } from '../../providers/types';
import type { PlusofonAccount } from '../../providers/plusofon';
import type { ProviderClient } from '../../transport/execution/client';

/** A permanent API token as the list has it; `created_at` is `YYYY-MM-DD HH:mm:ss` without a zone. */
export interface ApiToken {
	[field: string]: Json;
	/** A number; text where it has 16 digits or more. */
	id: number | string;
	token: string;
	created_at: string;
}

const asToken = (entry: JsonObject): ApiToken => ({
	...entry,
	id: answerText(entry.id) === undefined ? '' : (entry.id as number | string),
	token: answerText(entry.token) ?? '',
	created_at: answerText(entry.created_at) ?? '',
});

/** Enough of a token to recognise it: its first and last four characters. */
export const maskToken = (token: string): string =>
	token.length < 16 ? '••••' : `${token.slice(0, 4)}••••${token.slice(-4)}`;

/**
 * One page of the account's tokens, 15 a page. GET /api/v1/tokens (plusofon.ru.txt, «список токенов для доступа к API»)
 *
 * The document names no parameters, but its answer counts pages. Its `next_page_url` points at localhost: it is not used.
 * @throws NodeOperationError when the answer is no list, or another page than was asked for
 */
export async function readTokenPage(
	client: ProviderClient<PlusofonAccount>,
	page: number,
): Promise<{ tokens: ApiToken[]; lastPage: number }> {
	const query: Record<string, Json> = page === 1 ? {} : { page };
	const { body } = await client.request({ method: 'GET', path: '/api/v1/tokens', query });
	const { data, last_page: last, current_page: current } = isObject(body) ? body : {};
	if (!Array.isArray(data)) {
		throw new NodeOperationError(client.node, 'Plusofon answered without a list of tokens', {
			description: 'Try again. If it stays, look at the answer with API Request, and tell Plusofon.',
		});
	}
	if (current !== undefined && Number(answerText(current)) !== page) {
		throw new NodeOperationError(
			client.node,
			`Plusofon answered with page ${String(current)} of the tokens where page ${page} was asked for`,
			{ description: 'The list can not be read to its end. Switch off "Return All" and set a lower limit.' },
		);
	}
	return { tokens: data.filter(isObject).map(asToken), lastPage: Number(answerText(last)) || page };
}

/** All tokens of the account, page after page, as far as the caller reads. */
export async function* readTokens(client: ProviderClient<PlusofonAccount>): AsyncGenerator<ApiToken> {
	for (let page = 1, last = 1; page <= last; page++) {
		const { tokens, lastPage } = await readTokenPage(client, page);
		if (tokens.length === 0) return;
		last = lastPage;
		yield* tokens;
	}
}

/** The first token that fits. */
export async function findToken(
	client: ProviderClient<PlusofonAccount>,
	fits: (token: ApiToken) => boolean,
): Promise<ApiToken | undefined> {
	for await (const token of readTokens(client)) {
		if (fits(token)) return token;
	}
	return undefined;
}
