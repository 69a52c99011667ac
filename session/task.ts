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

/** How a renewal ended. */
export type RenewalOutcome =
	| Granted
	/** Another worker renews, and the session held is valid. */
	| { type: 'yielded' }
	/** The execution was cancelled before anything was sent. */
	| { type: 'cancelled' }
	/** `isRefreshBarred`: a refresh was refused, and another one could end what a log-in gives. */
	| { type: 'failed'; error: unknown; isRefreshBarred: boolean };
