import { LoggerProxy } from 'n8n-workflow';

import { maskLogin } from '../http/redact';

/** One attempt to get or end a session. */
export interface AuditEntry {
	provider: string;
	operation: 'log-in' | 'refresh' | 'log-out' | 'send code';
	/** Masked before it is written. */
	login: string;
	outcome: 'granted' | 'done' | 'refused' | 'failed';
	/** HTTP status, where there was an answer. */
	status?: number;
	durationMs: number;
	/** Unix ms. */
	expiresAt?: number;
}

/**
 * Writes one line to n8n's log for every attempt. No secrets.
 */
export function audit({ provider, operation, login, outcome, status, durationMs, expiresAt }: AuditEntry): void {
	const expires = expiresAt === undefined ? undefined : new Date(expiresAt).toISOString();
	const fields = { provider, operation, account: maskLogin(login), outcome, status, durationMs, expiresAt: expires };
	const line = `Keyring: ${provider} ${operation} of ${fields.account} ${outcome}`;
	if (outcome === 'granted' || outcome === 'done') LoggerProxy.info(line, fields);
	else LoggerProxy.warn(line, fields);
}
