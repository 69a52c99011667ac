import type { Session } from '../../session/session';
import { doubt, takeDoubt } from '../../transport/credential/suspects';
import { pass, useStoppedClock } from '../support/keeper';

useStoppedClock();

const session = (accessToken: string, age = 60_000): Session => ({
	accessToken,
	issuedAt: Date.now() - age,
	fingerprint: 'f',
	profile: {},
});

describe('a session in doubt', () => {
	it('is renewed once', () => {
		doubt(session('one'));
		expect(takeDoubt(undefined)).toBe(false);
		expect(takeDoubt(session('two'))).toBe(false);
		expect(takeDoubt(session('one'))).toBe(true);
		expect(takeDoubt(session('one'))).toBe(false);
	});

	it('is none that was issued in the last 30 s, since it can not have ended', () => {
		doubt(session('new', 30_000));
		doubt(undefined);
		expect(takeDoubt(session('new'))).toBe(false);
		doubt(session('new', 30_001));
		expect(takeDoubt(session('new'))).toBe(true);
	});

	it('is forgotten after 25 hours, not before', () => {
		const [kept, dropped] = [session('kept'), session('dropped')];
		doubt(dropped);
		pass(1);
		doubt(kept);
		pass(25 * 3_600_000);
		doubt(undefined);
		expect([takeDoubt(dropped), takeDoubt(kept)]).toEqual([false, true]);
	});
});
