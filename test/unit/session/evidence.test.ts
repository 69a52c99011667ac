import { account, HOUR, MINUTE } from '../../support/account';

const forbidden = 'GET /forbidden';
const other = 'GET /other';

describe('a suspect session', () => {
	it('is told of once', () => {
		const { manager, named, clock } = account();
		const session = named('suspect');
		clock.now += MINUTE;
		manager.evidence.suspect(session);
		expect(manager.evidence.takeSuspicion(named('other'))).toBe(false);
		expect(manager.evidence.takeSuspicion(session)).toBe(true);
		expect(manager.evidence.takeSuspicion(session)).toBe(false);
	});

	it('is known for all else when that is settled', () => {
		const { manager, named, clock } = account();
		const session = named('suspect');
		manager.evidence.gaveUp(session, forbidden, true);
		clock.now += MINUTE;
		manager.evidence.suspect(session);
		expect(manager.evidence.takeSuspicion(session)).toBe(true);
		expect(manager.evidence.backoffOf(session)).toMatchObject({ rejected: [forbidden] });
	});

	it('is none that was issued in the last 30 s, since it can not have ended', () => {
		const { manager, named, clock } = account();
		const session = named('new');
		clock.now += 29_999;
		manager.evidence.suspect(session);
		expect(manager.evidence.takeSuspicion(session)).toBe(false);
		clock.now += 1;
		manager.evidence.suspect(session);
		expect(manager.evidence.takeSuspicion(session)).toBe(true);
	});

	it('is forgotten after 25 hours, not before', () => {
		const { manager, named, clock } = account();
		const [kept, dropped] = [named('kept'), named('dropped')];
		clock.now += MINUTE;
		manager.evidence.suspect(dropped);
		clock.now += 1;
		manager.evidence.suspect(kept);
		clock.now += 25 * HOUR - 1;
		expect([dropped, kept].map((each) => manager.evidence.takeSuspicion(each))).toEqual([false, true]);
	});
});

describe('of a session of which nothing is known', () => {
	it('nothing is remembered but what matters later', () => {
		const { manager, named } = account();
		const session = named('fine');
		manager.evidence.accepted(session, other, false);
		manager.evidence.rejected(session, other);
		manager.evidence.gaveUp(session, other, false);
		manager.evidence.sent(session);
		manager.evidence.takeSuspicion(session);
		expect(manager.records.size).toBe(0);
		expect(manager.evidence.backoffOf(session)).toBeUndefined();
		manager.evidence.sent({ ...session, idleMs: HOUR });
		expect(manager.records.size).toBe(1);
	});
});

/** S16, with sessions that are renewed. */
describe('something is forbidden for good', () => {
	/** What the sender does about a request that is rejected with every session: whether it has renewed. */
	async function meet(of: ReturnType<typeof account>, request: string): Promise<boolean> {
		const session = await of.done(of.ask());
		const { evidence } = of.manager;
		if (!evidence.isWorthRenewing(session, request)) return (evidence.gaveUp(session, request, false), false);
		evidence.gaveUp(await of.done(of.ask('rejected', session)), request, true);
		return true;
	}
	const lasting = () => account({ lifetime: 1000 * HOUR });

	it('and costs some 26 renewals a day where a workflow meets it every minute, accepted requests in between', async () => {
		const of = lasting();
		let renewals = 0;
		for (let minute = 0; minute < 24 * 60; minute++) {
			if (await meet(of, forbidden)) renewals++;
			of.manager.evidence.accepted(await of.done(of.ask()), other, false);
			await of.pass(MINUTE);
		}
		expect(renewals).toBeGreaterThan(20);
		expect(renewals).toBeLessThan(30);
	});

	it('a request that is rejected within the wait is remembered, until a renewal has helped one', async () => {
		const of = lasting();
		await meet(of, forbidden);
		const session = await of.done(of.ask());
		const { evidence } = of.manager;
		evidence.accepted(session, other, false);
		expect(evidence.isWorthRenewing(session, 'GET /third')).toBe(true);
		evidence.rejected(session, 'GET /third');
		expect(evidence.isWorthRenewing(session, 'GET /third')).toBe(false);
		evidence.accepted(session, forbidden, true);
		expect(evidence.backoffOf(session)).toBeUndefined();
	});
});
