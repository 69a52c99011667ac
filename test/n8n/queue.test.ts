import { startQueue, type N8nQueue } from '../../playground/queue/queue';
import { ISOLATES_ON_DEMAND } from './support/isolatesOnDemand';
import { shared, sharedSandbox } from './support/shared';
import { eachHasItsOwn, isAlive, needsNoPerson } from './support/storm/checks';
import { CredentialStore } from './support/storm/credentialStore';
import { PLUSOFON_PHONE, REFRESHABLE, SAGI, UNATTENDED } from './support/storm/kits';
import { atMost } from './support/storm/limits';
import { dueAndValid, untilRenewed } from './support/storm/margin';
import { play, type Situation } from './support/storm/situation';
import type { Grounds, Storm } from './support/storm/storm';
import { total } from './support/storm/tally';
import { ACCEPTED, activateTriggers } from './support/triggers';

/** `KEYRING_WORKERS=2` plays the same with two. */
const WORKERS = Number(process.env.KEYRING_WORKERS ?? 4);
/** n8n loses an answer about twice in 800 calls: executions that take longer than this are looked up. */
const ANSWER_WITHIN_MS = 10_000;

let queue: N8nQueue;
let grounds: Grounds;
beforeAll(async () => {
	queue = await startQueue(shared().tarball, WORKERS, ISOLATES_ON_DEMAND);
	const store = await CredentialStore.watch(queue.database, queue.main.userFolder);
	const { client } = queue;
	grounds = { client, sandbox: await sharedSandbox(), store, processes: WORKERS, answerWithinMs: ANSWER_WITHIN_MS };
}, 240_000);
afterAll(async () => await queue?.stop(), 60_000);

/** How many executions each worker has taken. */
const taken = () =>
	queue.workers.map((worker) => worker.logLines().filter((line) => line.includes('started execution')).length);
const allTaken = () => taken().reduce((all, count) => all + count, 0);

type Rest = Omit<Situation, 'name' | 'kit'>;

const situations = (kits: Situation['kit'][], name: string, rest: Rest) =>
	kits.map((kit): Situation => ({ ...rest, kit, name: `${WORKERS} workers, 20 executions, ${name}` }));

const MARGIN_SECONDS = 10;
const ONE_TIME = { oneTimeRefresh: true };
const FAMILY_KILL = { oneTimeRefresh: true, killFamilyOnReuse: true };
const ONE_SESSION = { oneSessionPerAccount: true, revokeAccessOnRefresh: true };
const ofFive = async (storm: Storm) => await storm.executions(20, 5);
const revoked: Pick<Situation, 'session' | 'before'> = {
	session: 'fresh',
	before: async (storm) => await storm.revoke(),
};

/** One worker renews, whatever the number of workers, and no used token is sent. */
const familyKill: Pick<Situation, 'settings' | 'expect' | 'after'> = {
	settings: FAMILY_KILL,
	expect: { renewals: 1, refused: 0, rejected: 0 },
	after: isAlive,
};

play(`S5: ${WORKERS} workers, a second use ends the session for good`, () => grounds, [
	...situations(
		REFRESHABLE,
		'of 5 items until it is renewed, and again, session due and valid, family killed on reuse',
		{
			...familyKill,
			session: dueAndValid(MARGIN_SECONDS),
			run: async (storm) => await untilRenewed([storm], MARGIN_SECONDS),
		},
	),
	...situations(REFRESHABLE, 'of 5 items, session ended, family killed on reuse', {
		...familyKill,
		session: 'ended',
		run: ofFive,
	}),
]);

/** A log-in ends the sessions before it, and a refresh the token before it: one renewal, and everything is served. */
const oneSession: Rest = {
	settings: ONE_SESSION,
	run: ofFive,
	expect: { ok: 100, renewals: 1 },
	after: async (storm) => expect(await storm.runs(3)).toMatchObject({ ok: 3 }),
};
/** The provider never sees the session that has ended. */
const unseen: Pick<Situation, 'expect'> = { expect: { ...oneSession.expect, rejected: 0 } };

play(`S5: ${WORKERS} workers, one session an account`, () => grounds, [
	...situations(UNATTENDED, 'of 5 items, session due, one session an account', {
		...oneSession,
		...unseen,
		session: 'ended',
	}),
	...situations(UNATTENDED, 'of 5 items, no session yet, one session an account', { ...oneSession, ...unseen }),
	...situations(UNATTENDED, 'of 5 items, session revoked, one session an account', { ...oneSession, ...revoked }),
]);

play(
	`S5: ${WORKERS} workers, n8n’s HTTP Request node`,
	() => grounds,
	situations(UNATTENDED, 'session due', {
		sender: 'HTTP Request',
		session: 'ended',
		run: async (storm) => await storm.executions(20),
		// It can't read the store again within a request: each worker renews alone.
		expect: { renewals: atMost(WORKERS), rejected: 0 },
		after: isAlive,
	}),
);

play(`S5: ${WORKERS} workers, a node that asks for the session itself`, () => grounds, [
	...situations([SAGI], 'of 5 items, session due, one-time refresh, one session an account', {
		...oneSession,
		sender: 'Branch → Get',
		settings: { ...ONE_TIME, ...ONE_SESSION },
		session: 'ended',
	}),
]);

play(
	`S5, S7: ${WORKERS} workers, phone and PIN`,
	() => grounds,
	situations([PLUSOFON_PHONE], 'of 5 items, session due, one-time refresh, phone and PIN', {
		settings: ONE_TIME,
		session: 'ended',
		run: ofFive,
		expect: { logIns: 0, renewals: 1, rejected: 0 },
		after: needsNoPerson,
	}),
);

play(`S5, S14: ${WORKERS} workers, two credentials of one account`, () => grounds, [
	...situations(REFRESHABLE, 'of 5 items of each of two credentials of one account, sessions due, one-time refresh', {
		settings: ONE_TIME,
		session: 'ended',
		twin: true,
		run: async (storm, twin) => total(await Promise.all([ofFive(storm), ofFive(twin)])),
		expect: { renewals: 2 },
		after: async (storm, _row, _tally, twin) => await eachHasItsOwn(storm, twin),
	}),
]);

describe('triggers', () => {
	it('are served by workers, and start once for what is delivered twice', async () => {
		await grounds.sandbox.reset();
		const before = allTaken();
		const triggers = await activateTriggers(() => queue.client, queue.main.url, grounds.sandbox);
		const once = { gigma: 1, message: 1, call: 1, smartSatu: 1 };
		expect(await triggers.deliver(7)).toMatchObject(ACCEPTED);
		expect(await triggers.ended(once)).toMatchObject({
			gigma: [{ order: { id: 7 } }],
			message: [{ content: 'message 7' }],
			call: [{ call_id: 'call 7' }],
			smartSatu: { length: 45 },
		});
		expect(await triggers.deliver(7)).toMatchObject(ACCEPTED);
		expect(await triggers.deliver(8)).toMatchObject(ACCEPTED);
		const twice = { gigma: 2, message: 2, call: 2, smartSatu: 1 };
		expect(await triggers.ended(twice)).toMatchObject({ gigma: [{ order: { id: 8 } }], call: [{ call_id: 'call 8' }] });
		expect(await triggers.runs()).toEqual(twice);
		expect(allTaken() - before).toBe(7);
	}, 120_000);
});

describe(`${WORKERS} workers`, () => {
	it('have all taken executions', () => {
		for (const count of taken()) expect(count).toBeGreaterThan(20);
	});
});
