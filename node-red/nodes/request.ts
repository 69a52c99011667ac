import type { NodeAPI } from 'node-red';

import { readPagedList, type PagedList } from '../../http/pagedLists';
import type { ProviderRequest } from '../../providers/types';
import { AccountSender, type Received } from '../runtime/accountSender';
import { requestOf, type RequestFields } from '../runtime/requestOf';
import { registerForMessages, type AccountUserDef, type Message, type Task } from './messages';

interface RequestDef extends AccountUserDef, RequestFields, PagedList {
	ret: 'obj' | 'txt' | 'bin';
	/** Whether a message is made of each entry of a list, or of each page. */
	output: 'entry' | 'page';
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
				const { body, bytes, text } = await sendOne(request);
				const payloads = { obj: provider.unwrap(body) ?? '', txt: text, bin: bytes };
				return send(Object.assign(message, { payload: payloads[config.ret] }));
			}
			const { account } = await reader.read();
			const pages = await readPagedList(request, config, account.baseUrl, sendOne, Infinity);
			const payloads = config.output === 'entry' ? pages.flat() : pages;
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
