import { retryAfterMs } from '../../pacing/retryAfter';
import { RetryAfterWaits } from '../../http/retryAfter';

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
	let waits: RetryAfterWaits;
	beforeEach(() => (waits = new RetryAfterWaits()));

	it('waits as long as the last answer asked for, and no attempt of another account', () => {
		waits.remember('one', answer('10'), now);
		expect(waits.until('one', now)).toBe(now + 10_000);
		expect(waits.until('one', now + 9_999)).toBe(now + 10_000);
		expect(waits.until('one', now + 10_000)).toBeUndefined();
		expect(waits.until('other', now)).toBeUndefined();
	});

	it('waits no longer once an answer has asked for nothing', () => {
		waits.remember('one', answer('10'), now);
		waits.remember('other', answer(), now);
		expect(waits.until('one', now)).toBeDefined();
		waits.remember('one', answer(), now);
		expect(waits.until('one', now)).toBeUndefined();
	});

	it('waits an hour at most, also after the clock was set back', () => {
		waits.remember('one', answer('86400'), now);
		expect(waits.until('one', now)).toBe(now + HOUR);
		expect(waits.until('one', now - 1)).toBeUndefined();
	});
});
