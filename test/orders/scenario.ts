import type { ServiceRules } from '../support/workers/accountService';

/** What the credential holds when the workers begin. */
export type SessionState = 'none' | 'shouldRenew' | 'expired' | 'rejected' | 'revoked';

/** What may go wrong once in a run, at any moment where it can. */
export type Fault = 'lostAnswer' | 'unavailable' | 'refusedWrite' | 'slowWrite' | 'death';

/** Several workers that send one request each, and another one when all is quiet again. */
export interface Scenario {
	name: string;
	/** What sends in each worker: a node of the package, or n8n's HTTP Request node. */
	workers: Array<'node' | 'httpRequest'>;
	/** How many credentials of the one account they share, in turn. */
	credentials: 1 | 2;
	state: SessionState;
	service: Partial<ServiceRules>;
	/** Whether only a person can log in, once, by a code. */
	isCode?: boolean;
	fault?: Fault;
	expected: Worst;
	/** Why it may be more than one renewal a credential, none rejected and none unserved. */
	reason?: string;
}

/** The worst of all runs. */
export interface Worst {
	/** Log-ins and refreshes that were sent. */
	renewals: number;
	/** Requests that were rejected although the renewed session was stored before they began. */
	rejected: number;
	/** Requests that failed. */
	unserved: number;
	/** Credentials with which no request can be served any more before a person comes. */
	dead: number;
	/** The longest wait for an answer, s. */
	seconds: number;
}
