import type { INodeProperties } from 'n8n-workflow';

import { headerText } from '../../providers/fields';
import type { Account } from '../../providers/types';
import type { Session } from '../../session/session';
import type { OperationContext } from '../../transport/execution/router';
import { sessionOf } from './panel';
import { ofItem, secretField } from './textFields';
import { filledIn, isFromItem } from './values';

const accessToken = secretField({
	displayName: 'Access Token',
	name: 'accessToken',
	placeholder: 'e.g. {{ $json.access_token }}',
	description: 'The access token that a log-in gave with "Return Tokens" on',
});

/** Fields that let an operation use a session that the item brings. */
export const itemSessionFields = (credential: string, item: string): INodeProperties[] => [
	sessionOf(credential, item),
	...ofItem(accessToken),
];

/** A session of tokens that an item brings: nothing else is known of it, and it is kept nowhere. */
export const givenSession = (tokens: Pick<Session, 'accessToken' | 'refreshToken'>): Session => ({
	...tokens,
	issuedAt: Date.now(),
	fingerprint: '',
	profile: {},
});

/**
 * The session of the access token that the item brings; `undefined` where the credential's is wanted.
 * @throws InputError when the access token is empty
 */
export function itemSession(panel: Pick<OperationContext<Account>, 'parameter'>): Session | undefined {
	if (!isFromItem(panel)) return undefined;
	const entered = filledIn(panel, 'accessToken', 'Access Token').trim();
	return givenSession({ accessToken: headerText(entered.replace(/^Bearer\s+/i, ''), 'accessToken', 'Access Token') });
}
