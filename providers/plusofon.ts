import {
	answerText,
	environmentUrl,
	headerText,
	isBelow,
	isObject,
	mergeHeaders,
	plainPhone,
	required,
	text,
	tokenText,
	unixTime,
} from './fields';
import { parseError } from './faults';
import {
	InputError,
	type Account,
	type CodeLogIn,
	type CredentialFields,
	type JsonObject,
	type Provider,
} from './types';

/** The one address of plusofon.ru.txt. */
const ENVIRONMENTS = { production: 'https://restapi.plusofon.ru' };
/** «код приложения (для ЛК Плюсофон всегда «10553»)» */
const CLIENT_CODE = '10553';
/** The document tells expiry times, no lifetimes; its examples leave the refresh token 23 hours more than the access token. */
const RENEW_BEFORE_MS = 5 * 60 * 1000;

/** How a credential logs in. A permanent API token is never renewed; a PIN from a flash call works once. */
export type PlusofonLogIn = 'emailPassword' | 'phonePin' | 'apiToken';

/** @see plusofon.ru.txt, «Авторизоваться в ЛК Плюсофон» and «токены для доступа к API» */
export interface PlusofonAccount extends Account {
	/** The header `Client`. */
	clientCode: string;
	logInWith: PlusofonLogIn;
	/** Body of the log-in, the chosen pair alone; absent where there is nothing to log in with unattended. */
	logInBody?: { email: string; password: string } | { phone: string; pin: string };
	/** Digits of the phone, for `phonePin`. */
	phone?: string;
	/** The permanent token, for `apiToken`. */
	apiToken?: string;
}

/**
 * A phone as the document writes it: digits alone, `79993332210`. Spaces, brackets, hyphens and the plus are left out.
 * @throws {@link InputError} when what is left is no phone number
 */
export function phoneDigits(value: unknown, field: string): string {
	const digits = plainPhone(String(value ?? '').trim());
	if (/^\d{10,15}$/.test(digits)) return digits;
	throw new InputError(
		digits === '' ? 'The phone is empty' : 'The phone is not a phone number',
		field,
		'Enter the number with its country code, e.g. 79993332210',
	);
}

type Secrets = Pick<PlusofonAccount, 'apiToken' | 'logInBody' | 'logInWith' | 'login' | 'phone'>;

/** The chosen way to log in, and what it takes. @throws {@link InputError} */
function secretsOf(fields: CredentialFields): Secrets {
	const logInWith = text(fields, 'logInWith') || 'emailPassword';
	if (logInWith === 'apiToken') {
		const apiToken = required(fields, 'apiToken', 'API Token')
			.trim()
			.replace(/^Bearer\s+/i, '');
		headerText(apiToken, 'apiToken', 'API Token');
		return { logInWith, apiToken, login: `API token ${apiToken.slice(-4)}` };
	}
	if (logInWith === 'phonePin') {
		const phone = phoneDigits(required(fields, 'phone', 'Phone'), 'phone');
		const pin = text(fields, 'pin');
		return { logInWith, phone, login: phone, ...(pin !== '' && { logInBody: { phone, pin } }) };
	}
	const email = required(fields, 'email', 'Email').trim();
	const logInBody = { email, password: required(fields, 'password', 'Password') };
	return { logInWith: 'emailPassword', login: email, logInBody };
}

/** Whether a body is an error by its code, whatever the HTTP status says: `{message, code: 400}`. */
function hasErrorCode({ success, code }: JsonObject): boolean {
	return success !== true && /^[45]\d\d$/.test(answerText(code) ?? '');
}

const NO_ACCESS_ADVICE =
	'Plusofon answers 500 when the account has no access, or when what the request names does not exist: then another try changes nothing.';

const LOG_IN_ADVICE: Record<PlusofonLogIn, string> = {
	emailPassword: 'Open the credential and check the email and the password.',
	phonePin:
		'Run Plusofon → Session → Log In With Code, or Flash Call → Send and enter the PIN in the credential. Each PIN works once.',
	apiToken: 'Open the credential and check the permanent API token, which some methods may not accept.',
};

export const codeLogIn: CodeLogIn = {
	field: 'pin',
	/** POST /api/v1/flashcall (plusofon.ru.txt, «отправить звонок FlashCall для получения пин-кода») */
	send: (phone) => ({ method: 'POST', path: '/api/v1/flashcall', body: { phone } }),
	fields: (phone, code) => ({ logInWith: 'phonePin', phone, pin: String(code).trim() }),
};

/** Plusofon, telephony (Russia). @see plusofon.ru.txt */
export const plusofon: Provider<PlusofonAccount> = {
	name: 'Plusofon',
	credentialType: 'plusofonApi',
	tokenField: 'token',
	logInAdvice:
		'Open the credential and check the email and password, or the permanent API token, which some methods may not accept. ' +
		'With phone and PIN, run Plusofon → Session → Log In With Code: each PIN works once.',

	test: { path: '/api/v1/manager' },

	logInAdviceFor: ({ logInWith }) => LOG_IN_ADVICE[logInWith],

	needsSession: () => true,

	account(fields) {
		const base = environmentUrl(fields, ENVIRONMENTS, 'production');
		const clientCode = text(fields, 'clientCode') || CLIENT_CODE;
		if (!/^\d+$/.test(clientCode)) {
			throw new InputError(
				'The client code is not a number',
				'clientCode',
				`For the Plusofon account portal it is ${CLIENT_CODE}.`,
			);
		}
		const secrets = secretsOf(fields);
		const { logInWith, login, logInBody = {}, apiToken = '' } = secrets;
		return {
			...secrets,
			baseUrl: base,
			clientCode,
			identity: [base, clientCode, logInWith, login, apiToken, ...Object.values<string>(logInBody)],
			renewBeforeMs: RENEW_BEFORE_MS,
		};
	},

	staticGrant: ({ apiToken }) => (apiToken === undefined ? undefined : { accessToken: apiToken }),

	/** POST /api/v1/login. The examples send both pairs at once, the text says «или»: only the chosen one is sent. */
	logIn({ logInWith, logInBody }, before) {
		const isUsedUp = logInWith === 'phonePin' && before !== undefined;
		return logInBody && !isUsedUp ? { method: 'POST', path: '/api/v1/login', body: logInBody } : undefined;
	},

	/** POST /api/v1/refresh. Its `token` is the refresh token. */
	refresh(_account, { refreshToken }) {
		return refreshToken === undefined
			? undefined
			: { method: 'POST', path: '/api/v1/refresh', body: { token: refreshToken } };
	},

	codeLogIn,

	logOut: (_account, { accessToken, refreshToken }) => logOutRequest(refreshToken ?? accessToken),

	readGrant({ body }) {
		const accessToken = isObject(body) ? tokenText(body.token) : undefined;
		if (!isObject(body) || accessToken === undefined) return undefined;
		return {
			accessToken,
			expiresAt: unixTime(body.token_expire),
			refreshToken: tokenText(body.refresh_token),
			refreshExpiresAt: unixTime(body.refresh_token_expire),
			// A refresh tells nothing of the user: what the log-in told stays.
			...(isObject(body.user) && { profile: { user: body.user } }),
		};
	},

	/** «Content-Type», «Accept» and «Client» are in every example, those of GET and of bodiless POST as well. */
	authorizeRequest({ clientCode }, request, session) {
		return {
			...request,
			headers: mergeHeaders({ 'Content-Type': 'application/json', Accept: 'application/json' }, request.headers, {
				Client: clientCode,
				...(session && { Authorization: `Bearer ${session.accessToken}` }),
			}),
		};
	},

	isAllowedUrl: (account, url) => isBelow(account.baseUrl, url),

	secrets: ({ apiToken = '', logInBody = {} }) => [apiToken, ...Object.values<string>(logInBody)],

	parseError(answer) {
		// The provider's table of statuses calls 500 «нет доступа»: asking again changes nothing.
		const fault = parseError(answer, { bodyFails: hasErrorCode, refusedCodes: [500] });
		// The document has `field: "token"` beside «The current_password field is required.»: the text is right.
		const named = /^The (\w+) field /.exec(fault?.message ?? '')?.[1];
		const isNoAccess = [String(answer.status), fault?.code].includes('500');
		return fault && { ...fault, ...(named && { field: named }), ...(isNoAccess && { advice: NO_ACCESS_ADVICE }) };
	},

	unwrap: (body) => body,
};

/** POST /api/v1/logout (plusofon.ru.txt, «разлогинить текущего пользователя»). The document does not tell which of the two tokens it takes. */
export const logOutRequest = (token: string) => ({
	method: 'POST' as const,
	path: '/api/v1/logout',
	body: { token } satisfies JsonObject,
});
