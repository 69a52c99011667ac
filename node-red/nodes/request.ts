import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';

import { addressOf } from '../../http/address';
import { toHttpOptions } from '../../http/request';
import type { ProviderAnswer, ProviderRequest } from '../../providers/types';
import { AccountSender, bodyBytes } from '../runtime/accountSender';
import { showError, showSession } from '../runtime/nodeStatus';
import { payloadsOf, type PagingFields } from '../runtime/pages';
import { requestOf, type RequestFields } from '../runtime/requestOf';
import { answerError, toldError, ToldError } from '../runtime/told';
import { UnderWay } from '../runtime/underWay';
import type { AccountNode } from './account';

interface RequestDef extends NodeDef, RequestFields, PagingFields {
	account: string;
	ret: 'obj' | 'txt' | 'bin';
	/** 0: found out. */
	atOnce: number;
}

type Message = NodeMessageInFlow & Record<string, unknown>;
type Send = (messages: Message | Message[][]) => void;

export function registerRequest(RED: NodeAPI): void {
	function Request(this: Node, config: RequestDef) {
		RED.nodes.createNode(this, config);
		const account = RED.nodes.getNode(config.account) as AccountNode | null;
		const underWay = new UnderWay(this);
		const sender = account ? senderOf(account, config) : undefined;
		this.on('input', (message, send, done) => {
			underWay.finish(answered(this, config, account, sender, message as Message, send as Send), done);
		});
	}
	RED.nodes.registerType('keyring-request', Request);

	/** Sends what a message asks for, and what came of it. @throws ToldError */
	async function answered(
		node: Node,
		config: RequestDef,
		account: AccountNode | null,
		sender: AccountSender | undefined,
		message: Message,
		send: Send,
	): Promise<void> {
		if (!account || !sender) throw new ToldError('Choose an account that is set up.');
		const name = account.name ?? sender.provider.name;
		await carried(node, config, name, sender, message, send).catch((error: unknown) => {
			const told = toldError(error, sender.provider, name);
			if (told.statusCode !== undefined) message.statusCode = told.statusCode;
			showError(RED, node, told);
			throw told;
		});
	}

	async function carried(
		node: Node,
		config: RequestDef,
		name: string,
		sender: AccountSender,
		message: Message,
		send: Send,
	): Promise<void> {
		const request = requestOf(config, message);
		const { provider, reader } = sender;
		const { account } = await reader.read();
		const sendOne = async (one: ProviderRequest): Promise<ProviderAnswer> => {
			const { answer, account: of, session, tried } = await sender.sendWithRetry(one);
			const fault = provider.parseError(answer, of);
			if (fault) throw answerError({ provider, account: of, name, request: one, session, tried }, answer, fault);
			note(message, answer, addressOf(provider, of, toHttpOptions(one).url).href);
			return answer;
		};
		if (config.paging !== 'off' && request.method === 'GET') {
			const payloads = await payloadsOf(request, config, account.baseUrl, sendOne);
			const parts = { id: RED.util.generateId(), type: 'array', count: payloads.length };
			const messages = payloads.map((payload, index) =>
				Object.assign(RED.util.cloneMessage(message), { payload, parts: { ...parts, index } }),
			);
			if (messages.length > 0) send([messages]);
		} else {
			const answer = await sendOne(request);
			message.payload = payloadOf(answer, config.ret, (body) => provider.unwrap(body));
			send(message);
		}
		showSession(RED, node, (await reader.read()).session);
	}
}

/** An account whose service is not known has told so itself. */
function senderOf({ kept }: AccountNode, { atOnce, ret }: RequestDef): AccountSender | undefined {
	return kept.isConfigured ? new AccountSender(kept, Number(atOnce) || 0, ret !== 'obj') : undefined;
}

/** What Node-RED's own http request node tells of an answer; cookies can be the session. */
function note(message: Message, { status, headers }: ProviderAnswer, url: string): void {
	const shown = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'set-cookie');
	Object.assign(message, { statusCode: status, headers: Object.fromEntries(shown), responseUrl: url });
}

function payloadOf(
	answer: ProviderAnswer,
	ret: RequestDef['ret'],
	unwrap: (body: ProviderAnswer['body']) => ProviderAnswer['body'],
): unknown {
	if (ret === 'bin') return bodyBytes(answer);
	if (ret === 'txt') return bodyBytes(answer).toString('utf8');
	return unwrap(answer.body) ?? '';
}
