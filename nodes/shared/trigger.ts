import type { INodeTypeDescription, IWebhookDescription } from 'n8n-workflow';

import { MAIN } from './connection';

/** What every trigger says of itself: a workflow begins with it. */
export const TRIGGER = {
	group: ['trigger'],
	version: 1,
	inputs: [],
	outputs: [MAIN],
} satisfies Partial<INodeTypeDescription>;

/** The address of a trigger, which answers before the workflow has run. @param path the end of it */
export const addressAt = (path: string): IWebhookDescription => ({
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	path,
});
