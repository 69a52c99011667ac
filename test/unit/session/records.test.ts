import { NOTHING_KNOWN } from '../../../session/record';
import { SessionRecords } from '../../../session/records';
import { POLICY } from '../../../session/runtime';
import { isSame, type Session } from '../../../session/session';

const SETTLED = 30_000;

function records() {
	const clock = { at: Date.UTC(2026, 0, 1), now: () => clock.at, sleep: async () => undefined };
	const all = new SessionRecords({ clock, policy: POLICY, randomId: () => 'id' });
	const session = (accessToken: string, fingerprint = 'f'): Session => ({
		accessToken,
		issuedAt: clock.at,
		fingerprint,
		profile: {},
	});
	const supersede = (older: Session | undefined, by: Session, owner = { fingerprint: 'f' }) =>
		all.apply(older ?? owner, { type: 'superseded', by, origin: 'refresh' });
	const chain = (...tokens: string[]) => {
		const sessions = tokens.map((token) => session(token));
		sessions.slice(1).forEach((each, index) => supersede(sessions[index], each));
		return sessions;
	};
	return { all, clock, session, supersede, chain, owner: { fingerprint: 'f' } };
}

describe('a record', () => {
	it('belongs to a session: one of the same token and moment is the same, however often it was parsed', () => {
		const { all, session } = records();
		all.apply(session('a'), { type: 'suspected' });
		expect(all.peek(session('a')).evidence.suspectSince).toBeDefined();
		for (const other of [session('b'), { ...session('a'), issuedAt: 1 }, session('a', 'g')]) {
			expect(all.peek(other)).toBe(NOTHING_KNOWN);
		}
	});

	it('of having no session is one for each credential, and each settings', () => {
		const { all, owner } = records();
		all.apply({ ...owner, credentialId: '1' }, { type: 'renewing', reason: 'send', isValid: true });
		expect(all.peek({ ...owner, credentialId: '1' }).renewal.state).toBe('inFlight');
		for (const other of [owner, { ...owner, credentialId: '2' }, { fingerprint: 'g', credentialId: '1' }])
			expect(all.peek(other)).toBe(NOTHING_KNOWN);
	});

	it('keeps no token as it is', () => {
		const { all, session } = records();
		expect(all.keyOf(session('very-secret'))).not.toContain('very-secret');
	});

	it('that says nothing any more is swept, a second later at the earliest', () => {
		const { all, clock, session } = records();
		const touch = (name: string) => all.apply(session(name), { type: 'rejected', request: '/' });
		touch('a');
		touch('b');
		expect(all.size).toBe(2);
		clock.at += 999;
		touch('c');
		expect(all.size).toBe(3);
		clock.at += 1;
		touch('d');
		expect(all.size).toBe(1);
	});

	it('stays while it leads to a session that is not saved yet, over any number of renewals', () => {
		const { all, clock, chain, session } = records();
		const [first, , third] = chain('a', 'b', 'c');
		all.apply(third, { type: 'saving' });
		clock.at += 60 * 60_000;
		all.apply(session('sweeps'), { type: 'suspicionSettled' });
		expect(all.supersededBy(first)?.by.accessToken).toBe('b');
		all.apply(third, { type: 'saved' });
		clock.at += SETTLED;
		all.apply(session('sweeps'), { type: 'suspicionSettled' });
		expect(all.supersededBy(first)).toBeUndefined();
		expect(all.size).toBe(1);
	});
});

describe('callers', () => {
	it('are led to what superseded a session for 30 s', () => {
		const { all, clock, chain } = records();
		const [first, second] = chain('a', 'b') as [Session, Session];
		clock.at += SETTLED - 1;
		expect(all.supersededBy(first)).toMatchObject({ by: second, origin: 'refresh' });
		clock.at += 1;
		expect(all.supersededBy(first)).toBeUndefined();
	});

	it('whose credential is not known are led to a first session for 30 s, whatever becomes of it: it may be another’s', () => {
		const { all, clock, supersede, session, owner } = records();
		const [first, second] = [session('a'), session('b')];
		const known = { ...owner, credentialId: '1' };
		for (const each of [owner, known]) supersede(undefined, first, each);
		clock.at += 2_000;
		supersede(first, second);
		all.apply(second, { type: 'saving' });
		all.apply(second, { type: 'saved' });
		clock.at += SETTLED - 2_001;
		expect(all.supersededBy(owner)?.by).toBe(first);
		clock.at += 1;
		expect(all.supersededBy(owner)).toBeUndefined();
		expect(all.supersededBy(known)?.by).toBe(first);
		expect(all.supersededBy(first)?.by).toBe(second);
	});

	it('are led over any number of renewals, and nowhere else', () => {
		const { all, chain, session } = records();
		const [first, second, third] = chain('a', 'b', 'c');
		expect(all.isSupersededBy(first, third)).toBe(true);
		expect(all.isSupersededBy(second, third)).toBe(true);
		expect(all.isSupersededBy(third, first)).toBe(false);
		expect(all.isSupersededBy(first, session('other'))).toBe(false);
		expect(all.isSupersededBy(first, undefined)).toBe(false);
	});

	it('are not led in circles by a service that gives the same tokens by turns', () => {
		const { all, chain, supersede, session } = records();
		const [first, second] = chain('a', 'b') as [Session, Session];
		supersede(second, first);
		expect(all.isSupersededBy(first, session('c'))).toBe(false);
		expect(all.isSupersededBy(first, second)).toBe(true);
	});
});

describe('what is stored', () => {
	it('is news where it is another session, and none that the one held has superseded', () => {
		const { all, chain, session } = records();
		const [first, second] = chain('a', 'b');
		expect(all.isNews(session('other'), second)).toBe(true);
		expect(all.isNews(first, second)).toBe(false);
		expect(all.isNews(second, first)).toBe(true);
		expect(all.isNews(first, undefined)).toBe(true);
		expect(all.isNews(second, second)).toBe(false);
		expect(all.isNews(undefined, second)).toBe(false);
	});
});

describe('a session that was ended on purpose', () => {
	it('is led to no more, and nothing before it is refreshed', () => {
		const { all, chain } = records();
		const [first, second, third] = chain('a', 'b', 'c') as [Session, Session, Session];
		all.endedOnPurpose(third);
		expect(all.supersededBy(second)).toBeUndefined();
		expect(all.supersededBy(first)?.by).toBe(second);
		for (const older of [first, second])
			expect(all.peek(older).renewal).toMatchObject({ state: 'cooldown', isRefreshBarred: true });
	});

	it('changes nothing of others', () => {
		const { all, chain, session } = records();
		const [first, second] = chain('a', 'b');
		all.endedOnPurpose(session('other'));
		expect(all.supersededBy(first)?.by).toBe(second);
		expect(all.peek(first).renewal.state).toBe('idle');
	});
});

it('two are one session where token and moment of issue are the same', () => {
	const { session } = records();
	expect(isSame(session('a'), session('a'))).toBe(true);
	expect(isSame(session('a'), session('b'))).toBe(false);
	expect(isSame(session('a'), { ...session('a'), issuedAt: 1 })).toBe(false);
	expect(isSame(session('a'), undefined)).toBe(false);
});
