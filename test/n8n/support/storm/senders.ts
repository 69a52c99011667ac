import type { INode } from 'n8n-workflow';
import { httpRequest, keyringNode, type SavedCredential } from '../workflows';
import type { Kit } from './kits';

/** Which node sends the requests: API Request, n8n's own with the predefined credential, or one that renews by itself. */
export type Sender =
	| 'node'
	| 'HTTP Request'
	| 'HTTP Request, Pagination'
	| 'HTTP Request, Never Error'
	| 'Branch → Get';

/** One page alone. */
const PAGINATION = {
	paginationMode: 'updateAParameterInEachRequest',
	parameters: { parameters: [{ type: 'headers', name: 'X-Page', value: '={{ $pageCount + 1 }}' }] },
	limitPagesFetched: true,
	maxRequests: 1,
};

interface Sent {
	kit: Kit;
	credential: SavedCredential;
	/** The service's address. */
	url: string;
}

/** The node that sends, with the whole answer, so that a list is one item as well. */
export function senderNode(sender: Sender, name: string, { kit, credential, url }: Sent): INode {
	const http = (response: object, more = {}) => {
		const options = { response: { response: { fullResponse: true, ...response } }, ...more };
		return httpRequest(name, credential, { url: `${url}${kit.wholePath}`, options });
	};
	switch (sender) {
		case 'HTTP Request':
			return http({});
		case 'HTTP Request, Never Error':
			return http({ neverError: true });
		case 'HTTP Request, Pagination':
			return http({}, { pagination: { pagination: PAGINATION } });
		case 'Branch → Get':
			return keyringNode(name, kit.key, credential, { resource: 'branch', operation: 'get' });
		case 'node': {
			const send = { resource: 'apiRequest', operation: 'send', path: kit.path, options: { fullAnswer: true } };
			return keyringNode(name, kit.key, credential, send);
		}
	}
}
