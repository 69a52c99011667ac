import {
	afterAccepted,
	afterRenewalDidNotHelp,
	isWorthRenewing,
	withRejected,
	type Backoff,
} from '../../../session/backoff';
import { POLICY } from '../../../session/runtime';
import { HOUR, MINUTE } from '../../support/account';

/** S16: something is forbidden for good. */

const now = Date.UTC(2026, 0, 1);
const forbidden = 'GET /forbidden';
const other = 'GET /other';

const failed = (backoff: Backoff | undefined, at: number, accessToken = `token ${at}`, request = forbidden) =>
	afterRenewalDidNotHelp(backoff, { request, accessToken }, at, POLICY);

describe('a renewal that did not help', () => {
	it('is followed by a wait of 30 s, 5 min, 1 h, and then an hour each', () => {
		let [backoff, at]: [Backoff | undefined, number] = [undefined, now];
		for (const [times, wait] of [30_000, 5 * MINUTE, HOUR, HOUR, HOUR].entries()) {
			backoff = failed(backoff, at);
			expect(backoff).toMatchObject({ times: times + 1, at, waitsUntil: at + wait, forgottenAt: at + wait + HOUR });
			expect(isWorthRenewing(backoff, forbidden, at + wait - 1)).toBe(false);
			at += wait;
			expect(isWorthRenewing(backoff, forbidden, at)).toBe(true);
		}
	});

	it('is counted once for many requests that are rejected with the session that it gave', () => {
		const one = failed(undefined, now, 'token', '/1');
		const two = failed(one, now + 1, 'token', '/2');
		expect(two).toEqual({ ...one, rejected: ['/1', '/2'] });
		expect(failed(two, now + 2, 'another').times).toBe(2);
		expect(failed(two, now + 30_000, 'token').times).toBe(2);
	});

	it('counts as the first again an hour after its wait', () => {
		const { forgottenAt } = failed(undefined, now);
		expect(failed(failed(undefined, now), forgottenAt - 1)).toMatchObject({ times: 2 });
		expect(failed(failed(undefined, now, 'a', other), forgottenAt)).toMatchObject({ times: 1, rejected: [forbidden] });
	});

	it('keeps in mind what was rejected before it', () => {
		expect(failed(failed(undefined, now, 'a', '/1'), now + MINUTE, 'b', '/2').rejected).toEqual(['/1', '/2']);
	});

	it('needs no wait where the policy names none', () => {
		const policy = { ...POLICY, backoffMs: [] };
		expect(afterRenewalDidNotHelp(undefined, { request: forbidden, accessToken: 'a' }, now, policy).waitsUntil).toBe(
			now,
		);
	});
});

describe('whether a renewal is worth trying', () => {
	const waiting = failed(undefined, now);
	const accepted = afterAccepted(waiting, other, false);

	it.each([
		['where none has failed', undefined, forbidden, now, true],
		['not while the last did not help', waiting, forbidden, now + 1, false],
		['not for any other request either', waiting, other, now + 1, false],
		['for a request that is rejected first after one was accepted', accepted, 'GET /third', now + 1, true],
		['not for one known to be rejected', accepted, forbidden, now + 1, false],
		['where the clock was set back', waiting, forbidden, now - 1, true],
	])('%s', (_, backoff, request, at, isWorth) => {
		expect(isWorthRenewing(backoff, request, at)).toBe(isWorth);
	});

	it('not for the hundredth request and those after it, accepted ones in between or not', () => {
		let backoff: Backoff | undefined = waiting;
		for (let i = 1; i < 99; i++) backoff = withRejected(backoff, `GET /${i}`);
		expect(isWorthRenewing(afterAccepted(backoff, other, false), 'GET /new', now + 1)).toBe(true);
		for (let i = 99; i < 300; i++) backoff = withRejected(backoff, `GET /${i}`);
		expect(backoff?.rejected).toHaveLength(100);
		expect(isWorthRenewing(afterAccepted(backoff, other, false), 'GET /new', now + 1)).toBe(false);
	});
});

describe('a request that is accepted', () => {
	const waiting = failed(undefined, now);

	it('ends the wait where the renewal has helped it', () => {
		expect(afterAccepted(waiting, forbidden, true)).toBeUndefined();
	});

	it('is no longer one of the rejected', () => {
		expect(afterAccepted(waiting, forbidden, false)).toEqual({ ...waiting, hasAccepted: true, rejected: [] });
		expect(afterAccepted(waiting, other, false)?.rejected).toEqual([forbidden]);
	});

	it('says nothing where no renewal has failed', () => {
		expect(afterAccepted(undefined, other, false)).toBeUndefined();
	});
});

describe('a request that is rejected', () => {
	it('is remembered once, and only while renewals do not help', () => {
		const waiting = failed(undefined, now);
		expect(withRejected(undefined, other)).toBeUndefined();
		expect(withRejected(waiting, forbidden)).toBe(waiting);
		expect(withRejected(waiting, other)?.rejected).toEqual([forbidden, other]);
	});
});
