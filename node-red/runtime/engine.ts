import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { auditLine } from '../../http/audit';
import { newHttpEngine, type HttpEngine } from '../../http/engine';
import { POLICY } from '../../session/runtime';

/** Where the audit lines go: Node-RED's log, once that is known. A warning would stand in the debug sidebar beside the node's own error. */
export const log = { info: (line: string): void => void line };

/** One Node-RED is one process: there is nobody to agree with, and nobody to wait for. */
const ALONE = { ...POLICY, claimWaitMs: { shouldRenew: 0, mustRenew: 0 }, claimWaitFactor: 0 };

/** What this process knows of sessions. It outlives every Deploy. */
export const engine: HttpEngine = newHttpEngine(
	{ clock: { now: () => Date.now(), sleep: async (ms) => await sleep(ms) }, randomId: randomUUID, policy: ALONE },
	(entry) => {
		const { line, fields } = auditLine(entry);
		log.info(fields.status === undefined ? line : `${line} (HTTP ${fields.status})`);
	},
);
