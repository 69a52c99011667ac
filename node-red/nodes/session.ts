import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';

import { AccountSender } from '../runtime/accountSender';
import { showError, showSession } from '../runtime/nodeStatus';
import { logInWithCode, logOut, sendCode, statusOf } from '../runtime/sessionActions';
import { toldError, ToldError } from '../runtime/told';
import { UnderWay } from '../runtime/underWay';
import type { AccountNode } from './account';

interface SessionDef extends NodeDef {
	account: string;
	operation: 'status' | 'logIn' | 'refresh' | 'logOut' | 'sendCode' | 'logInWithCode';
	phone: string;
}

type Message = NodeMessageInFlow & { code?: unknown; phone?: unknown };

export function registerSession(RED: NodeAPI): void {
	function SessionNode(this: Node, config: SessionDef) {
		RED.nodes.createNode(this, config);
		const account = RED.nodes.getNode(config.account) as AccountNode | null;
		const sender = account?.kept.isConfigured ? new AccountSender(account.kept) : undefined;
		const underWay = new UnderWay(this);
		this.on('input', (message: Message, send, done) => {
			underWay.finish(worked(this, config, account?.name, sender, message, send), done);
		});
	}
	RED.nodes.registerType('keyring-session', SessionNode);

	/** @throws ToldError */
	async function worked(
		node: Node,
		config: SessionDef,
		given: string | undefined,
		sender: AccountSender | undefined,
		message: Message,
		send: (message: Message) => void,
	): Promise<void> {
		if (!sender) throw new ToldError('Choose an account that is set up.');
		const name = given ?? sender.provider.name;
		await carriedOut(node, config, name, sender, message, send).catch((error: unknown) => {
			const told = toldError(error, sender.provider, name);
			showError(RED, node, told);
			throw told;
		});
	}

	async function carriedOut(
		node: Node,
		{ operation, phone: entered }: SessionDef,
		name: string,
		sender: AccountSender,
		message: Message,
		send: (message: Message) => void,
	): Promise<void> {
		const service = sender.reader.usedService();
		const phone = entered || message.phone;
		const isCodeAwaited = operation === 'logInWithCode' && (message.code === undefined || message.code === '');
		if (isCodeAwaited) {
			await sendCode(sender, service, name, phone);
			return node.status({ fill: 'blue', shape: 'ring', text: RED._('keyring.status.code') });
		}
		message.payload = await outcome();
		delete message.code;
		send(message);
		showSession(RED, node, (await sender.reader.read()).session);

		async function outcome(): Promise<unknown> {
			if (operation === 'logOut') return await logOut(sender, service, name);
			if (operation === 'sendCode') return await sendCode(sender, service, name, phone);
			if (operation === 'logIn' || operation === 'refresh') await sender.renew(operation);
			if (operation === 'logInWithCode') await logInWithCode(sender, service, phone, message.code);
			return await statusOf(sender);
		}
	}
}
