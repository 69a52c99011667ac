import type { INodeProperties } from 'n8n-workflow';

import type { ProviderAnswer, ProviderRequest } from '../../providers/types';
import type { GigmaAccount } from '../../providers/gigma';
import type { OperationContext } from '../../transport/execution/router';
import { itemSession, itemSessionFields } from '../shared/itemSession';

/** Whose session a request goes out with. */
export const customerFields: INodeProperties[] = itemSessionFields(
	'Use the session that n8n keeps with the credential',
	'Use the access token below, e.g. of a customer who logged in earlier in this workflow',
);

/** Sends requests for the customer of the credential, or for the one whose access token the item brings. @throws InputError */
export function asCustomer(
	context: OperationContext<GigmaAccount>,
): (request: ProviderRequest) => Promise<ProviderAnswer> {
	const given = itemSession(context);
	const { client } = context;
	return async (request) => (given ? await client.requestWithSession(given, request) : await client.request(request));
}
