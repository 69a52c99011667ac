import type { Session } from '../session/session';
import { parseError } from './faults';
import { answerText, isAbsolute, isBelow, isHost, isObject, isPlain, mergeHeaders, withoutEndSlashes } from './fields';
import { accountOf, keptProfile, shownProfile, valuesWith, type LoginSessionAccount } from './loginSession/account';
import { cookieValues } from './loginSession/cookies';
import { readExpiry } from './loginSession/expiry';
import { findAccess, findRefresh, readPlace, valueAt } from './loginSession/places';
import { carried, requestOf } from './loginSession/requests';
import { fillText, fillUrl, markersIn } from './loginSession/substitute';
import type { Json, Provider, ProviderAnswer, ProviderFault, ProviderRequest } from './types';

export type { LoginSessionAccount } from './loginSession/account';

/** The path of the credential's test: what the description calls harmless, else the base URL itself. */
export const HARMLESS_PATH = '/{harmless}';
/** The name under which a base URL is kept that the log-in told. */
const TOLD_BASE = 'toldBaseUrl';
/** At a log-in these say "not now" as well: conflict, locked. */
const LATER = [409, 423];

/** Where the requests of a session go: the base URL, or the one that the log-in told on a host that the description allows. */
function baseOf({ baseUrl, description: { toldBase } }: LoginSessionAccount, session: Session | undefined): string {
	const told = session?.profile[`kept_${TOLD_BASE}`];
	if (!toldBase || typeof told !== 'string' || !URL.canParse(told)) return baseUrl;
	const url = new URL(told);
	const isAllowed = isHost(toldBase.hosts, url.hostname) && url.protocol === new URL(baseUrl).protocol;
	return isPlain(url) && isAllowed ? withoutEndSlashes(url.href) : baseUrl;
}

/** Whether an answer says that the session is no good, by its status or by the field that the description names. */
function isRejection({ status, body }: ProviderAnswer, { description: { rejected } }: LoginSessionAccount): boolean {
	if (rejected.statuses.includes(status)) return true;
	if (rejected.field === undefined) return false;
	const value = valueAt(body, rejected.field);
	if (value === undefined || value === null || value === false || value === '') return false;
	return (
		!rejected.values?.length ||
		rejected.values.includes(typeof value === 'object' ? JSON.stringify(value) : String(value))
	);
}

const hasError = (value: Json | undefined) => value !== undefined && value !== null && value !== false && value !== '';

function faultOf(answer: ProviderAnswer, of: LoginSessionAccount): ProviderFault | undefined {
	const { errorField } = of.description;
	const error = errorField === undefined ? undefined : valueAt(answer.body, errorField);
	const common = parseError(answer, { bodyFails: () => hasError(error) });
	if (isRejection(answer, of)) return { ...common, message: common?.message ?? wordsOf(error), kind: 'session' };
	// 403 is a rejection only where the description says so.
	return (
		common && {
			...common,
			message: common.message ?? wordsOf(error),
			kind: common.kind === 'session' ? 'refused' : common.kind,
		}
	);
}

const wordsOf = (error: Json | undefined): string | undefined =>
	isObject(error) ? answerText(error.message ?? error.data) : answerText(error);

/** A service whose log-in is described by the credential itself, or by a preset. @see docs/login-session.md */
export const loginSession: Provider<LoginSessionAccount> = {
	name: 'Login Session',
	credentialType: 'loginSessionApi',
	tokenField: 'access_token',
	logInAdvice:
		'Open the credential and check the base URL, the username, the password and what it says about the log-in.',

	needsSession: () => true,

	account: accountOf,

	logIn: ({ description, values }) => requestOf(description.logIn, values),

	/** `undefined` where the description has no refresh, or the session lacks what the refresh would send. */
	refresh(of, session) {
		const { refresh, every } = of.description;
		if (!refresh) return undefined;
		const needsToken = refresh.authorizedWith === 'refreshToken' || markersIn(refresh).has('refreshToken');
		if (needsToken && session.refreshToken === undefined) return undefined;
		const values = valuesWith(of, session);
		const request = requestOf(refresh, values);
		if (refresh.authorizedWith === 'session') return carried(request, every, values);
		if (refresh.authorizedWith === 'nothing') return request;
		return { ...request, headers: mergeHeaders(request.headers, { Authorization: `Bearer ${session.refreshToken}` }) };
	},

	readGrant(answer, of) {
		if (!of) return undefined;
		const { access, expiry, refresh, keep = {}, toldBase } = of.description;
		const found = findAccess(answer, access);
		if (!found) return undefined;
		const told = readExpiry(answer, expiry, access, found.value);
		const places = { ...keep, ...(toldBase && { [TOLD_BASE]: toldBase.place }) };
		const kept = Object.entries(places).flatMap(([name, place]) => {
			const value = readPlace(answer, place);
			return value === undefined ? [] : [[name, value]];
		});
		return {
			accessToken: found.value,
			expiresAt: told?.expiresAt,
			lifetimeMs: told?.lifetimeMs,
			...(expiry.fromLastUse && { isIdleTimeout: true }),
			refreshToken: refresh && findRefresh(answer, refresh.refreshPlace),
			profile: {
				token_found_at: found.at,
				expiry_found_at: told?.at ?? null,
				...keptProfile(Object.fromEntries(kept) as Record<string, string>),
			},
		};
	},

	/** An answer without a token refuses as well: many services say so with a 200. */
	readRefusal(answer, of) {
		const fault = faultOf(answer, of);
		if (fault) return LATER.includes(answer.status) ? { ...fault, kind: 'transient' } : fault;
		if (loginSession.readGrant(answer, of)) return undefined;
		const words = typeof answer.body === 'string' && answer.body.length < 80 ? answer.body : undefined;
		return { message: words, kind: 'refused', advice: undefined };
	},

	authorizeRequest(of, request, session) {
		const { testUrl = '' } = of.description;
		const asked =
			request.path === HARMLESS_PATH ? fillUrl(testUrl, session ? valuesWith(of, session) : of.values) : request.path;
		const slash = asked === '' || asked.startsWith('/') ? '' : '/';
		const path = isAbsolute(asked) ? asked : `${baseOf(of, session)}${slash}${asked}`;
		const plain: ProviderRequest = {
			...request,
			path,
			headers: mergeHeaders({ Accept: 'application/json' }, request.headers),
		};
		return session ? carried(plain, of.description.every, valuesWith(of, session)) : plain;
	},

	/** The base URL and what lies below it; the addresses of log-in, refresh and log-out, which may lie beside it; the told base's hosts. */
	isAllowedUrl({ baseUrl, description: { logIn, refresh, logOut, testUrl, toldBase }, values }, url) {
		if (isBelow(baseUrl, url)) return true;
		const base = new URL(baseUrl);
		if (toldBase && url.protocol === base.protocol && isHost(toldBase.hosts, url.hostname)) return true;
		const own = [logIn.url, refresh?.url, logOut?.url, testUrl].filter((address) => address && isAbsolute(address));
		return own.some((address) => {
			const named = new URL(fillUrl(address ?? '', values));
			return named.origin === url.origin && named.pathname === url.pathname;
		});
	},

	parseError(answer, of) {
		return of ? faultOf(answer, of) : parseError(answer);
	},

	secrets(of, session) {
		const { username = '', ...values } = session ? valuesWith(of, session) : of.values;
		const basic = Buffer.from(`${username}:${values.password}`).toString('base64');
		return [basic, ...Object.values(values), ...cookieValues(session?.accessToken ?? '')];
	},

	shownProfile,

	unwrap: (body) => body,
};

/** The log-out request with this session; `undefined` where the description has none. */
export function logOutRequest(of: LoginSessionAccount, session: Session): ProviderRequest | undefined {
	const { logOut } = of.description;
	return logOut && requestOf(logOut, valuesWith(of, session));
}

/** Whether the credential's test has an address of its own; without one the log-in alone is tested. */
export const hasTestUrl = (of: LoginSessionAccount): boolean => fillText(of.description.testUrl ?? '', {}) !== '';
