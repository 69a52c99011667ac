import { isWorthRenewing, type Backoff } from './backoff';
import type { SessionRecords } from './records';
import { within } from './runtime';
import type { Session } from './session';

/** What requests show of a session: used, accepted, rejected, suspect, renewed in vain. */
export class SessionEvidence {
	constructor(private readonly records: SessionRecords) {}

	/**
	 * A request that may have acted failed in n8n's HTTP Request node, for whatever reason. Had it been the session, only sending once
	 * more would tell; so the next request renews first. What was just issued is not suspected.
	 */
	suspect(session: Session): void {
		const { clock, policy } = this.records.runtime;
		if (within(session.issuedAt, policy.cooldownMs, clock.now())) return;
		this.records.apply(session, { type: 'suspected' });
	}

	/** Whether a session is suspect; the question settles it. */
	takeSuspicion(session: Session): boolean {
		const { clock, policy } = this.records.runtime;
		const isSuspect = within(this.records.peek(session).evidence.suspectSince, policy.suspectMs, clock.now());
		if (isSuspect) this.records.apply(session, { type: 'suspicionSettled' });
		return isSuspect;
	}

	/** A request was accepted with this session. @param hasRenewalHelped whether it had been rejected with the session before */
	accepted(session: Session, request: string, hasRenewalHelped: boolean): void {
		if (this.backoffOf(session)) this.records.apply(session, { type: 'accepted', request, hasRenewalHelped });
	}

	/** Whether a renewal is worth trying for a request that was rejected. @param request method and path */
	isWorthRenewing(session: Session, request: string): boolean {
		return isWorthRenewing(this.backoffOf(session), request, this.records.runtime.clock.now());
	}

	/** Renewals of this session and those before it that did not help, if any. */
	backoffOf(session: Session): Backoff | undefined {
		return this.records.peek(session).evidence.backoff;
	}

	/** A request was rejected with this session. */
	rejected(session: Session, request: string): void {
		if (this.backoffOf(session)) this.records.apply(session, { type: 'rejected', request });
	}

	/** No more is tried for a request that was rejected. @param hasRenewed whether the session was renewed for it, in vain */
	gaveUp(session: Session, request: string, hasRenewed: boolean): void {
		const { accessToken } = session;
		if (hasRenewed) this.records.apply(session, { type: 'renewalDidNotHelp', request, accessToken });
		else this.rejected(session, request);
	}

	/** A request goes out with a session. */
	sent(session: Session): void {
		const { idleMs } = session;
		if (idleMs !== undefined) this.records.apply(session, { type: 'sent', idleMs });
	}
}
