import type { Session } from '../session/session';
import { parseError } from './faults';
import { headerValue, isAbsolute, isBelow, isHost, isPlain, mergeHeaders, withoutEndSlashes } from './fields';
import { accountOf, keptProfile, shownProfile, valuesWith, type LoginSessionAccount } from './loginSession/account';
import { cookiesOf, cookieValues, mergeCookies, setCookieLines } from './loginSession/cookies';
import { readExpiry } from './loginSession/expiry';
import { faultOf, isRedirect } from './loginSession/faults';
import { findAccess, findRefresh, readPlace } from './loginSession/places';
import { refusalOf, unmet } from './loginSession/refusals';
import { carried, requestOf } from './loginSession/requests';
import { fillText, fillUrl, markersIn } from './loginSession/substitute';
import { lackingIn } from './loginSession/testWarning';
import type { Provider, ProviderAnswer, ProviderRequest } from './types';

export type { LoginSessionAccount } from './loginSession/account';

/** The path of the credential's test: what the description calls harmless, else the base URL itself. */
export const HARMLESS_PATH = '/{harmless}';
/** The name under which a base URL is kept that the log-in told. */
const TOLD_BASE = 'toldBaseUrl';
const FIRST_ADVICE =
	'Look at what the first address answers, and correct First Values: input.name, pattern.…, cookie.name, header.Name or a path in the body.';
/** What is kept where the service lets this address in without a log-in. */
const NO_SESSION_NEEDED = { accessToken: 'no-session-needed', profile: { token_found_at: 'none is needed' } };

/** Where the requests of a session go: the base URL, or the one that the log-in told on a host that the description allows. */
function baseOf({ baseUrl, description: { toldBase } }: LoginSessionAccount, session: Session | undefined): string {
	const told = session?.profile[`kept_${TOLD_BASE}`];
	if (!toldBase || typeof told !== 'string' || !URL.canParse(told)) return baseUrl;
	const url = new URL(told);
	const isAllowed = isHost(toldBase.hosts, url.hostname) && url.protocol === new URL(baseUrl).protocol;
	return isPlain(url) && isAllowed ? withoutEndSlashes(url.href) : baseUrl;
}

/** An answer with the cookies of the one before it, where a log-in sets none of that name anew. */
function withCookiesBefore(answer: ProviderAnswer, of: LoginSessionAccount): ProviderAnswer {
	const { cookiesBefore = [], description } = of;
	if (description.access.from !== 'cookie' || cookiesBefore.length === 0 || !countsCookiesBefore(answer, of))
		return answer;
	return { ...answer, headers: mergeLines(answer, [...cookiesBefore, ...setCookieLines(answer)]) };
}

const mergeLines = ({ headers }: ProviderAnswer, lines: string[]) => ({
	...Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'set-cookie')),
	'set-cookie': lines,
});

/**
 * Whether the first page's cookie may be the session: the log-in only makes more of it, and says so by a redirect, by a value that
 * the description names, or in JSON. Where the page with the form comes once more, nobody is logged in.
 */
const countsCookiesBefore = (answer: ProviderAnswer, { description: { granted } }: LoginSessionAccount): boolean =>
	isRedirect(answer) || granted?.must !== undefined || (answer.status < 300 && typeof answer.body !== 'string');

/** A service whose log-in is described by the credential itself, or by a preset. @see docs/login-session.md */
export const loginSession: Provider<LoginSessionAccount> = {
	name: 'Login Session',
	credentialType: 'loginSessionApi',
	tokenField: 'access_token',
	logInAdvice:
		'Open the credential and check the base URL, the username, the password and the fields about the log-in.',

	logInAddress: ({ baseUrl }) => `${baseUrl} with its "Log-In URL"`,

	test: {
		path: HARMLESS_PATH,
		// Without a Test URL the test shows that the log-in works.
		acceptsAnyAnswer: (of) => !hasTestUrl(of),
		// A preset is tried as it is: it can't be mended in the dialog.
		lacking: (of, session) => (of.isPreset ? undefined : lackingIn(of, session)),
	},

	needsSession: () => true,

	account: accountOf,

	nameOf: ({ host }) => host,

	prepareLogIn(of) {
		const { before } = of.description;
		if (!before) return undefined;
		return {
			request: requestOf(before, of.values),
			read(answer) {
				const fault = faultOf(answer, of) ?? unmet(answer, before.must);
				if (fault) return { fault };
				const places = Object.entries(before.values);
				const found = places.map(([name, place]) => [name, readPlace(answer, place)] as const);
				const missing = found.find(([, value]) => value === undefined)?.[0];
				if (missing !== undefined)
					return { fault: { kind: 'refused', message: `no {${missing}} in the first answer`, advice: FIRST_ADVICE } };
				const values = Object.fromEntries(found) as Record<string, string>;
				const cookiesBefore = setCookieLines(answer);
				return { account: { ...of, before: values, values: { ...of.values, ...values }, cookiesBefore } };
			},
		};
	},

	/** The cookies that the first answer set go along. */
	logIn({ description, values, cookiesBefore = [] }) {
		const request = requestOf(description.logIn, values);
		const set = cookiesOf({ status: 200, headers: { 'set-cookie': cookiesBefore }, body: undefined });
		const own = headerValue(request.headers, 'Cookie');
		const cookie = mergeCookies(...set.map(({ name, value }) => `${name}=${value}`), own);
		return cookie === '' ? request : { ...request, headers: mergeHeaders(request.headers, { Cookie: cookie }) };
	},

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

	/**
	 * `undefined` where the description has none, or the session lacks what it would send. What it is authorized with itself, such as
	 * HTTP Basic at a revocation (RFC 7009), goes before the session's.
	 */
	logOut(of, session) {
		const { logOut } = of.description;
		if (!logOut || (session.refreshToken === undefined && markersIn(logOut).has('refreshToken'))) return undefined;
		const request = requestOf(logOut, valuesWith(of, session));
		const authorization = headerValue(request.headers, 'Authorization');
		return authorization === undefined ? request : { ...request, authorization };
	},

	readGrant(given, of) {
		if (!of) return undefined;
		const { access, expiry, refresh, keep = {}, toldBase, granted } = of.description;
		const answer = withCookiesBefore(given, of);
		const found = findAccess(answer, access);
		if (!found && granted?.withoutSession?.includes(answer.status)) return NO_SESSION_NEEDED;
		if (!found) return undefined;
		const told = readExpiry(answer, expiry, access, found.value, found.at);
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
				...keptProfile({ ...of.before, ...(Object.fromEntries(kept) as Record<string, string>) }),
			},
		};
	},

	readRefusal: (answer, of) => refusalOf(withCookiesBefore(answer, of), of),

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
		const needsNone = session?.accessToken === NO_SESSION_NEEDED.accessToken;
		if (!session || needsNone) return plain;
		const whole = carried(plain, of.description.every, valuesWith(of, session));
		const { authorization: Authorization } = request;
		return Authorization ? { ...whole, headers: mergeHeaders(whole.headers, { Authorization }) } : whole;
	},

	/** The base URL and what lies below it; the addresses of log-in, refresh and log-out, which may lie beside it; the told base's hosts. */
	isAllowedUrl({ baseUrl, description: { before, logIn, refresh, logOut, testUrl, toldBase }, values }, url) {
		if (isBelow(baseUrl, url)) return true;
		const base = new URL(baseUrl);
		if (toldBase && url.protocol === base.protocol && isHost(toldBase.hosts, url.hostname)) return true;
		const own = [before?.url, logIn.url, refresh?.url, logOut?.url, testUrl].filter(
			(address) => address && isAbsolute(address),
		);
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

/** Whether the credential's test has an address of its own; without one the log-in alone is tested. */
export const hasTestUrl = (of: LoginSessionAccount): boolean => fillText(of.description.testUrl ?? '', {}) !== '';
