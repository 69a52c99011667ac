import type { Call, Operation } from '../machinery/provider';
import { randomText } from '../machinery/random';
import { Refusal } from '../machinery/refusal';
import { text } from '../machinery/schema';
import { expiryField, logIn, unixSeconds } from '../machinery/sessions';
import type { Token } from '../machinery/tokens';
import type { Data, PlusofonAccount, PlusofonSettings } from './accounts';

/** The address in the document's paginator. */
export const PAGES = 'http://localhost/api/v1';

export type PlusofonCall = Call<PlusofonSettings, Data>;
export type PlusofonOperation = Operation<PlusofonSettings, Data>;

export const json = text('application/json', '^application/json\\s*([;,].*)?$');
export const phone = text('digits', '^[0-9]+$');
export const newPassword = { password: text(), password_confirmation: text() };
export const wrongField = (field: string, message: string): Refusal =>
	new Refusal('business', 400, message, [{ where: 'body', field, message, missing: false }]);

export const USER = {
	id: 82,
	email: 'user@mail.ru',
	phone: '79993332210',
	first_name: null,
	last_name: null,
	middle_name: null,
	role: { name: 'lk_admin', client_id: 10553 },
};
export const PAIR = {
	token: 'hsU0XgtVX4sxkLoHZEGk6gheXvDnD8ti',
	token_expire: 1665474011,
	refresh_token: 'OeDdqfSCOlXPGSW6kgMPwNL4aUoxLotL',
	refresh_token_expire: 1665556811,
};
export const SESSION = { user: USER, ...PAIR, success: true };
export const CALLED = { phone: '79993332210', token: 'n6XXNIHlmUG2mqyYszJ3CTHKKQZtqxzB', success: true };
export const DONE = { success: true };

export function byLogin({ settings }: PlusofonCall, login: string): PlusofonAccount {
	const account = settings.accounts.find((one) => one.login === login);
	if (!account) throw new Refusal('token', 401, 'account gone');
	return account;
}

/** The account of the session; a permanent token is refused here when the settings say so. */
export function own(call: PlusofonCall): PlusofonAccount {
	if (call.token.kind === 'permanent' && call.settings.permanentTokenScope === 'api') {
		throw new Refusal('business', 403, 'Недостаточно прав');
	}
	return byLogin(call, call.token.account);
}

export function pair(
	{ settings }: PlusofonCall,
	access: Token,
	refresh: Token | null | undefined,
): Record<string, unknown> {
	const renewed = { refresh_token: refresh?.value, refresh_token_expire: unixSeconds(refresh?.expiresAt ?? null) };
	const field = expiryField(settings, 'token_expire', unixSeconds(access.expiresAt));
	return { token: access.value, ...field, ...(refresh ? renewed : {}) };
}

export function session(call: PlusofonCall, account: PlusofonAccount, access: Token, refresh?: Token | null): object {
	const { id, login: email, phone: number, role: name } = account;
	const user = { ...USER, id, email, phone: number, role: { name, client_id: 10553 } };
	return { user, ...pair(call, access, refresh), success: true };
}

export function loggedIn(call: PlusofonCall, account: PlusofonAccount): object {
	const { access, refresh } = logIn(call.service, account.login);
	return session(call, account, access, refresh);
}

/** Calls a phone: counted, and with `requireCall` good for one pin. */
export function flashCall({ service, data }: PlusofonCall, number: string): object {
	service.counts.values.phoneCalls++;
	data.pins.sent(number);
	return { phone: number, token: randomText(32), success: true };
}

export function checkPin({ settings, data, body }: PlusofonCall): void {
	const right = body.pin === settings.pin && (data.pins.use(body.phone) || !settings.requireCall);
	if (!right) throw wrongField('pin', 'Pin not right.');
}

export function setPassword({ service, settings }: PlusofonCall, account: PlusofonAccount, password: string): void {
	account.password = password;
	if (!settings.keepSessionsOnPasswordChange) {
		service.tokens.revoke({ kinds: ['access', 'refresh'], account: account.login });
	}
}

/** What is the same in every method of plusofon.ru.txt. */
export function documented(
	id: string,
	method: string,
	path: string,
	source: string,
	rest: Omit<PlusofonOperation, 'id' | 'method' | 'path' | 'origin' | 'source'>,
): PlusofonOperation {
	return { id, method, path: `/api/v1/${path}`, origin: 'document', source, ...rest };
}
