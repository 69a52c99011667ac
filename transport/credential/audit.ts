import { LoggerProxy } from 'n8n-workflow';

import { auditLine, type AuditEntry } from '../../http/audit';

/** Writes one line to n8n's log for every attempt. No secrets. */
export function audit(entry: AuditEntry): void {
	const { line, fields, isGood } = auditLine(entry);
	if (isGood) LoggerProxy.info(line, fields);
	else LoggerProxy.warn(line, fields);
}
