import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../providers/types';
import type { Session } from '../../session/session';
import { sessionOf } from './panel';

/** Fields that let an operation use a session that the item brings, for nodes that serve many accounts. */
export const itemSessionFields = (credential: string, item: string): INodeProperties[] => [
	sessionOf(credential, item),
	{
		displayName: 'Access Token',
		name: 'accessToken',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.access_token }}',
		description: 'The access token that a log-in gave with "Return Tokens" on',
		displayOptions: { show: { accountFrom: ['item'] } },
	},
];

/**
 * The session that the item brings; `undefined` where the credential's is wanted.
 * @throws {@link InputError} when the item's access token is empty
 */
export function itemSession(node: IExecuteFunctions, itemIndex: number): Session | undefined {
	if (node.getNodeParameter('accountFrom', itemIndex, 'credential') !== 'item') return undefined;
	const entered = String(node.getNodeParameter('accessToken', itemIndex, '') ?? '').trim();
	const accessToken = entered.replace(/^Bearer\s+/i, '');
	if (accessToken === '') {
		throw new InputError('The access token is empty', 'accessToken', 'Give the access token that a log-in returned.');
	}
	return { accessToken, issuedAt: Date.now(), fingerprint: '', profile: {} };
}
