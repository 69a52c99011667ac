import { CREDENTIAL } from '../providers/hostWords';
import { commaList, isHost } from '../providers/fields';
import { CredentialError, type CredentialFields } from '../providers/types';

/**
 * Respects "Allowed HTTP Request Domains", which n8n adds to every credential and checks in its own nodes and at the log-in: a list
 * holds for this package's nodes as well. `None` is about n8n's own nodes alone.
 * @throws {@link CredentialError} when there is a list and the host is not in it
 */
export function assertAllowed({ allowedHttpRequestDomains, allowedDomains }: CredentialFields, url: URL): void {
	if (allowedHttpRequestDomains !== 'domains') return;
	const allowed = commaList(String(allowedDomains ?? '').toLowerCase());
	const { hostname } = url;
	if (isHost(allowed, hostname)) return;
	throw new CredentialError(
		`The ${CREDENTIAL} does not allow requests to ${hostname}`,
		'allowedDomains',
		'Add the host to "Allowed Domains", or set "Allowed HTTP Request Domains" to "All". Nothing has been sent.',
	);
}
