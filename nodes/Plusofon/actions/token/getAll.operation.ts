import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { PlusofonAccount } from '../../../../providers/plusofon';
import { InputError } from '../../../../providers/types';
import { numberOf } from '../../../../providers/fields';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, returnAllOrLimit, returnTokens } from '../../../shared/panel';
import { isOn, limitOf } from '../../../shared/values';
import { maskToken, readTokens, type ApiToken } from '../../tokenPages';

const DAY_MS = 24 * 60 * 60 * 1000;

interface Filters {
	/** An expression can give anything. */
	olderThanDays?: unknown;
}

const fields: INodeProperties[] = [
	...returnAllOrLimit,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Older Than (Days)',
				name: 'olderThanDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 90,
				description:
					'Only tokens created more than this many days ago. Plusofon gives the time without a zone: it is taken for Moscow time, so that it can be off by hours.',
			},
		],
	},
	returnTokens,
];

/**
 * Token → Get Many, page after page. GET /api/v1/tokens (plusofon.ru.txt, «список токенов для доступа к API»).
 * Shape of an entry: `{id, token, created_at, in_use}`, `token` masked unless "Return Tokens" is on.
 */
export const getAll: Operation<PlusofonAccount> = {
	description: forOperation('token', 'getAll', fields),
	readsOnly: () => true,

	async execute(context) {
		const { client, parameter } = context;
		const limit = limitOf(context);
		const createdBefore = latestCreation(parameter<Filters>('filters', {}));
		const withTokens = isOn(context, 'returnTokens');
		const { apiToken } = await client.account();
		const entries: IDataObject[] = [];
		for await (const entry of readTokens(client)) {
			if (!wasCreatedBefore(createdBefore, entry)) continue;
			const token = withTokens ? entry.token : maskToken(entry.token);
			entries.push({ ...entry, token, in_use: entry.token === apiToken });
			if (entries.length >= limit) break;
		}
		return entries;
	},
};

/** Before which moment a token was made that is wanted, Unix ms; `Infinity` without a filter. @throws {@link InputError} */
function latestCreation({ olderThanDays }: Filters): number {
	if (olderThanDays === undefined) return Infinity;
	const days = numberOf(olderThanDays);
	// What comes of it may be deleted: no other number may stand for all tokens.
	if (days >= 0) return Date.now() - days * DAY_MS;
	throw new InputError(
		'"Older Than (Days)" is not a number of days',
		'filters',
		'Enter a number such as 90. Nothing has been sent.',
	);
}

/** A moment of `YYYY-MM-DD HH:mm:ss` is taken for Moscow time; one that can't be read is before none. */
function wasCreatedBefore(moment: number, { created_at: createdAt }: Pick<ApiToken, 'created_at'>): boolean {
	return moment === Infinity || Date.parse(`${createdAt.replace(' ', 'T')}+03:00`) < moment;
}
