import type { Expiry, Place } from '../../../providers/loginSession/description';
import { readExpiry } from '../../../providers/loginSession/expiry';
import type { Json } from '../../../providers/types';

const BODY: Place = { from: 'body', path: '' };
const NEW_YEAR = Date.UTC(2026, 0, 1);
const jwt = `h.${Buffer.from(JSON.stringify({ exp: NEW_YEAR / 1_000 })).toString('base64url')}.s`;

const read = (
	body: Json | undefined,
	expiry: Expiry = { from: 'found' },
	access = BODY,
	token = 'opaque',
	at?: string,
) =>
	readExpiry(
		{
			status: 200,
			headers: {
				date: 'Mon, 01 Dec 2025 00:00:00 GMT',
				'set-cookie': ['a=1; Max-Age=60', 'b=2; Expires=Thu, 01 Jan 2026 00:00:00 GMT', 'c=3'],
			},
			body,
		},
		expiry,
		access,
		token,
		at,
	);

it('is what the credential says, or nothing', () => {
	expect(read({ expires_in: 60 }, { from: 'none' })).toBeUndefined();
	expect(read({ expires_in: 60 }, { from: 'fixed', lifetimeMs: 5 })).toEqual({ lifetimeMs: 5, at: 'the credential' });
});

describe('at a path, in the unit that the credential tells', () => {
	it.each([
		[60, 'seconds', { lifetimeMs: 60_000 }],
		['60', 'minutes', { lifetimeMs: 3_600_000 }],
		[60, 'milliseconds', { lifetimeMs: 60 }],
		[NEW_YEAR / 1_000, 'unixSeconds', { expiresAt: NEW_YEAR }],
		[NEW_YEAR, 'unixMilliseconds', { expiresAt: NEW_YEAR }],
		['2026-01-01T00:00:00Z', 'date', { expiresAt: NEW_YEAR }],
	] as const)('%j %s', (value, unit, told) => {
		expect(read({ e: { x: value } }, { from: 'path', path: 'e.x', unit })).toEqual({ ...told, at: 'body e.x' });
	});

	it.each([
		[null, 'seconds'],
		[true, 'seconds'],
		['', 'seconds'],
		['soon', 'seconds'],
		[0, 'seconds'],
		[-1, 'seconds'],
		[[60], 'seconds'],
		['Infinity', 'seconds'],
		['soon', 'date'],
		[null, 'date'],
		[60, 'date'],
	] as const)('nothing in %j %s', (value, unit) => {
		expect(read({ e: value as Json }, { from: 'path', path: 'e', unit })).toBeUndefined();
	});

	it('nothing where nothing is', () => {
		for (const unit of ['seconds', 'date'] as const) {
			expect(read({ expires_in: 60 }, { from: 'path', path: 'e', unit })).toBeUndefined();
		}
	});
});

describe('found by itself', () => {
	it.each(['expiresIn', 'access_token_expires_in', 'token-expires-in', 'expire_in', 'expires_in_seconds'])(
		'as a span: %s',
		(name) => expect(read({ data: { [name]: '60' } })).toEqual({ lifetimeMs: 60_000, at: `body data.${name}` }),
	);

	it('as a moment under the name of a span', () => {
		const at = 'body expires_in';
		expect(read({ expires_in: 999_999_999 })).toEqual({ lifetimeMs: 999_999_999_000, at });
		expect(read({ expires_in: 1e9 })).toEqual({ expiresAt: 1e12, at });
		expect(read({ expires_in: 1e12 })).toEqual({ expiresAt: 1e15, at });
		expect(read({ expires_in: NEW_YEAR })).toEqual({ expiresAt: NEW_YEAR, at });
	});

	it.each([
		...['expires_at', 'access_token_expires_at', 'token_expires_at', 'expires_date', 'expires_on', 'expiry_date'],
		...['valid_until', 'expiration_time', 'expiration', 'expiry', 'expire', 'expires'],
	])('as a moment: %s', (name) => {
		for (const value of ['2026-01-01T00:00:00Z', NEW_YEAR, String(NEW_YEAR / 1_000)]) {
			expect(read({ [name]: value })).toEqual({ expiresAt: NEW_YEAR, at: `body ${name}` });
		}
	});

	it.each([[60], [999_999_999], ['soon'], [true], [null], [{}], ['']])('is no moment: %j', (value) => {
		expect(read({ expires: value as Json })).toBeUndefined();
	});

	it('as the first moment of our days', () => {
		expect(read({ expires: 1e9 })).toEqual({ expiresAt: 1e12, at: 'body expires' });
	});

	it.each([[0], [-1], [''], [[60]], ['soon']])('is no span: %j', (value) => {
		expect(read({ expires_in: value as Json })).toBeUndefined();
	});

	it('token before span before moment before cookie', () => {
		const cookie: Place = { from: 'cookie', path: 'a' };
		const body = { expires_in: 60, expires: NEW_YEAR };
		const at = 'exp of the token';
		expect(read(body, undefined, cookie, jwt)).toEqual({ expiresAt: NEW_YEAR, lifetimeMs: 60_000, at });
		expect(read({ expires: 1 }, undefined, cookie, jwt)).toEqual({ expiresAt: NEW_YEAR, at });
		expect(read(body, undefined, cookie)?.at).toBe('body expires_in');
		expect(read({ expires: NEW_YEAR }, undefined, cookie)?.at).toBe('body expires');
		expect(read({}, undefined, cookie)).toEqual({ lifetimeMs: 60_000, at: 'Max-Age of the cookie a' });
	});

	it('as its cookie tells, where the token is one', () => {
		const of = (path: string, from: Place['from'] = 'cookie') => read({}, undefined, { from, path });
		expect(of('b')).toEqual({ expiresAt: NEW_YEAR, at: 'Expires of the cookie b' });
		expect([of('c'), of('d'), of('a', 'body'), of('a', 'header')]).toEqual(Array(4).fill(undefined));
	});
});

it('is not that of another thing', () => {
	const record = { expires: '2027-06-01' };
	const others: Json[] = [
		{ record },
		{ user: { subscription: { expiresAt: NEW_YEAR } } },
		{ data: { licence: record } },
		{ client: record, contract: { valid_until: NEW_YEAR }, author: record },
		{ session: { password: record }, refresh: { expires_in: 60 }, refreshToken: record },
	];
	expect(others.map((body) => read(body))).toEqual(Array(others.length).fill(undefined));
	// What stands beside the token is of it, whatever its object is called.
	const wrapped: Json = { anna: { token: 'opaque', expires: NEW_YEAR }, other: record };
	expect(read(wrapped, undefined, BODY, 'opaque', 'body anna.token')?.at).toBe('body anna.expires');
	expect(read({ record }, undefined, BODY, jwt)?.at).toBe('exp of the token');
	expect(read({ user: { name: 'a' }, data: { session: { expires: NEW_YEAR } } })?.at).toBe('body data.session.expires');
	expect(read({ user: 'a', expires_in: 60 })?.at).toBe('body expires_in');
});

it('is no moment of 2052 where a service tells whole minutes in milliseconds', () => {
	expect(read({ expires: 30 * 24 * 60 * 60_000 })).toBeUndefined();
	expect(read({ expires: 2_592_000_001 })).toEqual({ expiresAt: 2_592_000_001_000, at: 'body expires' });
});

it('is read day first where dots stand between, and in the zone that the credential names', () => {
	const date = (zone?: string, value = '12.01.2027 10:00') =>
		read({ e: value }, { from: 'path', path: 'e', unit: 'date', ...(zone && { zone }) })?.expiresAt;
	expect(date('Europe/Moscow')).toBe(Date.UTC(2027, 0, 12, 7));
	expect(date()).toBe(new Date(2027, 0, 12, 10).getTime());
	expect(date('Europe/Moscow', '2027-01-12T10:00:00Z')).toBe(Date.UTC(2027, 0, 12, 10));
	expect(read({ expires: '12.01.2027' })?.expiresAt).toBe(new Date(2027, 0, 12).getTime());
	expect(read({ expires: '12/01/2027' })).toBeUndefined();
	// As milliseconds it would be 2612.
	expect(read({ expires: '20270115080000' })?.expiresAt).toBe(new Date(2027, 0, 15, 8).getTime());
	expect(read({ '.expires': 'Fri, 15 Jan 2027 08:00:00 GMT' })?.expiresAt).toBe(Date.UTC(2027, 0, 15, 8));
});

it('is read in a form as well', () => {
	expect(read('access_token=abc&expires_in=60')).toEqual({ lifetimeMs: 60_000, at: 'body expires_in' });
});
