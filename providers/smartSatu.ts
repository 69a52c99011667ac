import {
	answerText,
	baseUrl,
	headerText,
	headerValue,
	isAbsolute,
	isBelow,
	isHost,
	isObject,
	isPlain,
	mergeHeaders,
	required,
	text,
	tokenText,
	unixTime,
	withoutEndSlashes,
} from './fields';
import { parseError } from './faults';
import { InputError, type Account, type CredentialFields, type Json, type JsonObject, type Provider } from './types';
import { CREDENTIAL } from './hostWords';

/** The three addresses of the newest revision: «Обзор», «URI схема» and, without a host, «Методы». */
const LOGIN_ADDRESSES: Record<string, string> = {
	foodUsers: 'https://food.smartsatu.com/api/users/login',
	loginHost: 'https://login.smartsatu.com/api/user/login',
	foodUser: 'https://food.smartsatu.com/api/user/login',
};
const DOCUMENTED = Object.values(LOGIN_ADDRESSES).join(', ');
const OTHER_ADDRESSES = `Smart Satu documents three login addresses: ${DOCUMENTED}. Only the one chosen in the ${CREDENTIAL} is tried.`;

/** «content-type: application/json; charset=utf-8», which may not be empty. */
const CONTENT_TYPE = 'application/json; charset=utf-8';

/** @see smart-satu.ru.txt, «Авторизация пользователя» */
export interface SmartSatuAccount extends Account {
	loginUrl: string;
	password: string;
	/** «Идентификатор сервера»; empty: not sent. */
	direction: string;
	/** The header `country`, of the log-in and of all that follows. What the answer says of it changes nothing. */
	country: string;
	/** How later requests carry the token, which the document leaves open. */
	scheme: string;
}

/** The address that the log-in's path belongs to: `…/api` of `…/api/users/login`. */
function apiOf(loginUrl: string): string {
	const known = /^(.+)\/users?\/login$/.exec(loginUrl)?.[1];
	return known ?? `${new URL(loginUrl).origin}/api`;
}

function account(fields: CredentialFields): SmartSatuAccount {
	const choice = text(fields, 'loginAddress') || 'foodUsers';
	const address = choice === 'custom' ? required(fields, 'loginUrl', 'Login URL') : LOGIN_ADDRESSES[choice];
	const loginUrl = baseUrl(address ?? '', 'loginUrl', 'Login URL', fields.allowHttp === true);
	if (new URL(loginUrl).pathname === '/') {
		throw new InputError(
			'"Login URL" is a host without the path of the log-in',
			'loginUrl',
			`Enter the whole address, e.g. ${loginUrl}/api/users/login`,
		);
	}
	const login = required(fields, 'username', 'Username').trim();
	const password = required(fields, 'password', 'Password');
	const direction = text(fields, 'direction');
	const country = headerText(text(fields, 'country') || 'ru', 'country', 'Country');
	return {
		baseUrl: apiOf(loginUrl),
		loginUrl,
		login,
		password,
		direction,
		country,
		scheme: text(fields, 'authorizationScheme') || 'basicColon',
		identity: [loginUrl, login, password, direction, country],
		renewBeforeMs: 60_000,
	};
}

const isSmartSatu = ({ protocol, port, hostname }: URL) =>
	protocol === 'https:' && port === '' && isHost(['smartsatu.com', '*.smartsatu.com'], hostname);

/** Where later requests go: `url_api` of the log-in, unless it names a host that the token must not go to. */
function apiBase(of: SmartSatuAccount, profile: Record<string, unknown>): string {
	const told = typeof profile.url_api === 'string' ? profile.url_api.trim() : '';
	if (!URL.canParse(told)) return of.baseUrl;
	const url = new URL(told);
	if (!isPlain(url) || !(isSmartSatu(url) || isBelow(of.baseUrl, url))) return of.baseUrl;
	return withoutEndSlashes(url.href);
}

const base64 = (value: string) => Buffer.from(value, 'utf8').toString('base64');

/** Sibling pages of the document say HTTP Basic, made from the token, and are cut before they say how. */
const SCHEMES: Record<string, (token: string) => string | undefined> = {
	basicColon: (token) => `Basic ${base64(`${token}:`)}`,
	basic: (token) => `Basic ${base64(token)}`,
	bearer: (token) => `Bearer ${token}`,
	none: () => undefined,
};

/** A log-in's answer: an object, «массив данных» of one, or either inside `{data}`. */
function logInAnswer(body: Json | undefined): JsonObject | undefined {
	const first = Array.isArray(body) ? body[0] : body;
	if (isObject(first) && !('access_token' in first) && typeof first.data === 'object')
		return logInAnswer(first.data ?? undefined);
	return isObject(first) ? first : undefined;
}

const NUMBERS = ['id', 'company_id', 'price_decimals', 'access_token_expiration_time', 'time_zone_offset'];
const BOOLEANS = ['is_document', 'is_replacement', 'price_before_currency', 'cashback_enabled'];
const TRUTH: Record<string, boolean> = { true: true, 1: true, false: false, 0: false };

/** Fields with the types of the document's example, since its table says `string` of nearly all. What does not fit stays. */
function documentedTypes(answer: JsonObject): JsonObject {
	const typed = { ...answer };
	for (const name of NUMBERS) {
		const value = typed[name];
		if (typeof value === 'string' && /^\d{1,15}$/.test(value.trim())) typed[name] = Number(value);
	}
	for (const name of BOOLEANS) {
		const value = TRUTH[answerText(typed[name])?.toLowerCase() ?? ''];
		if (value !== undefined) typed[name] = value;
	}
	return typed;
}

/** Smart Satu, orders of suppliers: a token with an expiry and no refresh. @see smart-satu.ru.txt, revision 1666 */
export const smartSatu: Provider<SmartSatuAccount> = {
	name: 'Smart Satu',
	credentialType: 'smartSatuApi',
	tokenField: 'access_token',
	logInAdvice: `Open the ${CREDENTIAL} and check the username, the password, the direction and the login address. ${OTHER_ADDRESSES}`,
	rejectedAdvice: `Open the ${CREDENTIAL}, try another "Send Token As", and check "Country".`,
	logInAddress: ({ loginUrl }) => loginUrl,
	addressAdvice: OTHER_ADDRESSES,
	test: { path: '/counterparties' },

	needsSession: () => true,

	account,

	/** POST to the chosen address and no other: another try elsewhere would send the password to another host. */
	logIn: ({ loginUrl, login, password, direction }) => ({
		method: 'POST',
		path: loginUrl,
		body: { username: login, password, ...(direction !== '' && { direction }) },
	}),

	/** «В противном случае нужно отправить запрос на авторизацию»: there is no refresh. */
	refresh: () => undefined,

	readGrant({ body }) {
		const { access_token: token, ...profile } = logInAnswer(body) ?? {};
		const accessToken = tokenText(token);
		if (accessToken === undefined) return undefined;
		const expiresAt = unixTime(profile.access_token_expiration_time);
		return { accessToken, expiresAt, profile: documentedTypes(profile) };
	},

	authorizeRequest(of, request, session) {
		const given = headerValue(request.headers, 'Content-Type');
		// An upload names its own type, with the boundary of its parts.
		const isUpload = given !== undefined && !/^application\/json\b/i.test(given);
		const authorization = session && SCHEMES[of.scheme]?.(session.accessToken);
		const isPath = !isAbsolute(request.path);
		const slash = request.path.startsWith('/') ? '' : '/';
		return {
			...request,
			path: session && isPath ? `${apiBase(of, session.profile)}${slash}${request.path}` : request.path,
			headers: mergeHeaders({ Accept: 'application/json' }, request.headers, {
				'Content-Type': isUpload ? given : CONTENT_TYPE,
				country: of.country,
				...(authorization && { Authorization: authorization }),
			}),
		};
	},

	isAllowedUrl: (of, url) => isBelow(of.baseUrl, url) || isSmartSatu(url) || url.href === of.loginUrl,

	secrets: ({ password }) => [password],

	/**
	 * Its sibling pages document 401 alone, and that an import says in `comment` why not. `code` 0 is how its framework says that there
	 * is no code.
	 */
	parseError(answer) {
		const fault = parseError(answer);
		if (!fault) return undefined;
		const comment = isObject(answer.body) ? answerText(answer.body.comment) : undefined;
		return { ...fault, message: fault.message ?? comment, code: fault.code === '0' ? undefined : fault.code };
	},

	/** Only the log-in's answer may come wrapped; the lists of other methods stay lists. */
	unwrap: (body) => body,
};
