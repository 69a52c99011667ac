import { dateTime } from '../machinery/laravel';
import { PhoneCodes } from '../machinery/phoneCodes';
import { randomText } from '../machinery/random';
import type { Service } from '../machinery/service';
import type { CommonSettings } from '../machinery/settings';
import { seedBusiness, type Business } from './business';
import type { OpenSettings } from './openSettings';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An owner of an account portal. `login` is the e-mail address. */
export interface PlusofonAccount {
	login: string;
	password: string;
	id: number;
	phone: string;
	role: 'lk_user' | 'lk_admin';
}

/** Settings of the Plusofon sandbox; the defaults are plusofon.ru.txt where it says anything. */
export interface PlusofonSettings extends CommonSettings, OpenSettings {
	accounts: PlusofonAccount[];
	/** The header `Client` («для ЛК Плюсофон всегда «10553»»). */
	clientCode: string;
	/** The digits every FlashCall carries, and whether they are good only once and only after a call. */
	pin: string;
	requireCall: boolean;
	/** Which token a log-out names in its body, which the document leaves open. */
	logOutToken: 'either' | 'access' | 'refresh';
	/** Whether sessions outlive a change of password, which the document leaves open. */
	keepSessionsOnPasswordChange: boolean;
	/** Whether a permanent API token may do everything or is refused by the methods of the account itself. */
	permanentTokenScope: 'all' | 'api';
	/** The token in the restore e-mail. */
	restoreToken: string;
}

/** A permanent API token, as the list of tokens shows it. */
export interface ApiToken {
	id: number;
	token: string;
	created_at: string;
	account: string;
}

/** What the sandbox keeps besides sessions. */
export interface Data extends Business {
	apiTokens: ApiToken[];
	pins: PhoneCodes;
	restoreFor: string | null;
	lastTokenId: number;
}

declare module '../machinery/provider' {
	interface ProviderSettings {
		plusofon: PlusofonSettings;
	}
}

/** Well-known accounts; the first is the document's own example. The pin of every FlashCall is 1234. */
export const PLUSOFON_ACCOUNT = { login: 'user@mail.ru', password: 'password', phone: '79993332210', pin: '1234' };
export const PLUSOFON_SECOND = { login: 'second@mail.ru', password: 'password2', phone: '79993332211', pin: '1234' };
/** A permanent API token of the first account, and its id in the list of tokens. */
export const PLUSOFON_API_TOKEN = 'KeyringSandboxPermanentToken00000042';
export const PLUSOFON_API_TOKEN_ID = 42;

/** An account as the settings have it. */
export function omitPin({
	login,
	password,
	phone: number,
}: typeof PLUSOFON_ACCOUNT): Omit<PlusofonAccount, 'id' | 'role'> {
	return { login, password, phone: number };
}

/** Adds a permanent token to the list and to those that are let in. */
export function addApiToken(service: Service<PlusofonSettings, Data>, data: Data, token: ApiToken): void {
	data.apiTokens.push(token);
	data.lastTokenId = Math.max(data.lastTokenId, token.id);
	const issuedAt = service.clock.now();
	const times = { startedAt: issuedAt, issuedAt, expiresAt: null };
	const { token: value, account } = token;
	service.tokens.add({ value, kind: 'permanent', account, family: value, ...times, revoked: false, used: false });
}

/** 34 API tokens of the first account over the last 400 days; the well-known one is the last. */
export function seed(service: Service<PlusofonSettings, Data>): Data {
	const now = service.clock.now();
	const data: Data = {
		...seedBusiness(now),
		apiTokens: [],
		pins: new PhoneCodes(),
		restoreFor: PLUSOFON_ACCOUNT.login,
		lastTokenId: 0,
	};
	for (let at = 0; at < 34; at++) {
		const known = at === 33;
		addApiToken(service, data, {
			id: known ? PLUSOFON_API_TOKEN_ID : 5 + at,
			token: known ? PLUSOFON_API_TOKEN : randomText(36),
			created_at: dateTime(now - 400 * DAY_MS + at * 12 * DAY_MS),
			account: PLUSOFON_ACCOUNT.login,
		});
	}
	return data;
}
