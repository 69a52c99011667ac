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

/** A session in the place of another. */
export interface Granted {
	session: Session;
	origin: Origin;
}

/** How a renewal ended. */
export type RenewalOutcome =
	| ({ type: 'granted' } & Granted)
	/** Another worker renews, and the session held is valid. */
	| { type: 'yielded' }
	/** The execution was cancelled before anything was sent. */
	| { type: 'cancelled' }
	/** `isRefreshBarred`: a refresh was refused, and another one could end what a log-in gives. */
	| { type: 'failed'; error: unknown; isRefreshBarred: boolean };
