import { hash } from 'crypto';

import {
	isOfUse,
	isSettling,
	NOTHING_KNOWN,
	transition,
	type SessionEvent,
	type SessionRecord,
	type Superseded,
} from './record';
import { within, type Runtime } from './runtime';
import { isSame, type Session } from './session';

/** Whose sessions these are. */
export interface Owner {
	/** Hash of the settings, as the session has it. */
	fingerprint: string;
	/** Of the credential, where it is known: two that have no session yet get one each. */
	credentialId?: string;
}

/** The records of one process, with its clock, chance and policy. A record belongs to a session, not to an account: two credentials of one account never meet. */
export class SessionRecords {
	private readonly records = new Map<string, SessionRecord>();
	private readonly keys = new WeakMap<Session, string>();
	private sweptAt = -Infinity;

	constructor(readonly runtime: Runtime) {}

	/** How many sessions something is known of. */
	get size(): number {
		return this.records.size;
	}

	/** What is known of a session, or of an owner without one; nothing of most. */
	peek(of: Session | Owner): SessionRecord {
		if (this.records.size === 0) return NOTHING_KNOWN;
		return this.records.get(this.keyOf(of)) ?? NOTHING_KNOWN;
	}

	apply(of: Session | Owner, event: SessionEvent): void {
		const now = this.runtime.clock.now();
		const key = this.keyOf(of);
		this.sweep(now);
		const known = this.records.get(key) ?? NOTHING_KNOWN;
		const next = transition(known, event, now, this.runtime.policy);
		if (next !== known) this.records.set(key, next);
	}

	/**
	 * Which session took the place of one, or of having none, as long as callers are led to it: for a moment, and until that one or
	 * the one that superseded it is saved. Where it is not known which credential has none, a first session may be another's.
	 */
	supersededBy(of: Session | Owner): Superseded | undefined {
		const { superseded } = this.peek(of);
		const now = this.runtime.clock.now();
		if (!superseded || within(superseded.since, this.runtime.policy.supersededMs, now)) return superseded;
		const isItsOwn = isSession(of) || of.credentialId !== undefined;
		return isItsOwn && this.isLineSettling(superseded.by, now) ? superseded : undefined;
	}

	/** The same over any number of renewals: whether callers with one session, or with none, are led to that other. */
	isSupersededBy(older: Session | Owner, newer: Session | undefined): boolean {
		const line = lineFrom(this.supersededBy(older)?.by, (each) => this.supersededBy(each)?.by);
		return line.some((each) => isSame(each, newer));
	}

	/** Whether what is stored is another session than the one held, and none that it has superseded: a write may come late. */
	isNews(stored: Session | undefined, held: Session | undefined): stored is Session {
		return stored !== undefined && !isSame(stored, held) && !this.isSupersededBy(stored, held);
	}

	/** A session was ended on purpose: no caller is led to it any more, and those that it superseded are not refreshed. */
	endedOnPurpose(session: Session): void {
		for (const [key, record] of this.records) {
			const by = record.superseded?.by;
			if (!by || !this.lineOf(by).some((each) => isSame(each, session))) continue;
			const event: SessionEvent = { type: 'supersedingEnded', isDirect: isSame(by, session) };
			this.records.set(key, transition(record, event, this.runtime.clock.now(), this.runtime.policy));
		}
	}

	/** Names a session's record, or that of an owner without one. Tokens are kept as hashes. */
	keyOf(of: Session | Owner): string {
		if (!isSession(of)) return `${of.fingerprint}\n${of.credentialId ?? ''}`;
		const known = this.keys.get(of);
		if (known !== undefined) return known;
		const key = hash('sha256', `${of.fingerprint}\n${of.accessToken}\n${of.issuedAt}`);
		this.keys.set(of, key);
		return key;
	}

	/** A session, and all that have superseded it since, one after another. */
	private lineOf(session: Session): Session[] {
		return lineFrom(session, (each) => this.peek(each).superseded?.by);
	}

	private isLineSettling(session: Session, now: number): boolean {
		return this.lineOf(session).some((each) => isSettling(this.peek(each), now, this.runtime.policy));
	}

	private sweep(now: number): void {
		const { sweepEveryMs } = this.runtime.policy;
		if (within(this.sweptAt, sweepEveryMs, now)) return;
		this.sweptAt = now;
		for (const [key, record] of this.records) {
			const leads = record.superseded !== undefined && this.isLineSettling(record.superseded.by, now);
			if (!leads && !isOfUse(record, now, this.runtime.policy)) this.records.delete(key);
		}
	}
}

const isSession = (of: Session | Owner): of is Session => 'accessToken' in of;

/** A session and those that follow it. Some services give the same tokens by turns, which must not lead in a circle. */
function lineFrom(first: Session | undefined, next: (session: Session) => Session | undefined): Session[] {
	const line = new Set<Session>();
	for (let each = first; each && !line.has(each); each = next(each)) line.add(each);
	return [...line];
}
