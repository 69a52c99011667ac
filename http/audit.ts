import { maskLogin } from './redact';

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

/** Begins an attempt now. @returns what writes its line once it has ended */
export function auditedFrom(
	audit: (entry: AuditEntry) => void,
	now: () => number,
	attempt: Pick<AuditEntry, 'provider' | 'operation' | 'login'>,
): (outcome: AuditEntry['outcome'], status?: number, expiresAt?: number) => void {
	const startedAt = now();
	return (outcome, status, expiresAt) =>
		audit({ ...attempt, outcome, status, durationMs: now() - startedAt, expiresAt });
}

/** What the host's log says of an attempt, as a line and as fields, and whether it went well. No secrets. */
export function auditLine({ provider, operation, login, outcome, status, durationMs, expiresAt }: AuditEntry) {
	const expires = expiresAt === undefined ? undefined : new Date(expiresAt).toISOString();
	const fields = { provider, operation, account: maskLogin(login), outcome, status, durationMs, expiresAt: expires };
	const line = `Keyring: ${provider} ${operation} of ${fields.account} ${outcome}`;
	return { line, fields, isGood: outcome === 'granted' || outcome === 'done' };
}
