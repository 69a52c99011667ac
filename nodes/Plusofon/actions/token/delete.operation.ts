import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../../providers/types';
import type { PlusofonAccount } from '../../../../providers/plusofon';
import type { ProviderClient } from '../../../../transport/execution/client';
import type { Operation } from '../../../../transport/execution/router';
import { sendOnce } from '../../../shared/sendOnce';
import { forOperation, notice } from '../../../shared/panel';
import { findToken } from '../../tokenPages';

const fields: INodeProperties[] = [
	notice('deleteNotice', "Whatever uses this token stops working at once. It can't be undone."),
	{
		displayName: 'Token',
		name: 'tokenId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The API token to delete. The one that the credential itself uses is refused.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchTokens', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 42',
				validation: [{ type: 'regex', properties: { regex: '^\\d+$', errorMessage: 'A token ID consists of digits' } }],
			},
		],
	},
];

/** Token → Delete. DELETE /api/v1/tokens/{token_id} (plusofon.ru.txt, «удалить конкретный токен для доступа к API») */
export const deleteToken: Operation<PlusofonAccount> = {
	description: forOperation('token', 'delete', fields),
	async execute({ client, parameter }) {
		const { value } = parameter<{ value: unknown }>('tokenId');
		const id = String(value ?? '').trim();
		if (!/^\d+$/.test(id)) {
			throw new InputError(
				id === '' ? 'The token ID is empty' : `"${id}" is not a token ID`,
				'tokenId',
				'Choose a token from the list, or enter the ID that Token → Get Many or Token → Create gives.',
			);
		}
		if (id === (await client.oncePerExecution('own token', async () => await ownTokenId(client)))) {
			throw new InputError(
				`Token ${id} is the one that this credential uses`,
				'tokenId',
				'Put another token into the credential first, or delete it in the account portal. Nothing has been deleted.',
			);
		}
		await sendOnce(async () => await client.request({ method: 'DELETE', path: `/api/v1/tokens/${id}` }));
		return { deleted: true, id: Number.isSafeInteger(Number(id)) ? Number(id) : id };
	},
};

/** The ID of the credential's own permanent token; `undefined` where it logs in otherwise. */
async function ownTokenId(client: ProviderClient<PlusofonAccount>): Promise<string | undefined> {
	const { apiToken } = await client.account();
	if (apiToken === undefined) return undefined;
	const own = await findToken(client, ({ token }) => token === apiToken);
	return own && String(own.id);
}
