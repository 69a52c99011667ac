import type { Account, ProviderAnswer } from '../../providers/types';
import type { AuditEntry } from '../../http/audit';
import { audit } from '../../transport/credential/audit';
import type { ProviderClient } from '../../transport/execution/client';

/** Makes an attempt that ends a session or asks for a code, and writes its audit line, whatever becomes of it. */
export async function withAudit<A extends Account>(
	{ provider }: ProviderClient<A>,
	operation: AuditEntry['operation'],
	login: string,
	attempt: () => Promise<ProviderAnswer>,
): Promise<ProviderAnswer> {
	const startedAt = Date.now();
	const write = (outcome: AuditEntry['outcome'], status?: number) =>
		audit({ provider: provider.name, operation, login, outcome, status, durationMs: Date.now() - startedAt });
	const answer = await attempt().catch((error: { httpCode?: string | null; failure?: object }) => {
		const status = Number(error.httpCode) || undefined;
		write(status !== undefined && error.failure === undefined ? 'refused' : 'failed', status);
		throw error;
	});
	write('done', answer.status);
	return answer;
}
