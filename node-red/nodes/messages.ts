import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';

import type { AccountSender } from '../runtime/accountSender';
import type { KeptAccount } from '../runtime/keptAccount';
import { NodeStatus } from '../runtime/nodeStatus';
import { toldError, ToldError } from '../runtime/told';
import { letFinish } from '../runtime/underWay';
import type { AccountNode } from './account';

/** What a node that works with an account is told of it. */
export interface AccountUserDef extends NodeDef {
	account: string;
}

export type Message = NodeMessageInFlow & Record<string, unknown>;

/** One message for a node, and what the node works with. */
export interface Task<D extends AccountUserDef> {
	config: D;
	sender: AccountSender;
	status: NodeStatus;
	message: Message;
	send(messages: Message | Message[][]): void;
}

/**
 * Registers a node that does something in an account's name for each message. An error goes to Catch, and below the node.
 * @param senderOf what sends the requests of one node
 * @param work gives `waits` where the node has said itself what it waits for
 */
export function registerForMessages<D extends AccountUserDef>(
	RED: NodeAPI,
	type: string,
	senderOf: (account: KeptAccount, config: D) => AccountSender,
	work: (task: Task<D>) => Promise<'waits' | void>,
): void {
	function AccountUser(this: Node, config: D) {
		RED.nodes.createNode(this, config);
		const account = RED.nodes.getNode(config.account) as AccountNode | null;
		// An account whose service is not known has told so itself.
		const sender = account?.kept && senderOf(account.kept, config);
		const finish = letFinish(this);
		const status = new NodeStatus(RED, this);

		const worked = async (message: Message, send: Task<D>['send']): Promise<void> => {
			if (!sender) throw new ToldError('Choose an account that is set up.');
			const waiting = await work({ config, sender, status, message, send }).catch((error: unknown) => {
				const told = toldError(error, sender.provider, sender.name);
				if (told.statusCode !== undefined) message.statusCode = told.statusCode;
				status.error(told);
				throw told;
			});
			if (!waiting) status.session((await sender.reader.read()).session);
		};
		this.on('input', (message, send, done) => {
			finish(worked(message as Message, send as Task<D>['send']), done);
		});
	}
	RED.nodes.registerType(type, AccountUser);
}
