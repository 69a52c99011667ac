import { randomUUID } from 'crypto';

import { LoggerProxy, sleep } from 'n8n-workflow';

import { auditLine, type AuditEntry } from '../../http/audit';
import { newHttpEngine, type HttpEngine } from '../../http/engine';
import { POLICY, type Runtime } from '../../session/runtime';
import { WriteQueue } from './writeQueue';

/** What one process has of the package's state. Tests make one for each process that they play. */
export interface Engine extends HttpEngine {
	writes: WriteQueue;
}

/** Writes one line to n8n's log for every attempt. No secrets. */
export function audit(entry: AuditEntry): void {
	const { line, fields, isGood } = auditLine(entry);
	if (isGood) LoggerProxy.info(line, fields);
	else LoggerProxy.warn(line, fields);
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
