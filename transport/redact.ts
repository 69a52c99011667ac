import type { ProviderAnswer, ProviderFault } from '../providers/types';

/**
 * What an answer says of an error: the provider's own words, `said` with what stands before them in a message, and `status` such as
 * `HTTP 422, code 42, field email`.
 */
export function answerWords({ status }: ProviderAnswer, fault: ProviderFault | undefined, secrets: Iterable<unknown>) {
	const words = fault?.message && withoutSecrets(fault.message, secrets);
	const code = fault?.code && fault.code !== String(status) ? `, code ${fault.code}` : '';
	const field = fault?.field ? `, field ${fault.field}` : '';
	return { words, said: words ? `: "${words}"` : '', status: `HTTP ${status}${code}${field}` };
}

/** Text of a provider for a person: what was secret in the request is left out of it, and so is all beyond 300 characters. */
export function withoutSecrets(text: string, secrets: Iterable<unknown>): string {
	let safe = text;
	for (const secret of secrets) {
		if (typeof secret === 'string' && secret.length >= 4) safe = safe.replaceAll(secret, '•••');
	}
	return safe.length > 300 ? `${safe.slice(0, 300)}…` : safe;
}

/** The values of a request's body that must not come back in a message: passwords, codes, tokens and keys. */
export function secretsIn(body: unknown): unknown[] {
	if (typeof body !== 'object' || body === null) return [];
	return Object.entries(body).flatMap(([name, value]) => (/pass|pin|token|key|code/i.test(name) ? [value] : []));
}

/** Enough of a login to recognise it: `b•••@example.com`, `799•••10`. */
export function maskLogin(login: string): string {
	if (login === '') return '(none)';
	const at = login.indexOf('@');
	if (at > 0) return `${login[0]}•••${login.slice(at)}`;
	return login.length > 6 ? `${login.slice(0, 3)}•••${login.slice(-2)}` : `${login[0]}•••`;
}
