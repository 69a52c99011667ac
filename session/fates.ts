import { hash } from 'crypto';

import type { SessionError } from './errors';
import type { FutileRenewals } from './futileRenewals';
import type { Session } from './session';

/** A renewal is not tried again sooner than this where it was refused or can wait, ms. */
export const HOLD_MS = 30_000;
/** How long those who have read a session before its renewal find its successor, ms. */
export const SETTLE_MS = 30_000;
/** For so long a session that n8n could not store is given to it again, ms: a workflow that runs once a day still does that. */
const UNSTORED_MS = 25 * 60 * 60 * 1000;
const SWEEP_EVERY_MS = 1_000;

/** A session in the place of another. `taken`: another process had stored it. */
export interface Renewed {
	session: Session;
	by: 'refresh' | 'logIn' | 'taken';
}

/** What became of one session, or of having none yet. Times are Unix ms. */
export interface Fate {
	/** The renewal that all wait for. */
	flight?: { kind: 'renew' | 'logIn'; promise: Promise<Renewed> };
	/** When it was put in the place of another. */
	bornAt?: number;
	/** When the last of the requests that were accepted with it was sent. */
	aliveAt?: number;
	/** The look for a session that another process has stored in its place. */
	looking?: Promise<Session | undefined>;
	successor?: Renewed & { at: number };
	failure?: { error: SessionError; at: number };
	/** When its refresh was refused: another one could end what a rival has just got. */
	refreshRefusedAt?: number;
	/** From when on it is renewed although it is still valid, and how long that can wait for a request: runs may be hours apart. */
	drawn?: { renewAt: number; until: number };
	/** Renewals that did not help, of this session and those before it. */
	futile?: FutileRenewals;
	/** When it ends unless it is used again. */
	endsUnusedAt?: number;
	/** n8n was given it to store: from when on whoever asks gives it once more, and until when those it has replaced lead to it. */
	storing?: { againAt: number; until: number; hasFailed?: boolean };
}

// One module instance a process: all executions meet here.
const fates = new Map<string, Fate>();
const keys = new WeakMap<Session, string>();
let sweptAt = 0;

/** Whether a moment is no longer ago than this; not when the clock has jumped back behind it. */
export const within = (since: number | undefined, span: number, now: number): boolean =>
	since !== undefined && now - since >= 0 && now - since < span;

/** Whose sessions these are. */
export interface Owner {
	/** Hash of the settings, as the session has it. */
	fingerprint: string;
	/** Of the credential, where it is known: two that have no session yet get one each. */
	credentialId?: string;
}

/** Whose record it is: a session's, or that of an owner without one. Tokens are kept as hashes. */
function keyOf({ fingerprint, credentialId = '' }: Owner, session: Session | undefined): string {
	if (!session) return `${fingerprint}\n${credentialId}`;
	const known = keys.get(session);
	if (known) return known;
	const key = hash('sha256', `${fingerprint}\n${session.accessToken}`);
	keys.set(session, key);
	return key;
}

/** What is known of a session; nothing of most. */
export const knownFate = (owner: Owner, session: Session | undefined): Fate | undefined =>
	fates.size === 0 ? undefined : fates.get(keyOf(owner, session));

/** The record of a session, opened where there is none. What is of no more use is swept. */
export function fateOf(owner: Owner, session: Session | undefined, now: number): Fate {
	sweep(now);
	const key = keyOf(owner, session);
	const fate = fates.get(key) ?? {};
	fates.set(key, fate);
	return fate;
}

/** The session that replaced this one a moment ago, or that n8n has not stored since. */
export function successorOf(fate: Fate | undefined, now: number): Renewed | undefined {
	const { successor } = fate ?? {};
	if (!successor || within(successor.at, SETTLE_MS, now)) return successor;
	return isUnstored(successor.session, now) ? successor : undefined;
}

const isStoring = (fate: Fate | undefined, now: number): boolean => now < (fate?.storing?.until ?? -Infinity);

/** Whether a session, or what has replaced it since, is not stored yet, or was a moment ago. */
function isUnstored(session: Session, now: number): boolean {
	return [...chainFrom(session)].some((each) => isStoring(knownFate(each, each), now));
}

/** n8n is given a session to store. A write may take a while: others give it only after that. */
export function givenToStore(session: Session, now: number): void {
	fateOf(session, session, now).storing = { againAt: now + SETTLE_MS, until: now + UNSTORED_MS };
}

/** Nobody gives it once more, and those before it lead to it for a while. */
const storedAt = (now: number) => ({ againAt: Infinity, until: now + SETTLE_MS });

/** n8n has stored a session that it was given, or has failed to: then the next to ask gives it again. */
export function wasStored(session: Session, isStored: boolean): void {
	const { storing } = knownFate(session, session) ?? {};
	const now = Date.now();
	if (storing) Object.assign(storing, isStored ? storedAt(now) : { againAt: now, hasFailed: true });
}

/** From now on a session is led to another, which takes over what is known of renewals that did not help. */
export function replace(fate: Fate, renewed: Renewed, now: number): void {
	const next = fateOf(renewed.session, renewed.session, now);
	// What was just issued leads nowhere yet; what was found stored may have been replaced already.
	if (renewed.by !== 'taken') delete next.successor;
	next.bornAt = now;
	if (fate.futile) next.futile = fate.futile;
	delete fate.failure;
	// What was found is stored: who has read one before this, which came to be stored late, is led to it as well.
	if (fate.storing && renewed.by === 'taken') next.storing ??= storedAt(now);
	delete fate.storing;
	fate.successor = { ...renewed, at: now };
}

/** Whether n8n has a session stored, as far as is known here. */
export const isStored = (session: Session): boolean =>
	(knownFate(session, session)?.storing?.againAt ?? Infinity) === Infinity;

/** Whether n8n is to be given a session once more. */
export function isToStoreAgain(session: Session, now: number): boolean {
	const fate = knownFate(session, session);
	return isStoring(fate, now) && now >= (fate?.storing?.againAt ?? Infinity);
}

/** Whether n8n has failed to store a session; one that is only late may be stored yet. */
export const couldNotBeStored = (session: Session): boolean => knownFate(session, session)?.storing?.hasFailed === true;

/** Whether one session, or having none, was replaced by another a moment ago, over any number of renewals. */
export function leadsTo(owner: Owner, older: Session | undefined, newer: Session | undefined, now: number): boolean {
	let session = older;
	for (let steps = 0; newer && steps < 100; steps++) {
		session = successorOf(knownFate(owner, session), now)?.session;
		if (!session) return false;
		if (session.accessToken === newer.accessToken) return true;
	}
	return false;
}

/** Whether what is stored is another session than the one carried, and none that it has replaced: a write may come late. */
export const isNews = (stored: Session | undefined, carried: Session | undefined, now: number): stored is Session =>
	stored !== undefined && stored.accessToken !== carried?.accessToken && !leadsTo(stored, stored, carried, now);

/** Forgets a session that was ended on purpose: nobody is led to it any more, and what it replaced can't be refreshed. */
export function forgetSession(ended: Session): void {
	const now = Date.now();
	const replaced = [...fates.values()].filter(({ successor }) => successor && reaches(successor.session, ended));
	for (const fate of replaced) {
		fate.refreshRefusedAt = now;
		if (fate.successor?.session.accessToken === ended.accessToken) delete fate.successor;
	}
}

/** Whether one session is another, or was replaced by it at any time that is still known. */
function reaches(session: Session, other: Session): boolean {
	return [...chainFrom(session)].some(({ accessToken }) => accessToken === other.accessToken);
}

/** A session, and what has replaced it since, one after another. */
function* chainFrom(session: Session): Generator<Session> {
	let next: Session | undefined = session;
	for (let steps = 0; next && steps < 100; steps++) {
		yield next;
		next = knownFate(next, next)?.successor?.session;
	}
}

/** Whether a request was accepted with this session that was sent at this moment, Unix ms, or later. */
export const wasAliveAt = (session: Session, moment: number): boolean =>
	(knownFate(session, session)?.aliveAt ?? 0) >= moment;

/** When a session that lives on by being used will end, Unix ms, by its last use in this process; `undefined` of any other. */
export const endsUnusedAt = (session: Session): number | undefined =>
	session.idleMs === undefined ? undefined : knownFate(session, session)?.endsUnusedAt;

/** A request goes out with a session. */
export function sessionUsed(session: Session): void {
	if (session.idleMs === undefined) return;
	const now = Date.now();
	fateOf(session, session, now).endsUnusedAt = now + session.idleMs;
}

/** How many sessions something is known of. */
export const fatesKept = (): number => fates.size;

function sweep(now: number): void {
	if (within(sweptAt, SWEEP_EVERY_MS, now)) return;
	sweptAt = now;
	for (const [key, fate] of fates) if (!isOfUse(fate, now)) fates.delete(key);
}

function isOfUse(fate: Fate, now: number): boolean {
	const { flight, looking, bornAt, failure, refreshRefusedAt, drawn, futile, endsUnusedAt = 0 } = fate;
	const settles = successorOf(fate, now) !== undefined || isStoring(fate, now) || within(bornAt, SETTLE_MS, now);
	const held = within(failure?.at, HOLD_MS, now) || within(refreshRefusedAt, HOLD_MS, now);
	const waits = drawn !== undefined && !fate.successor && now < drawn.until;
	const isBusy = flight !== undefined || looking !== undefined || now < endsUnusedAt;
	return isBusy || settles || held || waits || (futile !== undefined && now < futile.forgottenAt);
}
