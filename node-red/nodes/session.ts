import type { NodeAPI } from 'node-red';

import { sessionStatus } from '../../http/sessionTimes';
import { AccountSender } from '../runtime/accountSender';
import { logInWithCode, logOut, sendCode } from '../runtime/sessionActions';
import { registerForMessages, type AccountUserDef, type Task } from './messages';

interface SessionDef extends AccountUserDef {
	operation: 'status' | 'logIn' | 'refresh' | 'logOut' | 'sendCode' | 'logInWithCode';
	phone: string;
}

export function registerSession(RED: NodeAPI): void {
	const senderOf = (account: AccountSender['reader']) => new AccountSender(account);
	registerForMessages<SessionDef>(RED, 'keyring-session', senderOf, async (task) => {
		const { message, send } = task;
		const outcome = await outcomeOf(task);
		if (outcome === undefined) return 'waits';
		message.payload = outcome;
		delete message.code;
		send(message);
	});
}

/** What goes on as the payload; `undefined` where the message had the service send a code, and another one must bring it. */
async function outcomeOf({ config, sender, message, status }: Task<SessionDef>): Promise<unknown> {
	const { operation } = config;
	const phone = config.phone || message.phone;
	const isCodeAwaited = operation === 'logInWithCode' && (message.code === undefined || message.code === '');
	if (operation === 'sendCode' || isCodeAwaited) {
		const answer = await sendCode(sender, phone);
		if (!isCodeAwaited) return answer;
		status.waitsForCode();
		return undefined;
	}
	if (operation === 'logOut') return await logOut(sender);
	if (operation === 'logIn' || operation === 'refresh') await sender.renew(operation);
	if (operation === 'logInWithCode') await logInWithCode(sender, phone, message.code);
	const { session, account } = await sender.reader.read();
	return sessionStatus(sender.engine.sessions, session, account);
}
