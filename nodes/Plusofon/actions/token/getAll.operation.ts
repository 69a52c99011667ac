import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { PlusofonAccount } from '../../../../providers/plusofon';
import type { Operation } from '../../../../transport/router';
import { forOperation, returnAllOrLimit, returnTokens } from '../../../shared/panel';
import { isOn, limitOf } from '../../../shared/values';
import { maskToken, readTokens } from '../../tokenPages';

const DAY_MS = 24 * 60 * 60 * 1000;

interface Filters {
	olderThanDays?: number;
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
	async execute(context) {
		const { client, parameter } = context;
		const limit = limitOf(context);
		const { olderThanDays } = parameter<Filters>('filters', {});
		const withTokens = isOn(context, 'returnTokens');
		const { apiToken } = await client.account();
		const entries: IDataObject[] = [];
		for await (const entry of readTokens(client)) {
			if (olderThanDays !== undefined && !isOlder(entry.created_at, olderThanDays)) continue;
			const token = withTokens ? entry.token : maskToken(entry.token);
			entries.push({ ...entry, token, in_use: entry.token === apiToken });
			if (entries.length >= limit) break;
		}
		return entries;
	},
};

/** Whether a moment of `YYYY-MM-DD HH:mm:ss` in Moscow is longer ago; one that can't be read is not. */
function isOlder(createdAt: string, days: number): boolean {
	return Date.parse(`${createdAt.replace(' ', 'T')}+03:00`) < Date.now() - days * DAY_MS;
}
