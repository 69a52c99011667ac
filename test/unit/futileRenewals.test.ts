import { futileRenewals, mayRenew, renewalDidNotHelp, sessionAccepted } from '../../session/futileRenewals';
import { sessionFrom, type Session } from '../../session/session';
import { account, HOUR, MINUTE, pass, useStoppedClock } from '../support/keeper';

useStoppedClock();

const sessionWith = (accessToken: string, fingerprint: string): Session =>
	sessionFrom({ accessToken, expiresAt: Date.now() + HOUR }, undefined, fingerprint, Date.now(), 0);

const forbidden = 'GET /forbidden';
const other = 'GET /other';

/** What the sender does about a request that is rejected with every session: whether it has renewed. */
async function meet(of: ReturnType<typeof account>, request: string): Promise<boolean> {
	const session = await of.ask();
	if (!mayRenew(session, request)) return false;
	renewalDidNotHelp(await of.ask('rejected', session), request);
	return true;
}

describe('S16 something is forbidden for good', () => {
	it('is tried again after 30 s, 5 min, 1 h, and then every hour', async () => {
		const of = account({ lifetime: 1000 * HOUR });
		await meet(of, forbidden);
		for (const wait of [30_000, 5 * MINUTE, HOUR, HOUR, HOUR]) {
			pass(wait - 1);
			expect(await meet(of, forbidden)).toBe(false);
			pass(1);
			expect(await meet(of, forbidden)).toBe(true);
		}
	});

	it('costs some 26 renewals a day where a workflow meets it every minute, accepted requests in between', async () => {
		const of = account({ lifetime: 1000 * HOUR });
		let renewals = 0;
		for (let minute = 0; minute < 24 * 60; minute++) {
			if (await meet(of, forbidden)) renewals++;
			sessionAccepted(await of.ask(), other, { sentAt: Date.now(), wasRejected: false });
			pass(MINUTE);
		}
		expect(renewals).toBeGreaterThan(20);
		expect(renewals).toBeLessThan(30);
	});

	it('costs as few where the service gives the same token again', async () => {
		const of = account({ lifetime: 1000 * HOUR });
		const again = async () => sessionWith('same', of.source.fingerprint);
		let renewals = 0;
		for (let minute = 0; minute < 24 * 60; minute++) {
			const session = await again();
			if (mayRenew(session, forbidden)) {
				renewals++;
				await of.ask('rejected', session, { logIn: again, refresh: again, readStored: async () => session });
				renewalDidNotHelp(session, forbidden);
			}
			pass(MINUTE);
		}
		expect(renewals).toBeGreaterThan(20);
		expect(renewals).toBeLessThan(30);
	});

	it('does not wait for a clock that was set back', async () => {
		const of = account({ lifetime: 1000 * HOUR });
		await meet(of, forbidden);
		pass(-3 * HOUR);
		expect(mayRenew(await of.ask(), forbidden)).toBe(true);
	});

	it('remembers some requests by name, and takes any further one for one of them', async () => {
		const of = account({ lifetime: 1000 * HOUR });
		const session = await of.ask('rejected', await of.ask());
		for (let i = 0; i < 1_000; i++) {
			renewalDidNotHelp(session, `GET /forbidden/${i}`);
			mayRenew(session, `GET /forbidden/also/${i}`);
		}
		expect(futileRenewals(session)?.rejected.size).toBe(100);
	});

	it.each([true, false])('heals a real rejection at once: after one accepted request (%p)', async (accepted) => {
		const of = account();
		await meet(of, forbidden);
		const session = await of.ask();
		if (accepted) sessionAccepted(session, other, { sentAt: Date.now(), wasRejected: false });
		expect(mayRenew(session, 'GET /third')).toBe(accepted);
		expect(mayRenew(session, forbidden)).toBe(false);
	});

	it('is about the request: many that are rejected together count once', async () => {
		const of = account();
		const first = await of.ask();
		const session = await of.ask('rejected', first);
		for (let i = 0; i < 10; i++) renewalDidNotHelp(session, `GET /forbidden/${i}`);
		expect(futileRenewals(session)).toMatchObject({ times: 1, waitsUntil: Date.now() + 30_000 });
		sessionAccepted(session, other, { sentAt: Date.now(), wasRejected: false });
		for (let i = 0; i < 10; i++) expect(mayRenew(session, `GET /forbidden/${i}`)).toBe(false);
	});

	it('does not renew for each of thousands of rejected requests between accepted ones', async () => {
		const of = account({ lifetime: 1000 * HOUR });
		let renewals = 0;
		for (let i = 0; i < 2_000; i++) {
			if (await meet(of, `GET /forbidden/${i}`)) renewals++;
			sessionAccepted(await of.ask(), other, { sentAt: Date.now(), wasRejected: false });
		}
		expect(renewals).toBeLessThanOrEqual(100);
	});

	it('is forgotten once a renewal has helped, or a day later', async () => {
		const of = account({ lifetime: 1000 * HOUR });
		await meet(of, forbidden);
		const session = await of.ask();
		sessionAccepted(session, forbidden, { sentAt: Date.now(), wasRejected: true });
		expect(futileRenewals(session)).toBeUndefined();
		await meet(of, forbidden);
		await meet(of, forbidden);
		pass(24 * HOUR);
		await account().ask();
		expect(futileRenewals((await of.ask()) as Session)).toBeUndefined();
	});
});
