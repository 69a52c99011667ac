import type { SessionGrant } from '../../session/session';
import { jwtExpiry, rfc3339Time, unixTime } from '../fields';
import type { Json, ProviderAnswer } from '../types';
import { cookiesOf, matchingCookies } from './cookies';
import type { Expiry, ExpiryUnit, Place } from './description';
import { findNamed, valueAt } from './places';

/** When a session ends, and where that was told, for a person to read. */
export interface ToldExpiry extends Pick<SessionGrant, 'expiresAt' | 'lifetimeMs'> {
	at: string;
}

const DURATION_NAMES = ['expiresin', 'accesstokenexpiresin', 'tokenexpiresin', 'expirein', 'expiresinseconds'];
const MOMENT_NAMES = [
	...['expiresat', 'accesstokenexpiresat', 'tokenexpiresat', 'expiresdate', 'expireson', 'expirydate', 'validuntil'],
	...['expirationtime', 'expiration', 'expiry', 'expire', 'expires'],
];
/** A number below this is no moment of our days but a span, s. */
const FIRST_MOMENT = 1e9;

const isNumber = (value: Json) => typeof value !== 'object' && Number(value) > 0;
const isMoment = (value: Json) => momentOf(value) !== undefined;

/** A moment as Unix seconds, Unix ms or a date; `undefined` for anything else. */
function momentOf(value: Json): number | undefined {
	if (isNumber(value) && typeof value !== 'boolean') return Number(value) < FIRST_MOMENT ? undefined : unixTime(value);
	return rfc3339Time(value);
}

/** When the session of an answer ends, by the description. `undefined` where nobody tells. */
export function readExpiry(
	answer: ProviderAnswer,
	expiry: Expiry,
	access: Place,
	accessToken: string,
): ToldExpiry | undefined {
	if (expiry.from === 'none') return undefined;
	if (expiry.from === 'fixed') return { lifetimeMs: expiry.lifetimeMs, at: 'the credential' };
	if (expiry.from === 'path') {
		const told = inUnit(valueAt(answer.body, expiry.path), expiry.unit);
		return told && { ...told, at: `body ${expiry.path}` };
	}
	return findExpiry(answer, access, accessToken);
}

/** A time from now becomes `lifetimeMs`, a moment `expiresAt`, Unix ms. */
function inUnit(value: Json | undefined, unit: ExpiryUnit): Pick<SessionGrant, 'expiresAt' | 'lifetimeMs'> | undefined {
	if (value === undefined || value === null) return undefined;
	if (unit === 'date') {
		const expiresAt = rfc3339Time(value);
		return expiresAt === undefined ? undefined : { expiresAt };
	}
	const number = isNumber(value) && typeof value !== 'boolean' ? Number(value) : undefined;
	if (number === undefined || !Number.isFinite(number)) return undefined;
	if (unit === 'unixSeconds') return { expiresAt: number * 1000 };
	if (unit === 'unixMilliseconds') return { expiresAt: number };
	return { lifetimeMs: number * { milliseconds: 1, seconds: 1000, minutes: 60_000 }[unit] };
}

/** Told as a span, as a moment, in the token itself, or by its cookie. */
function findExpiry(answer: ProviderAnswer, access: Place, accessToken: string): ToldExpiry | undefined {
	const span = findNamed(answer.body, DURATION_NAMES, isNumber);
	if (span) {
		// Some services call a moment `expires_in`.
		const unit =
			Number(span.value) < FIRST_MOMENT ? 'seconds' : Number(span.value) > 1e12 ? 'unixMilliseconds' : 'unixSeconds';
		const told = inUnit(span.value, unit);
		return told && { ...told, at: `body ${span.at}` };
	}
	const moment = findNamed(answer.body, MOMENT_NAMES, isMoment);
	if (moment) return { expiresAt: momentOf(moment.value), at: `body ${moment.at}` };
	const claim = jwtExpiry(accessToken);
	if (claim !== undefined) return { expiresAt: claim, at: 'exp of the token' };
	if (access.from !== 'cookie') return undefined;
	const [cookie] = matchingCookies(cookiesOf(answer), access.path);
	if (cookie?.maxAge !== undefined)
		return { lifetimeMs: cookie.maxAge * 1000, at: `Max-Age of the cookie ${cookie.name}` };
	if (cookie?.expiresAt === undefined) return undefined;
	return { expiresAt: cookie.expiresAt, at: `Expires of the cookie ${cookie.name}` };
}
