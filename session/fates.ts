import { hash } from 'crypto';

import type { SessionError } from './errors';
import type { FutileRenewals } from './futileRenewals';
import type { Session } from './session';

/** A renewal is not tried again sooner than this where it was refused or can wait, ms. */
export const HOLD_MS = 30_000;
/** How long those who have read a session before its renewal find its successor, ms. */
export const SETTLE_MS = 30_000;
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

/** The session that replaced this one a moment ago. */
export function successorOf(fate: Fate | undefined, now: number): Renewed | undefined {
	return within(fate?.successor?.at, SETTLE_MS, now) ? fate?.successor : undefined;
}

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
	for (const fate of fates.values()) {
		if (fate.successor?.session.accessToken !== ended.accessToken) continue;
		fate.refreshRefusedAt = fate.successor.at;
		delete fate.successor;
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
	const { flight, looking, bornAt, successor, failure, refreshRefusedAt, drawn, futile, endsUnusedAt = 0 } = fate;
	const settles = within(successor?.at, SETTLE_MS, now) || within(bornAt, SETTLE_MS, now);
	const held = within(failure?.at, HOLD_MS, now) || within(refreshRefusedAt, HOLD_MS, now);
	const waits = drawn !== undefined && !successor && now < drawn.until;
	const isBusy = flight !== undefined || looking !== undefined || now < endsUnusedAt;
	return isBusy || settles || held || waits || (futile !== undefined && now < futile.forgottenAt);
}
