import { randomUUID } from 'crypto';

import { sleep } from 'n8n-workflow';

import { SessionManager } from '../../session/manager';
import { POLICY, type Runtime } from '../../session/runtime';
import { RetryAfterWaits } from '../http/retryAfter';
import { WriteQueue } from './writeQueue';

/** What one process has of the package's state. Tests make one for each process that they play. */
export interface Engine {
	runtime: Runtime;
	sessions: SessionManager;
	/** Until when services have asked to wait with log-ins and refreshes. */
	waits: RetryAfterWaits;
	writes: WriteQueue;
}

export const newEngine = (runtime: Runtime): Engine => ({
	runtime,
	sessions: new SessionManager(runtime),
	waits: new RetryAfterWaits(),
	writes: new WriteQueue(),
});

/** This process' own: one module instance a process, where all executions meet. */
export const processEngine: Engine = newEngine({
	clock: { now: () => Date.now(), sleep },
	randomId: () => randomUUID(),
	policy: POLICY,
});
