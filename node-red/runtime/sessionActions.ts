import { createSession } from '../../http/createSession';
import { sessionStatus } from '../../http/sessionTimes';
import { snapshotOf } from '../../http/credentialSnapshot';
import { interactionRequired } from '../../http/logInErrors';
import { InputError, type CredentialFields } from '../../providers/types';
import type { Session } from '../../session/session';
import type { AccountSender } from './accountSender';
import { engine } from './engine';
import type { Service } from './services';
import { answerError } from './told';

/** What is known of an account's session. */
export async function statusOf({ reader }: AccountSender): Promise<Record<string, unknown>> {
	const { session, account } = await reader.read();
	return sessionStatus(engine.sessions, session, account);
}

/** Writes an attempt's line to the log. */
async function audited<T extends { status: number }>(
	sender: AccountSender,
	operation: 'log-out' | 'send code',
	login: string,
	attempt: () => Promise<T>,
): Promise<T> {
	const startedAt = Date.now();
	const entry = { provider: sender.provider.name, operation, login };
	const answer = await attempt().catch((error: unknown) => {
		engine.audit({ ...entry, outcome: 'failed', durationMs: Date.now() - startedAt });
		throw error;
	});
	const outcome = answer.status < 400 ? 'done' : 'refused';
	engine.audit({ ...entry, outcome, status: answer.status, durationMs: Date.now() - startedAt });
	return answer;
}

/** Ends the session at the service, where that can be told, and forgets it. Nobody logs in for that. */
export async function logOut(sender: AccountSender, service: Service, name: string): Promise<Record<string, unknown>> {
	const { account, session } = await sender.reader.read();
	if (!session) return { success: true, was_logged_in: false, service_told: false };
	const request = engine.sessions.isAlive(session) ? service.logOut?.(account, session) : undefined;
	if (request) {
		const send = async () => await sender.sendOnce(request, session);
		const answer = await audited(sender, 'log-out', account.login, send);
		const fault = sender.provider.parseError(answer, account);
		// One that the service does not know any more is ended.
		if (fault && fault.kind !== 'session')
			throw answerError({ provider: sender.provider, account, name, request, session }, answer, fault);
	}
	engine.sessions.records.ended(session);
	await sender.reader.end();
	return { success: true, was_logged_in: true, service_told: request !== undefined };
}

/** The service's log-in by code, and the phone. @throws InputError */
async function codeLogIn({ reader }: AccountSender, { code, provider }: Service, given: unknown) {
	if (!code) throw new InputError(`${provider.name} has no log-in by a code`, 'operation', 'Use Log In.');
	const { account } = await reader.read();
	const phone = code.phone(given || account.login);
	// A message must not be able to put another person's session into the account.
	if (account.login !== '' && account.login !== phone)
		throw new InputError(
			'This is not the phone of the account',
			'phone',
			'Enter this phone in the account. Nothing has been sent.',
		);
	return { code, phone, account };
}

/** Has the service call the phone, once. */
export async function sendCode(
	sender: AccountSender,
	service: Service,
	name: string,
	given: unknown,
): Promise<unknown> {
	const { code, phone, account } = await codeLogIn(sender, service, given);
	const request = code.send(phone);
	const answer = await audited(sender, 'send code', phone, async () => await sender.sendOnce(request, undefined));
	const fault = service.provider.parseError(answer, account);
	if (fault) throw answerError({ provider: service.provider, account, name, request }, answer, fault);
	return answer.body ?? '';
}

/** Logs in with the code that a person was told, and keeps the session. @throws SessionError */
export async function logInWithCode(
	sender: AccountSender,
	service: Service,
	given: unknown,
	typed: unknown,
): Promise<void> {
	const { provider } = service;
	const { code, phone } = await codeLogIn(sender, service, given);
	const { fields, fingerprint, session: before } = await sender.reader.read();
	const withCode: CredentialFields = { ...fields, ...code.fields(phone, typed) };
	const { account } = snapshotOf(provider, { ...withCode, session: '' });
	const request = provider.logIn(account);
	if (!request) throw interactionRequired(provider, account);
	const { onOwnConnection: http } = sender.reader.clients;
	const attempt = { http, provider, account, fields: withCode, fingerprint, engine };
	const session: Session = await createSession({ ...attempt, operation: 'log-in', request });
	if (before) engine.sessions.records.ended(before);
	await sender.reader.keep(session);
}
