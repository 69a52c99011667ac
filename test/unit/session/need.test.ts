import { needOf } from '../../../session/need';
import { POLICY } from '../../../session/runtime';
import { HOUR, MINUTE } from '../../support/account';

const now = Date.UTC(2026, 0, 1);
const session = { accessToken: 'a', issuedAt: now, expiresAt: now + HOUR, fingerprint: 'f', profile: {} };
const need = (reason: Parameters<typeof needOf>[2], after: number) =>
	needOf(session, { renewBeforeMs: 5 * MINUTE }, reason, now + after, POLICY);

describe('a session', () => {
	it.each([
		['send', 0, 'none'],
		['send', 55 * MINUTE - 1, 'none'],
		['send', 55 * MINUTE, 'should'],
		['send', HOUR - 5_001, 'should'],
		['send', HOUR - 5_000, 'must'],
		['afterError', 29_999, 'none'],
		['afterError', 30_000, 'may'],
		['afterError', 57 * MINUTE, 'may'],
		['afterError', HOUR, 'must'],
		['rejected', 0, 'must'],
		['refresh', 0, 'must'],
		['logIn', 0, 'must'],
	] as const)('asked for because of "%s", %d ms after its issue: %s', (reason, after, expected) => {
		expect(need(reason, after)).toBe(expected);
	});

	it('that there is none of must be got', () => {
		expect(needOf(undefined, { renewBeforeMs: 0 }, 'send', now, POLICY)).toBe('must');
	});

	it('just issued is due all the same where its life is shorter than the wait', () => {
		const short = { ...session, expiresAt: now + 10_000 };
		expect(needOf(short, { renewBeforeMs: HOUR }, 'afterError', now + 8_500, POLICY)).toBe('should');
	});
});
