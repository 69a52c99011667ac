import type { NodeAPI } from 'node-red';

import type { ProviderRequest } from '../../providers/types';
import { AccountSender, type Received } from '../runtime/accountSender';
import { payloadsOf, type PagingFields } from '../runtime/pages';
import { requestOf, type RequestFields } from '../runtime/requestOf';
import { registerForMessages, type AccountUserDef, type Message, type Task } from './messages';

interface RequestDef extends AccountUserDef, RequestFields, PagingFields {
	ret: 'obj' | 'txt' | 'bin';
	/** 0: found out. */
	atOnce: number;
}

export function registerRequest(RED: NodeAPI): void {
	registerForMessages<RequestDef>(
		RED,
		'keyring-request',
		(account, { atOnce, ret }) => new AccountSender(account, Number(atOnce) || 0, ret !== 'obj'),
		async ({ config, sender, message, send }: Task<RequestDef>) => {
			const request = requestOf(config, message);
			const { provider, reader } = sender;
			const sendOne = async (one: ProviderRequest): Promise<Received> => {
				const sent = await sender.sendWithRetry(one);
				sender.assertAccepted(one, sent);
				note(message, sent.answer as Received);
				return sent.answer as Received;
			};
			if (config.paging === 'off' || request.method !== 'GET') {
				const { body, bytes } = await sendOne(request);
				if (config.ret === 'obj') message.payload = provider.unwrap(body) ?? '';
				else message.payload = config.ret === 'bin' ? bytes : bytes?.toString('utf8');
				return send(message);
			}
			const { account } = await reader.read();
			const payloads = await payloadsOf(request, config, account.baseUrl, sendOne);
			const parts = { id: RED.util.generateId(), type: 'array', count: payloads.length };
			const messages = payloads.map((payload, index) =>
				Object.assign(RED.util.cloneMessage(message), { payload, parts: { ...parts, index } }),
			);
			if (messages.length > 0) send([messages]);
		},
	);
}

/** What Node-RED's own http request node tells of an answer; cookies can be the session. */
function note(message: Message, { status, headers, responseUrl }: Received): void {
	const shown = Object.entries(headers).filter(([name]) => name !== 'set-cookie');
	Object.assign(message, { statusCode: status, headers: Object.fromEntries(shown), responseUrl });
}
