import type { SessionGrant } from '../../session/session';
import { isObject, jwtExpiry, rfc3339Time, unixTime } from '../fields';
import type { Json, ProviderAnswer } from '../types';
import { cookiesOf, matchingCookies } from './cookies';
import type { Expiry, ExpiryUnit, Place } from './description';
import { fieldsOf, findNamed, valueAt } from './places';
import { CREDENTIAL } from '../hostWords';

/** When a session ends, and where that was told, for a person to read. */
export interface ToldExpiry extends Pick<SessionGrant, 'expiresAt' | 'lifetimeMs'> {
	at: string;
}

const DURATION_NAMES = ['expiresin', 'accesstokenexpiresin', 'tokenexpiresin', 'expirein', 'expiresinseconds'];
const MOMENT_NAMES = [
	...['expiresat', 'accesstokenexpiresat', 'tokenexpiresat', 'expiresdate', 'expireson', 'expirydate', 'validuntil'],
	...['expirationtime', 'expiration', 'expiry', 'expire', 'expires', 'exp'],
];
/** A number below this is no moment of our days but a span, s. */
const FIRST_MOMENT = 1e9;
/** A number of whole minutes is a span in milliseconds: 30 days would else be a moment of 2052. */
const MINUTE_MS = 60_000;
/** Names of what holds a session, or all of an answer. Anything else in an answer, e.g. a contract, may end as well. */
const OF_SESSION =
	/token|session|auth(?!ors?$)|access|jwt|ticket|log_?in|credential|expir|^(data|result|response|payload|body|meta|attributes|details|info|value|item|entry|d)s?$/i;
const OF_OTHERS = /refresh|password/i;

const isNumber = (value: Json) => typeof value !== 'object' && Number(value) > 0;
const isMoment = (value: Json) => momentOf(value) !== undefined;

/** A moment as Unix seconds, Unix ms or a date; `undefined` for anything else. */
function momentOf(value: Json): number | undefined {
	if (typeof value === 'boolean' || typeof value === 'object') return undefined;
	// 14 digits are a date without signs: as milliseconds they would be a moment after 2286.
	const written = String(value).trim();
	const compact = /^\d{14}$/.test(written) ? rfc3339Time(written) : undefined;
	if (compact !== undefined || !isNumber(value)) return compact ?? rfc3339Time(value);
	const number = Number(value);
	return number < FIRST_MOMENT || (number < 1e12 && number % MINUTE_MS === 0) ? undefined : unixTime(value);
}

/**
 * When the session of an answer ends, by the description. `undefined` where nobody tells.
 * @param accessAt where the token was found, e.g. `body data.token`
 */
export function readExpiry(
	answer: ProviderAnswer,
	expiry: Expiry,
	access: Place,
	accessToken: string,
	accessAt = '',
): ToldExpiry | undefined {
	if (expiry.from === 'none') return undefined;
	if (expiry.from === 'fixed') return { lifetimeMs: expiry.lifetimeMs, at: `the ${CREDENTIAL}` };
	if (expiry.from === 'path') {
		const told = inUnit(valueAt(fieldsOf(answer), expiry.path), expiry.unit, expiry.zone);
		return told && { ...told, at: `body ${expiry.path}` };
	}
	return findExpiry(answer, access, accessToken, accessAt.replace(/^body /, '').split('.'));
}

/** A time from now becomes `lifetimeMs`, a moment `expiresAt`, Unix ms. */
function inUnit(
	value: Json | undefined,
	unit: ExpiryUnit,
	zone?: string,
): Pick<SessionGrant, 'expiresAt' | 'lifetimeMs'> | undefined {
	if (value === undefined || value === null) return undefined;
	if (unit === 'date') {
		const expiresAt = rfc3339Time(value, zone);
		return expiresAt === undefined ? undefined : { expiresAt };
	}
	const number = isNumber(value) && typeof value !== 'boolean' ? Number(value) : undefined;
	if (number === undefined || !Number.isFinite(number)) return undefined;
	if (unit === 'unixSeconds') return { expiresAt: number * 1000 };
	if (unit === 'unixMilliseconds') return { expiresAt: number };
	return { lifetimeMs: number * { milliseconds: 1, seconds: 1000, minutes: 60_000 }[unit] };
}

/** In the token itself, else told as a span, as a moment, or by its cookie. The token's own `exp` is of no other thing. */
function findExpiry(
	answer: ProviderAnswer,
	access: Place,
	accessToken: string,
	accessAt: string[],
): ToldExpiry | undefined {
	const claim = jwtExpiry(accessToken);
	const body = withoutOthers(fieldsOf(answer), accessAt);
	const span = spanIn(body);
	if (claim !== undefined) return { expiresAt: claim, lifetimeMs: span?.lifetimeMs, at: 'exp of the token' };
	if (span) return span;
	const moment = findNamed(body, MOMENT_NAMES, isMoment);
	if (moment) return { expiresAt: momentOf(moment.value), at: `body ${moment.at}` };
	if (access.from !== 'cookie') return undefined;
	const [cookie] = matchingCookies(cookiesOf(answer), access.path);
	if (cookie?.maxAge !== undefined)
		return { lifetimeMs: cookie.maxAge * 1000, at: `Max-Age of the cookie ${cookie.name}` };
	if (cookie?.expiresAt === undefined) return undefined;
	return { expiresAt: cookie.expiresAt, at: `Expires of the cookie ${cookie.name}` };
}

function spanIn(body: Json | undefined): ToldExpiry | undefined {
	const span = findNamed(body, DURATION_NAMES, isNumber);
	if (!span) return undefined;
	// Some services call a moment `expires_in`.
	const unit =
		Number(span.value) < FIRST_MOMENT ? 'seconds' : Number(span.value) > 1e12 ? 'unixMilliseconds' : 'unixSeconds';
	const told = inUnit(span.value, unit);
	return told && { ...told, at: `body ${span.at}` };
}

/**
 * A body without what it tells of other things than the session: a user's subscription ends as well.
 * @param tokenPath where the token stands, whose neighbours are of the session
 */
function withoutOthers(body: Json | undefined, tokenPath: string[]): Json | undefined {
	const [next, ...rest] = tokenPath;
	const inner = (name: string, value: Json) => withoutOthers(value, name === next ? rest : []) ?? null;
	if (Array.isArray(body)) return body.map((entry, index) => inner(String(index), entry));
	if (!isObject(body)) return body;
	const isOwn = ([name, value]: [string, Json]) =>
		typeof value !== 'object' || name === next || (OF_SESSION.test(name) && !OF_OTHERS.test(name));
	const own = Object.entries(body).filter(isOwn);
	return Object.fromEntries(own.map(([name, value]) => [name, inner(name, value)]));
}
