import {
	environmentUrl,
	headerText,
	isBelow,
	isObject,
	mergeHeaders,
	plainPhone,
	required,
	text,
	tokenText,
} from './fields';
import { parseError } from './faults';
import type { Account, CodeLogIn, CredentialFields, JsonObject, Provider } from './types';

/** The first is the document's; the second is on public pages, whose paths follow `/api`. */
const ENVIRONMENTS: Record<string, string> = {
	beta: 'https://beta.api.gigma.ru',
	production: 'https://api.gigma.ru/api',
};

/**
 * The path of a harmless request that every credential can make: the counterparty where there is a session, else the range of
 * prices, which needs the application token alone (docs.gigma.ru/E-Commerce, «Контрагент (клиент)» and «Справочники»).
 */
export const HARMLESS_PATH = '/{harmless}';

/** @see gigma.ru.txt, «Авторизация» */
export interface GigmaAccount extends Account {
	/** «токен приложения из Gigma» */
	applicationToken: string;
	/** The last four digits of the number that called. */
	codeDigits: string;
	/** Not in the document: public client rules name it. */
	device: string;
	/** What deliveries of the Gigma Trigger are signed with; `''` where there is none. No request carries it. */
	webhookSecret: string;
}

/** The digits as text. A number has lost its leading zeros: they are put back. */
export const digitsOf = (value: unknown): string =>
	typeof value === 'number' ? String(value).padStart(4, '0') : String(value ?? '').trim();

function account(fields: CredentialFields): GigmaAccount {
	const base = environmentUrl(fields, ENVIRONMENTS, 'beta');
	const applicationToken = required(fields, 'applicationToken', 'Application Token').trim();
	const phone = plainPhone(text(fields, 'phone'));
	const codeDigits = digitsOf(fields.codeDigits);
	return {
		baseUrl: base,
		login: phone,
		applicationToken: headerText(applicationToken, 'applicationToken', 'Application Token'),
		codeDigits,
		device: text(fields, 'device'),
		webhookSecret: text(fields, 'webhookSecret'),
		identity: [base, applicationToken, phone, codeDigits],
		renewBeforeMs: 0,
	};
}

const canLogIn = ({ login, codeDigits }: GigmaAccount) => login !== '' && codeDigits !== '';

export const codeLogIn: CodeLogIn = {
	field: 'codeDigits',
	/** POST /counterparty/send_password */
	send: (phone) => ({ method: 'POST', path: '/counterparty/send_password', body: { phone } }),
	fields: (phone, code) => ({ phone, codeDigits: digitsOf(code) }),
};

/** Gigma, e-commerce: a person logs in with digits from a call; the token's lifetime is not documented. @see gigma.ru.txt */
export const gigma: Provider<GigmaAccount> = {
	name: 'Gigma',
	credentialType: 'gigmaApi',
	tokenField: 'access_token',
	logInAdvice:
		'Run Gigma → Session → Log In With Code, which calls the phone and asks for the last four digits of the calling number. Or run Gigma → Session → Send Code, and enter the digits in the credential. A code works once. If a new code is refused as well, check the environment and the application token.',

	test: { path: HARMLESS_PATH },

	/** Without phone and digits requests go with the application token alone, until a session is kept. */
	needsSession: canLogIn,

	account,

	/** POST /counterparty/login. Digits work once: after a session has ended, only a person can get others. */
	logIn(of, before) {
		if (before || !canLogIn(of)) return undefined;
		const { login, codeDigits, device } = of;
		return {
			method: 'POST',
			path: '/counterparty/login',
			body: { phone: login, password: codeDigits, ...(device !== '' && { device }) },
		};
	},

	refresh: () => undefined,

	codeLogIn,

	logOut: () => logOutRequest(false),

	/** `counterparty.access_token.value`, kept whole: `2|k8InFz…` is one token. No expiry is told. */
	readGrant({ body }) {
		const counterparty = isObject(body) && isObject(body.counterparty) ? body.counterparty : {};
		const { access_token: token, ...profile } = counterparty;
		const accessToken = isObject(token) ? tokenText(token.value) : undefined;
		return accessToken === undefined ? undefined : { accessToken, profile };
	},

	/** `Token` on every request, the bearer besides it: «Headers: Token», «Авторизация: Bearer token». */
	authorizeRequest({ applicationToken }, request, session) {
		const harmless = session ? '/counterparty' : '/counterparty/prices';
		return {
			...request,
			path: request.path === HARMLESS_PATH ? harmless : request.path,
			headers: mergeHeaders({ Accept: 'application/json' }, request.headers, {
				Token: applicationToken,
				...(session && { Authorization: `Bearer ${session.accessToken}` }),
			}),
		};
	},

	isAllowedUrl: (of, url) => isBelow(of.baseUrl, url),

	secrets: ({ applicationToken, codeDigits, webhookSecret }) => [applicationToken, codeDigits, webhookSecret],

	parseError: (answer) => parseError(answer),

	unwrap: (body) => body,
};

/** POST /counterparty/logout. Whether `from_all_devices` may be left out is not documented, so it is always sent. */
export const logOutRequest = (fromAllDevices: boolean) => ({
	method: 'POST' as const,
	path: '/counterparty/logout',
	body: { from_all_devices: fromAllDevices } satisfies JsonObject,
});
