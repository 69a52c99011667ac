import { isBytes } from '../providers/fields';
import type { Account, Provider, ProviderAnswer, ProviderFault, ProviderRequest } from '../providers/types';
import type { Session } from '../session/session';

/**
 * What an answer says of an error: the provider's own words, `said` with what stands before them in a message, and `status` such as
 * `HTTP 422, code 42, field email`.
 */
export function answerWords({ status }: ProviderAnswer, fault: ProviderFault | undefined, secrets: Iterable<unknown>) {
	const safe = (text: string | undefined, longest: number) => text && withoutSecrets(text, secrets, longest);
	const words = safe(fault?.message, 300);
	const code = safe(fault?.code, 60);
	const field = safe(fault?.field, 60);
	const shown = `HTTP ${status}${code && code !== String(status) ? `, code ${code}` : ''}${field ? `, field ${field}` : ''}`;
	return { words, code, field, said: words ? `: "${words}"` : '', status: shown };
}

/** The forms in which a secret can come back. */
const formsOf = (secret: string): string[] => [
	secret,
	encodeURIComponent(secret),
	JSON.stringify(secret).slice(1, -1),
	Buffer.from(secret).toString('base64'),
	Buffer.from(secret).toString('base64url'),
	Buffer.from(`${secret}:`).toString('base64'),
];

/**
 * Text of a provider for a person: what was secret in the request is left out of it, and so are control characters and all beyond
 * so many characters.
 */
export function withoutSecrets(text: string, secrets: Iterable<unknown>, longest = 300): string {
	let safe = text;
	// One may be the beginning of another.
	const longestFirst = [...secrets]
		.filter((secret): secret is string => typeof secret === 'string' && secret.length >= 4)
		.sort((one, other) => other.length - one.length);
	for (const form of longestFirst.flatMap(formsOf)) safe = safe.replaceAll(form, '•••');
	safe = safe.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
	return safe.length > longest ? `${safe.slice(0, longest)}…` : safe;
}

/** The values of a request's body that must not come back in a message: passwords, codes, tokens and keys. */
export function secretsIn(body: unknown): unknown[] {
	// A file's bytes are not a body's fields, and there are as many as it is long.
	if (typeof body !== 'object' || body === null || isBytes(body)) return [];
	return Object.entries(body).flatMap(([name, value]) => (/pass|pin|token|key|code/i.test(name) ? [value] : []));
}

/** All that must not come back in a message about a request: of its body, its account and its session. */
export const secretsOf = <A extends Account>(
	provider: Provider<A>,
	account: A,
	{ body }: ProviderRequest,
	session: Session | undefined,
): unknown[] => [
	...secretsIn(body),
	...(provider.secrets?.(account, session) ?? []),
	session?.accessToken,
	session?.refreshToken,
];

/** Enough of a login to recognise it: `b•••@example.com`, `799•••10`. */
export function maskLogin(login: string): string {
	if (login === '') return '(none)';
	const at = login.indexOf('@');
	if (at > 0) return `${login[0]}•••${login.slice(at)}`;
	return login.length > 6 ? `${login.slice(0, 3)}•••${login.slice(-2)}` : `${login[0]}•••`;
}
