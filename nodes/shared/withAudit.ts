import type { Account, ProviderAnswer } from '../../providers/types';
import { auditedFrom, type AuditEntry } from '../../http/audit';
import { audit } from '../../transport/credential/engine';
import type { ProviderClient } from '../../transport/execution/client';

/** Makes an attempt that ends a session or asks for a code, and writes its audit line, whatever becomes of it. */
export async function withAudit<A extends Account>(
	{ provider }: ProviderClient<A>,
	operation: AuditEntry['operation'],
	login: string,
	attempt: () => Promise<ProviderAnswer>,
): Promise<ProviderAnswer> {
	const write = auditedFrom(audit, Date.now, { provider: provider.name, operation, login });
	const answer = await attempt().catch((error: { httpCode?: string | null; failure?: object }) => {
		const status = Number(error.httpCode) || undefined;
		write(status !== undefined && error.failure === undefined ? 'refused' : 'failed', status);
		throw error;
	});
	write('done', answer.status);
	return answer;
}
