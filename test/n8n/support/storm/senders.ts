import type { INode } from 'n8n-workflow';
import { httpRequest, keyringNode, type SavedCredential } from '../workflows';
import type { Kit } from './kits';

/** Which node sends the requests: API Request, n8n's own with the predefined credential, or one that renews by itself. */
export type Sender = 'node' | 'HTTP Request' | 'Branch → Get';

interface Sent {
	kit: Kit;
	credential: SavedCredential;
	/** The service's address. */
	url: string;
}

/** The node that sends, with the whole answer, so that a list is one item as well. */
export function senderNode(sender: Sender, name: string, { kit, credential, url }: Sent): INode {
	switch (sender) {
		case 'HTTP Request': {
			const options = { response: { response: { fullResponse: true } } };
			return httpRequest(name, credential, { url: `${url}${kit.wholePath}`, options });
		}
		case 'Branch → Get':
			return keyringNode(name, kit.key, credential, { resource: 'branch', operation: 'get' });
		case 'node': {
			const send = { resource: 'apiRequest', operation: 'send', path: kit.path, options: { fullAnswer: true } };
			return keyringNode(name, kit.key, credential, send);
		}
	}
}
