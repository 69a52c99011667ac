import { randomUUID } from 'node:crypto';

import { POLICY, type Clock } from '../../session/runtime';
import { newEngine, type Engine } from '../../transport/credential/engine';

/** What one more process has of the package, on the machine's clock. It waits for nothing. */
export const testEngine = (clock: Partial<Clock> = {}): Engine =>
	newEngine({
		clock: { now: () => Date.now(), sleep: async () => undefined, ...clock },
		randomId: () => randomUUID(),
		policy: POLICY,
	});
