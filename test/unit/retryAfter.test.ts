import { retryAfterMs } from '../../pacing/retryAfter';
import { waitBeforeNext, waitsUntil } from '../../transport/http/retryAfter';

const now = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const answer = (wait?: unknown) => ({ status: 429, headers: { 'retry-after': wait }, body: undefined });

describe('Retry-After', () => {
	it.each([
		['7', 7_000],
		[' 7 ', 7_000],
		[7, 7_000],
		[new Date(now + 9_000).toUTCString(), 9_000],
		[new Date(now + 9_000).toISOString(), 9_000],
		['Thu, 01 Jan 2026 00:00:09 +0000', 9_000],
		['3600', HOUR],
		['86400', HOUR],
		['0', undefined],
		[new Date(now - 9_000).toUTCString(), undefined],
		['7 seconds', undefined],
		['in 7', undefined],
		['soon', undefined],
		[undefined, undefined],
	])('%p asks to wait %p ms', (told, ms) => {
		expect(retryAfterMs(answer(told), now)).toBe(ms);
	});
});

describe('the next attempt', () => {
	it('waits as long as the last answer asked for, and no attempt of another account', () => {
		waitBeforeNext('one', answer('10'), now);
		expect(waitsUntil('one', now)).toBe(now + 10_000);
		expect(waitsUntil('one', now + 9_999)).toBe(now + 10_000);
		expect(waitsUntil('one', now + 10_000)).toBeUndefined();
		expect(waitsUntil('other', now)).toBeUndefined();
	});

	it('waits no longer once an answer has asked for nothing', () => {
		waitBeforeNext('one', answer('10'), now);
		waitBeforeNext('other', answer(), now);
		expect(waitsUntil('one', now)).toBeDefined();
		waitBeforeNext('one', answer(), now);
		expect(waitsUntil('one', now)).toBeUndefined();
	});

	it('waits an hour at most, also after the clock was set back', () => {
		waitBeforeNext('one', answer('86400'), now);
		expect(waitsUntil('one', now)).toBe(now + HOUR);
		expect(waitsUntil('one', now - 1)).toBeUndefined();
	});
});
