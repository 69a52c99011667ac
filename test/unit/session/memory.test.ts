import { randomUUID } from 'node:crypto';

import { SessionManager } from '../../../session/manager';
import { POLICY } from '../../../session/runtime';
import { fingerprintOf, sessionFrom, type Session } from '../../../session/session';
import type { SessionSource } from '../../../session/source';
import { HOUR, refused } from '../../support/account';

/** S15: weeks of uptime of one process with very many accounts. */

const ACCOUNTS = Number(process.env.KEYRING_ACCOUNTS ?? 10_000);
const DAY = 24 * HOUR;

/** A process whose waits take no time, and accounts whose sessions last a day. */
function process_(logInError?: () => Error) {
	const clock = { at: Date.UTC(2026, 0, 1), now: () => clock.at, sleep: async () => undefined };
	const manager = new SessionManager({ clock, randomId: randomUUID, policy: POLICY });
	const counts = { logIns: 0, refreshes: 0 };
	const account = (name: string) => {
		const fingerprint = fingerprintOf([name]);
		const stored: { session?: Session } = {};
		const grant = (previous?: Session) => {
			const accessToken = `${name} ${clock.at}`;
			return sessionFrom(
				{ accessToken, refreshToken: 'r', expiresAt: clock.at + DAY },
				previous,
				fingerprint,
				clock.at,
				0,
			);
		};
		let claim: object | undefined;
		const source: SessionSource = {
			fingerprint,
			credentialId: name,
			renewBeforeMs: 0,
			timeLimitMs: 30_000,
			canLogIn: () => true,
			logIn: async () => {
				counts.logIns++;
				if (logInError) throw logInError();
				return grant();
			},
			canRefresh: () => true,
			refresh: async (previous) => (counts.refreshes++, grant(previous)),
			store: {
				read: async () => ({ ...stored, claim: claim as never }),
				write: async (update) => {
					claim = update.claim;
					if (update.session) stored.session = update.session;
				},
			},
		};
		return async () => await manager.sessionFor(stored.session, source, 'send');
	};
	const sweep = async (): Promise<number> => {
		clock.at += 31_000;
		manager.records.apply({ fingerprint: 'sweeps' }, { type: 'notRenewed', goesOn: false });
		return manager.records.size;
	};
	return { account, clock, manager, counts, sweep };
}

it('accounts are forgotten when their renewals have settled', async () => {
	const { account, clock, manager, counts, sweep } = process_();
	const accounts = Array.from({ length: ACCOUNTS }, (_, index) => account(`a ${index}`));
	for (let day = 0; day < 5; day++) {
		for (const ask of accounts) await ask();
		expect(manager.records.size).toBeGreaterThanOrEqual(ACCOUNTS);
		// A claim of one's own is remembered for as long as it lasts.
		await sweep();
		expect(await sweep()).toBeLessThan(10);
		clock.at += DAY;
	}
	expect(counts).toEqual({ logIns: ACCOUNTS, refreshes: 4 * ACCOUNTS });
});

it('accounts whose log-in is refused are forgotten after 30 s', async () => {
	const { account, manager, sweep } = process_(refused);
	for (let index = 0; index < ACCOUNTS; index++) await account(`a ${index}`)().catch(() => undefined);
	expect(manager.records.size).toBeGreaterThanOrEqual(ACCOUNTS);
	await sweep();
	expect(await sweep()).toBeLessThan(10);
});
