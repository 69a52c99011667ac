import { expiryOf, shouldRenewAt } from '../../../session/lifetime';
import { fingerprintOf, readSession, sessionFrom } from '../../../session/session';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.UTC(2026, 0, 1);
const issued = (grant: object, lead = 0) => sessionFrom({ accessToken: 'a', ...grant }, undefined, 'f', now, lead);

describe('S6 rotation', () => {
	const first = sessionFrom({ accessToken: 'a', refreshToken: 'r1' }, undefined, 'f', now, 0);

	it('replaces the refresh token by a new one', () => {
		expect(sessionFrom({ accessToken: 'b', refreshToken: 'r2' }, first, 'f', now, 0).refreshToken).toBe('r2');
	});

	it('keeps the old one where the answer has none', () => {
		expect(sessionFrom({ accessToken: 'b' }, first, 'f', now, 0).refreshToken).toBe('r1');
	});

	it('keeps what the log-in told and the refresh does not', () => {
		const logIn = sessionFrom({ accessToken: 'a', profile: { branches: ['1'] } }, undefined, 'f', now, 0);
		expect(sessionFrom({ accessToken: 'b' }, logIn, 'f', now, 0).profile).toEqual({ branches: ['1'] });
	});
});

describe('S7 how long a session can be refreshed', () => {
	const refreshed = (previous: object, grant: object, at = now + DAY) =>
		sessionFrom({ accessToken: 'b', ...grant }, issued(previous), 'f', at, 0).refreshExpiresAt;

	it('is counted from the log-in where the documents name a span, however often it is refreshed', () => {
		const span = { refreshWindowMs: 365 * DAY };
		expect(issued(span).refreshExpiresAt).toBe(now + 365 * DAY);
		expect(refreshed(span, span)).toBe(now + 365 * DAY);
		expect(refreshed(span, span, now + 365 * DAY)).toBeUndefined();
	});

	it("is what the answer tells, by the provider's clock", () => {
		expect(issued({ refreshExpiresAt: now + DAY + HOUR }, DAY).refreshExpiresAt).toBe(now + HOUR);
		expect(refreshed({ refreshWindowMs: 365 * DAY }, { refreshExpiresAt: now + 3 * DAY })).toBe(now + 3 * DAY);
	});

	it('is not known of a new refresh token of which nothing is told, and stays as it was of the same one', () => {
		const first = { refreshToken: 'r1', refreshExpiresAt: now + 9 * DAY };
		expect(refreshed(first, { refreshToken: 'r2' })).toBeUndefined();
		expect(refreshed(first, { refreshToken: 'r1' })).toBe(now + 9 * DAY);
		expect(refreshed(first, {})).toBe(now + 9 * DAY);
	});
});

describe('S9 edited credential', () => {
	it('does not read a session without an access token', () => {
		expect(readSession(JSON.stringify({ ...issued({}), accessToken: '' }), 'f')).toBeUndefined();
	});

	it('does not read a session of other settings', () => {
		const session = sessionFrom({ accessToken: 'a' }, undefined, fingerprintOf(['url', 'old password']), now, 0);
		const kept = JSON.stringify(session);
		expect(readSession(kept, fingerprintOf(['url', 'old password']))).toEqual(session);
		expect(readSession(kept, fingerprintOf(['url', 'new password']))).toBeUndefined();
	});

	it.each(['', 'no JSON', '{}', '[]', 'null', undefined, null, 7, {}])('takes %p for no session', (kept) => {
		expect(readSession(kept, 'f')).toBeUndefined();
	});
});

describe('an idle time-out', () => {
	it('lasts as long as the session does, from its issue on', () => {
		expect(issued({ isIdleTimeout: true, expiresAt: now + HOUR }).idleMs).toBe(HOUR);
	});

	it('of unknown length is none', () => {
		expect(issued({ isIdleTimeout: true })).not.toHaveProperty('idleMs');
	});
});

describe('S11 clock and lifetimes', () => {
	it.each([
		['zero', { expiresAt: now }],
		['past', { expiresAt: now - HOUR }],
		['missing', {}],
		['after all dates', { expiresAt: 8.64e15 + 1 }],
		['after all dates, by its lifetime', { lifetimeMs: Number.MAX_SAFE_INTEGER }],
	])('uses a session just obtained whose expiry is %s', (_, grant) => {
		const session = issued(grant);
		expect(expiryOf(session)).toBeUndefined();
		expect(shouldRenewAt(session, { renewBeforeMs: HOUR })).toBe(Infinity);
	});

	it('takes the last moment that a date can hold for one', () => {
		expect(expiryOf(issued({ expiresAt: 8.64e15 }))).toBe(8.64e15);
	});

	it.each([
		['ahead', DAY],
		['behind', -DAY],
	])("measures the lifetime by the provider's clock when ours is a day %s", (_, lead) => {
		expect(issued({ expiresAt: now + lead + HOUR }, lead).expiresAt).toBe(now + HOUR);
	});

	it.each([
		['tells none', {}],
		['tells one that is past', { expiresAt: now - 1 }],
	])('falls back to the documented lifetime where the answer %s', (_, grant) => {
		expect(issued({ lifetimeMs: 30 * DAY, ...grant }).expiresAt).toBe(now + 30 * DAY);
	});
});
