import type { Origin, RenewalReason } from './record';
import type { Session } from './session';
import type { SessionSource } from './source';

/** What a renewal is about. */
export interface RenewalTask {
	held: Session | undefined;
	source: SessionSource;
	reason: RenewalReason;
	/** Whether the session held will do if the renewal fails. */
	isValid: boolean;
}

/** Another session, in the place of the one held. */
export interface Granted {
	type: 'granted';
	session: Session;
	origin: Origin;
}

/** A service that has given the token of the session held again will do so until that ends. */
export const granted = (session: Session, origin: Origin, held: Session | undefined): Granted => ({
	type: 'granted',
	session: session.accessToken === held?.accessToken ? { ...session, isRepeated: true } : session,
	origin,
});

/** No session. */
export interface Failed {
	type: 'failed';
	error: unknown;
	/** Whether a refresh was refused: another one could end what a log-in gives. */
	isRefreshBarred: boolean;
}

export const failed = (error: unknown, isRefreshBarred = false): Failed => ({ type: 'failed', error, isRefreshBarred });

/** How a renewal ended. */
export type RenewalOutcome =
	| Granted
	/** Another worker renews, and the session held is valid. */
	| { type: 'yielded' }
	/** The execution was cancelled before anything was sent. */
	| { type: 'cancelled' }
	| Failed;
