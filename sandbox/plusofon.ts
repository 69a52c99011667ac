import { dateTime, fieldMessage, paginate } from './machinery/laravel';
import { PhoneCodes } from './machinery/phoneCodes';
import { defineProvider, type Call, type Operation } from './machinery/provider';
import { randomText } from './machinery/random';
import { Refusal } from './machinery/refusal';
import { decimal, exactly, text } from './machinery/schema';
import type { Service } from './machinery/service';
import { expiryField, logIn, renew, takeRefresh, unixSeconds } from './machinery/sessions';
import { PLAIN, type CommonSettings } from './machinery/settings';
import type { Token } from './machinery/tokens';

const DAY_MS = 24 * 60 * 60 * 1000;
const PAGES = 'http://localhost/api/v1';

/** An owner of an account portal. `login` is the e-mail address. */
export interface PlusofonAccount {
	login: string;
	password: string;
	id: number;
	phone: string;
	role: 'lk_user' | 'lk_admin';
}

/** Settings of the Plusofon sandbox; the defaults are plusofon.ru.txt where it says anything. */
export interface PlusofonSettings extends CommonSettings {
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

interface ApiToken {
	id: number;
	token: string;
	created_at: string;
	account: string;
}

interface Data {
	apiTokens: ApiToken[];
	calls: Array<Record<string, string | number>>;
	pins: PhoneCodes;
	restoreFor: string | null;
	lastTokenId: number;
}

declare module './machinery/provider' {
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

type PlusofonCall = Call<PlusofonSettings, Data>;
type PlusofonOperation = Operation<PlusofonSettings, Data>;

const json = text('application/json', '^application/json\\s*([;,].*)?$');
const phone = text('digits', '^[0-9]+$');
const newPassword = { password: text(), password_confirmation: text() };
const wrongField = (field: string, message: string): Refusal =>
	new Refusal('business', 400, message, [{ where: 'body', field, message, missing: false }]);

const USER = {
	id: 82,
	email: 'user@mail.ru',
	phone: '79993332210',
	first_name: null,
	last_name: null,
	middle_name: null,
	role: { name: 'lk_admin', client_id: 10553 },
};
const PAIR = {
	token: 'hsU0XgtVX4sxkLoHZEGk6gheXvDnD8ti',
	token_expire: 1665474011,
	refresh_token: 'OeDdqfSCOlXPGSW6kgMPwNL4aUoxLotL',
	refresh_token_expire: 1665556811,
};
const SESSION = { user: USER, ...PAIR, success: true };
const CALLED = { phone: '79993332210', token: 'n6XXNIHlmUG2mqyYszJ3CTHKKQZtqxzB', success: true };
const DONE = { success: true };

function byLogin({ settings }: PlusofonCall, login: string): PlusofonAccount {
	const account = settings.accounts.find((one) => one.login === login);
	if (!account) throw new Refusal('token', 401, 'account gone');
	return account;
}

/** The account of the session; a permanent token is refused here when the settings say so. */
function own(call: PlusofonCall): PlusofonAccount {
	if (call.token.kind === 'permanent' && call.settings.permanentTokenScope === 'api') {
		throw new Refusal('business', 403, 'Недостаточно прав');
	}
	return byLogin(call, call.token.account);
}

function pair({ settings }: PlusofonCall, access: Token, refresh: Token | null | undefined): Record<string, unknown> {
	const renewed = { refresh_token: refresh?.value, refresh_token_expire: unixSeconds(refresh?.expiresAt ?? null) };
	const field = expiryField(settings, 'token_expire', unixSeconds(access.expiresAt));
	return { token: access.value, ...field, ...(refresh ? renewed : {}) };
}

function session(call: PlusofonCall, account: PlusofonAccount, access: Token, refresh?: Token | null): object {
	const { id, login: email, phone: number, role: name } = account;
	const user = { ...USER, id, email, phone: number, role: { name, client_id: 10553 } };
	return { user, ...pair(call, access, refresh), success: true };
}

function loggedIn(call: PlusofonCall, account: PlusofonAccount): object {
	const { access, refresh } = logIn(call.service, account.login);
	return session(call, account, access, refresh);
}

/** Calls a phone: counted, and with `requireCall` good for one pin. */
function flashCall({ service, data }: PlusofonCall, number: string): object {
	service.counts.values.phoneCalls++;
	data.pins.sent(number);
	return { phone: number, token: randomText(32), success: true };
}

function checkPin({ settings, data, body }: PlusofonCall): void {
	const right = body.pin === settings.pin && (data.pins.use(body.phone) || !settings.requireCall);
	if (!right) throw wrongField('pin', 'Pin not right.');
}

function setPassword({ service, settings }: PlusofonCall, account: PlusofonAccount, password: string): void {
	account.password = password;
	if (!settings.keepSessionsOnPasswordChange) {
		service.tokens.revoke({ kinds: ['access', 'refresh'], account: account.login });
	}
}

function addApiToken(service: Service<PlusofonSettings, Data>, data: Data, token: ApiToken): void {
	data.apiTokens.push(token);
	data.lastTokenId = Math.max(data.lastTokenId, token.id);
	const issuedAt = service.clock.now();
	const times = { startedAt: issuedAt, issuedAt, expiresAt: null };
	const { token: value, account } = token;
	service.tokens.add({ value, kind: 'permanent', account, family: value, ...times, revoked: false, used: false });
}

/** What is the same in every method of plusofon.ru.txt. */
function documented(
	id: string,
	method: string,
	path: string,
	source: string,
	rest: Omit<PlusofonOperation, 'id' | 'method' | 'path' | 'origin' | 'source'>,
): PlusofonOperation {
	return { id, method, path: `/api/v1/${path}`, origin: 'document', source, ...rest };
}

const operations: PlusofonOperation[] = [
	documented('PF1 getUser', 'GET', 'authuser', 'Получить информацию о текущем пользователе', {
		auth: 'session',
		example: SESSION,
		handle(call) {
			const account = own(call);
			const { token, service } = call;
			const refresh = service.tokens.list(({ kind, family }) => kind === 'refresh' && family === token.family).at(-1);
			return session(call, account, token, refresh);
		},
	}),
	documented('PF2 register', 'POST', 'register', 'Зарегистрироваться в личном кабинете', {
		auth: 'none',
		body: exactly({ email: text(), phone, ...newPassword, pin: text(), promocode: text() }, [
			'email',
			'phone',
			'password',
			'password_confirmation',
			'pin',
		]),
		example: SESSION,
		handle(call) {
			const { body, settings } = call;
			checkPin(call);
			for (const field of ['email', 'phone'] as const) {
				const taken = settings.accounts.some((one) => (field === 'email' ? one.login : one.phone) === body[field]);
				if (taken) throw wrongField(field, `The ${field} has already been taken.`);
			}
			if (body.password !== body.password_confirmation)
				throw wrongField('password', 'The password confirmation does not match.');
			const { email: login, password } = body;
			const id = Math.max(81, ...settings.accounts.map((one) => one.id)) + 1;
			const account: PlusofonAccount = { login, password, phone: body.phone, id, role: 'lk_admin' };
			settings.accounts.push(account);
			return loggedIn(call, account);
		},
	}),
	documented('PF3 logIn', 'POST', 'login', 'Авторизоваться: email и password (по умолчанию) или phone и pin', {
		kind: 'logIn',
		auth: 'none',
		body: {
			...exactly({ email: text(), password: text(), phone, pin: text() }, []),
			anyOf: [{ required: ['email', 'password'] }, { required: ['phone', 'pin'] }],
		},
		example: SESSION,
		handle(call) {
			const { body, settings } = call;
			const byMail = body.email !== undefined && body.password !== undefined;
			const account = settings.accounts.find((one) => (byMail ? one.login === body.email : one.phone === body.phone));
			if (!account) throw new Refusal('business', 500, 'User not found.');
			if (!byMail) checkPin(call);
			else if (account.password !== body.password) throw new Refusal('business', 400, 'Password not right.');
			return loggedIn(call, account);
		},
	}),
	documented('PF4 updatePassword', 'POST', 'update-password', 'Поменять пароль текущего пользователя', {
		auth: 'session',
		body: exactly({ current_password: text(), ...newPassword }),
		example: PAIR,
		handle(call) {
			const account = own(call);
			const { body } = call;
			if (account.password !== body.current_password) throw new Refusal('business', 400, 'Password not right.');
			if (body.password !== body.password_confirmation)
				throw wrongField('password', 'The password confirmation does not match.');
			setPassword(call, account, body.password);
			const { access, refresh } = logIn(call.service, account.login);
			return pair(call, access, refresh);
		},
	}),
	documented('PF5 sendFlashCall', 'POST', 'flashcall', 'Отправить звонок FlashCall', {
		auth: 'none',
		body: exactly({ phone }),
		example: CALLED,
		handle: (call) => flashCall(call, call.body.phone),
	}),
	documented('PF6 sendOwnFlashCall', 'POST', 'authuser/flashcall', 'Отправить FlashCall текущему пользователю', {
		auth: 'session',
		example: CALLED,
		handle: (call) => flashCall(call, own(call).phone),
	}),
	documented('PF7 refresh', 'POST', 'refresh', 'Новый токен доступа по refresh-токену', {
		kind: 'refresh',
		auth: 'none',
		body: exactly({ token: text('refresh token') }),
		example: PAIR,
		handle(call) {
			const { access, refresh } = renew(call.service, takeRefresh(call, call.body.token, 'refresh'));
			return pair(call, access, refresh);
		},
	}),
	documented('PF8 sendRestoreToken', 'POST', 'restore-token', 'Письмо с токеном для сброса пароля', {
		auth: 'none',
		body: exactly({ email: text(), url: text() }, ['email']),
		example: DONE,
		handle({ body, settings, data }) {
			const account = settings.accounts.find(({ login }) => login === body.email);
			if (!account) throw new Refusal('business', 500, 'User not found.');
			data.restoreFor = account.login;
			return DONE;
		},
	}),
	documented('PF9 changePassword', 'POST', 'change-password', 'Новый пароль взамен забытого', {
		auth: 'none',
		body: exactly({ token: text('restore token'), ...newPassword }),
		example: DONE,
		handle(call) {
			const { body, settings, data } = call;
			if (body.token !== settings.restoreToken || data.restoreFor === null)
				throw wrongField('token', 'Token not right.');
			if (body.password !== body.password_confirmation) throw new Refusal('business', 400, 'Password not right.');
			setPassword(call, byLogin(call, data.restoreFor), body.password);
			data.restoreFor = null;
			return DONE;
		},
	}),
	documented('PF10 logOut', 'POST', 'logout', 'Разлогинить текущего пользователя', {
		kind: 'logOut',
		auth: 'session',
		body: exactly({ token: text() }),
		example: DONE,
		handle(call) {
			const { service, settings, token, body } = call;
			const named = service.tokens.find(body.token);
			const kinds = settings.logOutToken === 'either' ? ['access', 'refresh'] : [settings.logOutToken];
			if (!named || named.revoked || named.account !== token.account || !kinds.includes(named.kind)) {
				throw wrongField('token', 'Not logout user.');
			}
			service.tokens.revoke({ kinds: ['access', 'refresh'], family: named.family });
			return DONE;
		},
	}),
	documented(
		'PF11 listTokens',
		'GET',
		'tokens',
		'Список токенов. `page` is not documented, but implied by the answer',
		{
			auth: 'session',
			query: { page: decimal() },
			example: {
				...paginate(
					[{ id: 5, token: 'CSMjBmWW0d41oOESLlFQ0QqGmm4afMQZxDUD', created_at: '2022-10-12 11:05:41' }],
					'1',
					'',
				),
				success: true,
			},
			handle(call) {
				const { login } = own(call);
				const list = call.data.apiTokens.filter(({ account }) => account === login);
				const shown = list.map(({ id, token, created_at }) => ({ id, token, created_at }));
				return { ...paginate(shown, call.query.page, `${PAGES}/tokens`), success: true };
			},
		},
	),
	documented('PF12 createToken', 'POST', 'tokens', 'Создать токен для доступа к API', {
		auth: 'session',
		example: { token: 'B687X5McLfibt7qNyQ80fw5HlftliFPn', success: true },
		handle(call) {
			const { login: account } = own(call);
			const { service, data } = call;
			const token = randomText(36);
			addApiToken(service, data, {
				id: data.lastTokenId + 1,
				token,
				created_at: dateTime(service.clock.now()),
				account,
			});
			return { token, success: true };
		},
	}),
	documented('PF13 deleteToken', 'DELETE', 'tokens/:token_id', 'Удалить конкретный токен', {
		auth: 'session',
		params: { token_id: decimal() },
		example: DONE,
		handle(call) {
			const { login } = own(call);
			const { apiTokens } = call.data;
			const at = apiTokens.findIndex(({ id, account }) => String(id) === call.params.token_id && account === login);
			if (at < 0) throw new Refusal('business', 404, 'Token not found.');
			const [gone] = apiTokens.splice(at, 1);
			call.service.tokens.revoke({ kinds: ['permanent'], family: gone.token });
			return DONE;
		},
	}),
	documented('PF14 getManager', 'GET', 'manager', 'Контактные данные менеджера', {
		auth: 'session',
		example: { name: 'Иван Иванов', email: 'ivan.ivanov@plusofon.ru', phone: '+7 495 133-22-11', success: true },
		handle: () => ({ name: 'Иван Иванов', email: 'ivan.ivanov@plusofon.ru', phone: '+7 495 133-22-11', success: true }),
	}),
	{
		id: 'listCalls',
		method: 'GET',
		path: '/api/v1/call',
		origin: 'public client code',
		source: 'plusofon-1c-connector: dates are `YYYY-MM-DD HH:mm:ss`, `columns[]` repeats and picks the fields.',
		auth: 'session',
		query: {
			date_from: text(),
			date_to: text(),
			direction: text(),
			page: decimal(),
			'columns[]': { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
		},
		example: { ...paginate([{}], '1', ''), success: true },
		handle({ data, query }) {
			const { date_from: from, date_to: to, direction = 'all', 'columns[]': columns = [] } = query;
			const picked = [columns].flat();
			const list = data.calls.filter(
				(one) =>
					(from === undefined || String(one.connect_time) >= String(from)) &&
					(to === undefined || String(one.connect_time) <= String(to)) &&
					(direction === 'all' || one.direction === direction),
			);
			const cut = (one: object): object =>
				picked.length ? Object.fromEntries(Object.entries(one).filter(([name]) => picked.includes(name))) : one;
			return { ...paginate(list.map(cut), query.page, `${PAGES}/call`), success: true };
		},
	},
	{
		id: 'getBalance',
		method: 'GET',
		path: '/api/v1/payment/balance',
		origin: 'public client code',
		source: 'cdg-automation-framework, balance_api.py.',
		auth: 'session',
		example: { balance: 1520.75 },
		handle: () => ({ balance: 1520.75 }),
	},
];

/** 34 API tokens of the first account over the last 400 days; the well-known one is the last. */
function seed(service: Service<PlusofonSettings, Data>): Data {
	const now = service.clock.now();
	const data: Data = {
		apiTokens: [],
		calls: [],
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
	data.calls = Array.from({ length: 40 }, (_, at) => ({
		connect_time: dateTime(now - (at + 1) * 3 * 60 * 60 * 1000),
		number_a: `7999000${String(at).padStart(4, '0')}`,
		number_b: '74951332211',
		cld: '74951332211',
		direction: at % 3 === 0 ? 'out' : 'in',
		duration: 15 + at,
		account: 'sip-101',
		record: `https://records.invalid/${at}.mp3`,
	}));
	return data;
}

/** Plusofon: an access token of an hour, a refresh token that outlives it by 23 hours, permanent API tokens. */
export const provider = defineProvider<PlusofonSettings, Data>({
	key: 'plusofon',
	title: 'Plusofon',
	port: 5603,
	source: 'plusofon.ru.txt (help.plusofon.ru/API/v1/Авторизация)',
	security: { type: 'http', scheme: 'bearer' },
	defaults: () => ({
		...PLAIN,
		accounts: [
			{ ...omitPin(PLUSOFON_ACCOUNT), id: 82, role: 'lk_admin' },
			{ ...omitPin(PLUSOFON_SECOND), id: 83, role: 'lk_user' },
		],
		accessLifetimeSeconds: 60 * 60,
		clientCode: '10553',
		pin: '1234',
		requireCall: false,
		logOutToken: 'either',
		keepSessionsOnPasswordChange: false,
		permanentTokenScope: 'all',
		restoreToken: 'D9qT7Wf9k8PrMQ',
	}),
	choices: { logOutToken: ['either', 'access', 'refresh'], permanentTokenScope: ['all', 'api'] },
	data: seed,
	mint: () => randomText(32),
	refreshWith: 'refreshToken',
	refreshLifetime: ({ accessLifetimeSeconds }) => (accessLifetimeSeconds ?? 0) + 23 * 60 * 60,
	headers: { 'content-type': json, accept: json, client: decimal('10553 for the account portal') },
	documentStatus: 400,
	readToken: (authorization) => /^Bearer (\S+)$/.exec(authorization)?.[1],
	check({ headers, settings }) {
		if (headers.client !== settings.clientCode)
			throw new Refusal('document', 400, `the header client is not ${settings.clientCode}`);
	},
	/** The document's two shapes, `error` for 404 and `success: false` with HTTP 200 as public client code has them. */
	errorBody({ kind, status, http, message, fields }) {
		const [field] = fields.filter(({ where }) => where === 'body');
		const refused = http === 200 ? { success: false } : {};
		if (field) {
			const told = kind === 'document' ? fieldMessage(field) : field.message;
			const name = field.field === 'current_password' ? 'token' : field.field;
			return { ...refused, message: { message: told, field: name }, code: status };
		}
		if (status === 404) return { ...refused, error: message, code: status };
		if (kind !== 'token') return { ...refused, message, code: status };
		return { ...refused, message: status === 403 ? 'Недостаточно прав' : 'Unauthenticated.', code: status };
	},
	operations,
});

function omitPin({ login, password, phone: number }: typeof PLUSOFON_ACCOUNT): Omit<PlusofonAccount, 'id' | 'role'> {
	return { login, password, phone: number };
}
