import { auditedFrom } from '../../http/audit';
import { createSession } from '../../http/createSession';
import type { Sent } from '../../http/retryingSender';
import { interactionRequired } from '../../http/logInErrors';
import { phoneDigits } from '../../providers/plusofon';
import { InputError } from '../../providers/types';
import type { AccountSender } from './accountSender';
import { engine } from './engine';

/** Sends a request that ends a session or calls a phone, once, and writes its line to the log. */
async function sendAudited(
	sender: AccountSender,
	operation: 'log-out' | 'send code',
	login: string,
	...sending: Parameters<AccountSender['sendOnce']>
): Promise<Sent> {
	const write = auditedFrom(engine.audit, Date.now, { provider: sender.provider.name, operation, login });
	const sent = await sender.sendOnce(...sending).catch((error: unknown) => {
		write('failed');
		throw error;
	});
	write(sent.answer.status < 400 ? 'done' : 'refused', sent.answer.status);
	return sent;
}

/** Ends the session at the service, where that can be told, and forgets it. Nobody logs in for that. */
export async function logOut(sender: AccountSender): Promise<Record<string, unknown>> {
	const { account, session } = await sender.reader.read();
	if (!session) return { success: true, was_logged_in: false, service_told: false };
	const request = engine.sessions.isAlive(session) ? sender.provider.logOut?.(account, session) : undefined;
	if (request) {
		const sent = await sendAudited(sender, 'log-out', account.login, request, session);
		// One that the service does not know any more is ended.
		if (sender.provider.parseError(sent.answer, account)?.kind !== 'session') sender.assertAccepted(request, sent);
	}
	engine.sessions.records.endedOnPurpose(session);
	await sender.reader.end();
	return { success: true, was_logged_in: true, service_told: request !== undefined };
}

/** The service's log-in by code, and the phone. @throws InputError */
async function codeLogInOf({ reader, provider }: AccountSender, given: unknown) {
	const { codeLogIn } = provider;
	if (!codeLogIn) throw new InputError(`${provider.name} has no log-in by a code`, 'operation', 'Use Log In.');
	const { login } = (await reader.read()).account;
	const phone = phoneDigits(given || login, 'phone');
	// A message must not be able to put another person's session into the account.
	const advice = 'Enter this phone in the account. Nothing has been sent.';
	if (login !== '' && login !== phone) throw new InputError('This is not the phone of the account', 'phone', advice);
	return { codeLogIn, phone };
}

/** Has the service call the phone, once. */
export async function sendCode(sender: AccountSender, given: unknown): Promise<unknown> {
	const { codeLogIn, phone } = await codeLogInOf(sender, given);
	const request = codeLogIn.send(phone);
	const sent = await sendAudited(sender, 'send code', phone, request);
	sender.assertAccepted(request, sent);
	return sent.answer.body ?? '';
}

/** Logs in with the code that a person was told, and keeps the session. @throws SessionError */
export async function logInWithCode(sender: AccountSender, given: unknown, typed: unknown): Promise<void> {
	const { provider, reader } = sender;
	const { codeLogIn, phone } = await codeLogInOf(sender, given);
	const { fields: known, fingerprint, session: before } = await reader.read();
	const fields = { ...known, ...codeLogIn.fields(phone, typed) };
	const account = provider.account(fields);
	const request = provider.logIn(account);
	if (!request) throw interactionRequired(provider, account);
	const attempt = { http: reader.clients.onOwnConnection, provider, account, fields, fingerprint, engine };
	const session = await createSession({ ...attempt, operation: 'log-in', request });
	if (before) engine.sessions.records.endedOnPurpose(before);
	await reader.keep(session);
}
