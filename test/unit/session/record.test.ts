import { SessionError } from '../../../session/errors';
import {
	cooldownOf,
	isOfUse,
	isToBeSavedAgain,
	isSettling,
	NOTHING_KNOWN,
	transition,
	type SessionEvent,
	type SessionRecord,
} from '../../../session/record';
import { POLICY } from '../../../session/runtime';
import type { Session } from '../../../session/session';
import { HOUR, interaction, MINUTE, refused, transient } from '../../support/account';

const now = Date.UTC(2026, 0, 1);
const [COOLDOWN, MOMENT, DAY] = [30_000, 900, 25 * HOUR];
const session = (accessToken: string): Session => ({ accessToken, issuedAt: now, fingerprint: 'f', profile: {} });
const after = (record: SessionRecord, event: SessionEvent, at = now) => transition(record, event, at, POLICY);
const claim = { id: 'theirs', since: now - 1_000, isOwn: false };
const backoff = {
	times: 1,
	at: now - 1_000,
	waitsUntil: now + 29_000,
	forgottenAt: now + HOUR,
	accessToken: 'b',
	hasAccepted: false,
	rejected: ['GET /1'],
};
const error: SessionError = refused();
const cooldown = {
	state: 'cooldown',
	since: now - 1,
	until: { shouldRenew: now + 9, mustRenew: now + 5 },
	isRefreshBarred: true,
} as const;

const inFlight = { state: 'inFlight', reason: 'send', isValid: false, isRefreshBarred: false } as const;

/** Every state that a record can be in, one part of it each time. */
const STATES: Array<[string, SessionRecord]> = [
	['of which nothing is known', NOTHING_KNOWN],
	['being renewed', { ...NOTHING_KNOWN, renewal: { ...inFlight, reason: 'rejected' } }],
	['in its cooldown', { ...NOTHING_KNOWN, renewal: { ...cooldown, error } }],
	['superseded', { ...NOTHING_KNOWN, superseded: { by: session('b'), since: now - 1, origin: 'refresh' } }],
	['saved', { ...NOTHING_KNOWN, saving: { state: 'saved', since: now - 1 } }],
	['being saved', { ...NOTHING_KNOWN, saving: { state: 'saving', againAt: now + 1, until: now + 2 } }],
	['not saved', { ...NOTHING_KNOWN, saving: { state: 'failed', againAt: now + 1, until: now + 2 } }],
	['of evidence', { ...NOTHING_KNOWN, evidence: { suspectSince: now - 5, backoff } }],
	['in use', { ...NOTHING_KNOWN, evidence: { lastUse: { at: now - 5, until: now + 5 } } }],
	['with a claim', { ...NOTHING_KNOWN, claim }],
];

const saveBegun = { state: 'saving', againAt: now + 30_000, until: now + DAY };

const refreshBarred = (renewal: SessionRecord['renewal']) =>
	renewal.state === 'inFlight'
		? { ...renewal, isRefreshBarred: true }
		: { state: 'cooldown', since: now, until: { shouldRenew: now + COOLDOWN, mustRenew: now }, isRefreshBarred: true };

const supersedes = (event: Partial<SessionEvent & { type: 'supersedes' }>): SessionEvent => ({
	type: 'supersedes',
	before: NOTHING_KNOWN,
	isFirst: false,
	origin: 'refresh',
	...event,
});

/** What each event changes; the rest of the record stays as it is. */
const EVENTS: Array<[SessionEvent, (record: SessionRecord) => object]> = [
	[
		{ type: 'renewing', reason: 'send', isValid: true },
		({ renewal }) => ({
			renewal: { ...inFlight, isValid: true, isRefreshBarred: renewal.state === 'cooldown' },
		}),
	],
	[{ type: 'notRenewed', goesOn: false }, () => ({ renewal: { state: 'idle' } })],
	[
		{ type: 'notRenewed', goesOn: true },
		() => ({
			renewal: {
				state: 'cooldown',
				since: now,
				until: { shouldRenew: now + 1_000, mustRenew: now },
				isRefreshBarred: false,
			},
		}),
	],
	[
		{ type: 'failed', error, isRefreshBarred: true },
		() => ({
			renewal: {
				state: 'cooldown',
				since: now,
				until: { shouldRenew: now + COOLDOWN, mustRenew: now + COOLDOWN },
				error,
				isRefreshBarred: true,
			},
		}),
	],
	[
		{ type: 'superseded', by: session('c'), origin: 'store' },
		({ evidence }) => ({
			renewal: { state: 'idle' },
			saving: { state: 'saved' },
			superseded: { by: session('c'), origin: 'store', since: now },
			claim: undefined,
			evidence: { ...evidence, backoff: undefined },
		}),
	],
	[supersedes({ origin: 'refresh' }), () => ({ saving: saveBegun })],
	[supersedes({ origin: 'logIn', isFirst: true }), () => ({})],
	[supersedes({ origin: 'store' }), () => ({})],
	[
		supersedes({
			origin: 'store',
			before: { ...NOTHING_KNOWN, saving: { state: 'failed', againAt: now, until: now } },
		}),
		() => ({ saving: { state: 'saved', since: now } }),
	],
	[
		supersedes({ origin: 'store', before: { ...NOTHING_KNOWN, evidence: { backoff: { ...backoff, times: 3 } } } }),
		({ evidence }) => ({ evidence: { ...evidence, backoff: { ...backoff, times: 3 } } }),
	],
	[{ type: 'saving' }, () => ({ saving: saveBegun })],
	[{ type: 'saved' }, ({ saving }) => ({ saving: saving.state === 'saved' ? saving : { state: 'saved', since: now } })],
	[
		{ type: 'notSaved' },
		({ saving }) => ({
			saving: saving.state === 'saved' ? saving : { ...saving, state: 'failed', againAt: now + 1_000 },
		}),
	],
	[
		{ type: 'claimNoted', id: 'theirs', isOwn: false },
		(record) => ({ claim: record.claim ?? { ...claim, since: now } }),
	],
	[{ type: 'claimNoted', id: 'theirs', isOwn: true }, () => ({ claim: { ...claim, since: now, isOwn: true } })],
	[{ type: 'claimNoted', id: 'other', isOwn: false }, () => ({ claim: { ...claim, id: 'other', since: now } })],
	[
		{ type: 'sent', idleMs: MINUTE },
		({ evidence }) => ({ evidence: { ...evidence, lastUse: { at: now, until: now + MINUTE } } }),
	],
	[
		{ type: 'accepted', request: 'GET /1', hasRenewalHelped: false },
		({ evidence }) => ({
			evidence: {
				...evidence,
				backoff: evidence.backoff && { ...backoff, hasAccepted: true, rejected: [] },
			},
		}),
	],
	[
		{ type: 'accepted', request: 'GET /2', hasRenewalHelped: true },
		({ evidence }) => ({ evidence: { ...evidence, backoff: undefined } }),
	],
	[
		{ type: 'rejected', request: 'GET /2' },
		({ evidence }) => ({
			evidence: { ...evidence, backoff: evidence.backoff && { ...backoff, rejected: ['GET /1', 'GET /2'] } },
		}),
	],
	[
		{ type: 'renewalDidNotHelp', request: 'GET /2', accessToken: 'c' },
		({ evidence }) => ({
			evidence: {
				...evidence,
				backoff: expect.objectContaining({ times: evidence.backoff ? 2 : 1, at: now, accessToken: 'c' }),
			},
		}),
	],
	[{ type: 'suspected' }, ({ evidence }) => ({ evidence: { ...evidence, suspectSince: now } })],
	[{ type: 'suspicionSettled' }, ({ evidence }) => ({ evidence: { ...evidence, suspectSince: undefined } })],
	[
		{ type: 'supersedingEnded', isDirect: true },
		({ renewal }) => ({ renewal: refreshBarred(renewal), superseded: undefined }),
	],
	[{ type: 'supersedingEnded', isDirect: false }, ({ renewal }) => ({ renewal: refreshBarred(renewal) })],
];

describe.each(STATES)('a session %s', (_, record) => {
	it.each(EVENTS.map(([event, change]) => [event.type, event, change] as const))(
		'and the event "%s"',
		(_type, event, change) => {
			const before = structuredClone({ ...record, renewal: { ...record.renewal, error: undefined } });
			expect(after(record, event)).toEqual({ ...record, ...change(record) });
			expect({ ...record, renewal: { ...record.renewal, error: undefined } }).toEqual(before);
		},
	);
});

describe('a cooldown', () => {
	const failed = (kind: () => SessionError, until?: number) =>
		after(NOTHING_KNOWN, { type: 'failed', error: kind(), isRefreshBarred: false, until }).renewal;

	it.each([
		[refused, COOLDOWN],
		[transient, MOMENT],
		[interaction, MOMENT],
	])('holds up those who need a session by the kind of the error', (kind, ms) => {
		expect(failed(kind)).toMatchObject({ until: { shouldRenew: now + COOLDOWN, mustRenew: now + ms } });
	});

	it.each([
		[refused, COOLDOWN],
		[transient, 0],
		[interaction, MOMENT],
	])('holds up nobody who needs a session where less was tried, for a caller with a valid one: %p', (kind, ms) => {
		const begun = after(NOTHING_KNOWN, { type: 'renewing', reason: 'send', isValid: true });
		expect(after(begun, { type: 'failed', error: kind(), isRefreshBarred: false }).renewal).toMatchObject({
			until: { shouldRenew: now + COOLDOWN, mustRenew: now + ms },
		});
	});

	it('holds up for a moment where all was tried, for a caller who needed another', () => {
		const begun = after(NOTHING_KNOWN, { type: 'renewing', reason: 'send', isValid: false });
		const { renewal } = after(begun, { type: 'failed', error: transient(), isRefreshBarred: false });
		expect(renewal).toMatchObject({ until: { shouldRenew: now + COOLDOWN, mustRenew: now + MOMENT } });
	});

	it('may last longer for a valid session', () => {
		expect(failed(transient, now + HOUR)).toMatchObject({
			until: { shouldRenew: now + HOUR, mustRenew: now + MOMENT },
		});
	});

	it.each([
		['before', now - 2, false],
		['at its begin', now - 1, true],
		['in its last moment', now + 8, true],
		['at its end', now + 9, false],
	])('holds %s: %d', (_, at, holds) => {
		expect(cooldownOf({ ...NOTHING_KNOWN, renewal: cooldown }, at) !== undefined).toBe(holds);
	});

	it('is none where a renewal is in flight', () => {
		expect(cooldownOf({ ...NOTHING_KNOWN, renewal: inFlight }, now)).toBeUndefined();
	});
});

describe('a session that is being saved', () => {
	const saving = after(NOTHING_KNOWN, { type: 'saving' });
	const failed = after(saving, { type: 'notSaved' });

	it('is given to the host again after 30 s, or after a second where that failed, for 25 hours', () => {
		const again = (record: SessionRecord) =>
			[0, 999, 1_000, 29_999, 30_000, DAY - 1, DAY].map((ms) => isToBeSavedAgain(record, now + ms));
		expect(again(saving)).toEqual([false, false, false, false, true, true, false]);
		expect(again(failed)).toEqual([false, false, true, true, true, true, false]);
		expect(again(after(saving, { type: 'saved' }))).toEqual(Array(7).fill(false));
	});

	it('is what readers are led to, and for 30 s after it was saved', () => {
		const unsaved = (record: SessionRecord) =>
			[0, 29_999, 30_000, DAY - 1, DAY].map((ms) => isSettling(record, now + ms, POLICY));
		expect(unsaved(saving)).toEqual([true, true, true, true, false]);
		expect(unsaved(after(saving, { type: 'saved' }))).toEqual([true, true, false, false, false]);
		expect(unsaved(NOTHING_KNOWN)).toEqual(Array(5).fill(false));
	});
});

describe('a record is of use', () => {
	it.each<[string, Partial<SessionRecord>, number]>([
		['while a cooldown lasts', { renewal: { ...cooldown, until: { shouldRenew: now + 7, mustRenew: now } } }, 7],
		['while it leads to a successor', { superseded: { by: session('b'), since: now, origin: 'store' } }, 30_000],
		['while its session is not saved', { saving: { state: 'failed', againAt: now, until: now + 7 } }, 7],
		['for readers under way', { saving: { state: 'saved', since: now } }, 30_000],
		['while a claim may stand that is over', { claim: { ...claim, since: now } }, DAY],
		['while it is suspect', { evidence: { suspectSince: now } }, DAY],
		['while its use keeps it alive', { evidence: { lastUse: { at: now, until: now + 7 } } }, 7],
		['while a backoff is remembered', { evidence: { backoff: { ...backoff, forgottenAt: now + 7 } } }, 7],
	])('%s', (_, part, ms) => {
		const isUsed = (at: number) => isOfUse({ ...NOTHING_KNOWN, ...part }, at, POLICY);
		expect([isUsed(now + ms - 1), isUsed(now + ms)]).toEqual([true, false]);
	});

	it('while its renewal is in flight, however long that takes', () => {
		const record: SessionRecord = { ...NOTHING_KNOWN, renewal: inFlight };
		expect(isOfUse(record, now + DAY, POLICY)).toBe(true);
	});

	it('not for nothing', () => {
		expect(isOfUse(NOTHING_KNOWN, now, POLICY)).toBe(false);
	});
});
