import { expiryOf, mustRenewAt, shouldRenewAt } from '../../../session/lifetime';
import type { Session } from '../../../session/session';
import { HOUR, MINUTE } from '../../support/account';

const DAY = 24 * HOUR;
const now = Date.UTC(2026, 0, 1);
const lasting = (ms: number | undefined, rest: Partial<Session> = {}): Session => ({
	accessToken: 'a',
	issuedAt: now,
	expiresAt: ms === undefined ? undefined : now + ms,
	fingerprint: 'f',
	profile: {},
	...rest,
});

describe('S2 when a session should be renewed', () => {
	it.each([
		['its margin before its expiry', 30 * DAY, 2 * DAY, 28 * DAY],
		['a fifth of its lifetime before, where the margin is longer', 10_000, 2 * DAY, 8_000],
		['at its expiry, where the margin is none', HOUR, 0, HOUR],
	])('%s', (_, lifetime, renewBeforeMs, at) => {
		expect(shouldRenewAt(lasting(lifetime), { renewBeforeMs })).toBe(now + at);
	});

	it('never, where no expiry is known', () => {
		const use = { renewBeforeMs: HOUR };
		expect([shouldRenewAt(lasting(undefined), use), mustRenewAt(lasting(undefined), use)]).toEqual([
			Infinity,
			Infinity,
		]);
	});

	it('not before it must be, where it lives on by being used', () => {
		const session = lasting(HOUR, { idleMs: HOUR });
		const use = { renewBeforeMs: 5 * MINUTE, lastUsedAt: now + MINUTE };
		expect(shouldRenewAt(session, use)).toBe(now + MINUTE + HOUR - 5_000);
		expect(mustRenewAt(session, use)).toBe(now + MINUTE + HOUR - 5_000);
	});

	it('at its very end, where the service repeats its token until then', () => {
		const use = { renewBeforeMs: 5 * MINUTE };
		const repeated = lasting(HOUR, { isRepeated: true });
		expect([shouldRenewAt(repeated, use), mustRenewAt(repeated, use)]).toEqual([now + HOUR, now + HOUR]);
	});
});

it.each([
	[30 * DAY, 2 * DAY, 5_000],
	[10_000, 2 * DAY, 500],
	[HOUR, 60_000, 5_000],
	[HOUR, 8_000, 2_000],
])('a session of %d ms, with a margin of %d ms, is not used in its last %d ms', (lifetime, renewBeforeMs, last) => {
	expect(mustRenewAt(lasting(lifetime), { renewBeforeMs })).toBe(now + lifetime - last);
});

describe('when a session expires', () => {
	it.each([
		['as the answer told', lasting(HOUR), undefined, now + HOUR],
		['as the answer told, whenever it was used', lasting(HOUR), now + MINUTE, now + HOUR],
		['an idle time-out after its last use', lasting(HOUR, { idleMs: HOUR }), now + MINUTE, now + MINUTE + HOUR],
		['as it was told, where nobody has used it', lasting(HOUR, { idleMs: HOUR }), undefined, now + HOUR],
		['nobody knows', lasting(undefined), now, undefined],
	])('%s', (_, session, lastUsedAt, at) => {
		expect(expiryOf(session, lastUsedAt)).toBe(at);
	});
});
