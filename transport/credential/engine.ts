import { randomUUID } from 'crypto';

import { sleep } from 'n8n-workflow';

import { newHttpEngine, type HttpEngine } from '../../http/engine';
import { POLICY, type Runtime } from '../../session/runtime';
import { audit } from './audit';
import { WriteQueue } from './writeQueue';

/** What one process has of the package's state. Tests make one for each process that they play. */
export interface Engine extends HttpEngine {
	writes: WriteQueue;
}

export const newEngine = (runtime: Runtime): Engine => ({
	...newHttpEngine(runtime, audit),
	writes: new WriteQueue(),
});

/** This process' own: one module instance a process, where all executions meet. */
export const processEngine: Engine = newEngine({
	clock: { now: () => Date.now(), sleep },
	randomId: () => randomUUID(),
	policy: POLICY,
});
