const FIELDS = 'password|password_confirmation|current_password|pin|token|refresh_token|access_token|license_key';
const IN_BODY = new RegExp(`("(?:${FIELDS})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'g');
const IN_QUERY = new RegExp(`([?&](?:${FIELDS})=)[^&]*`, 'g');
const HEADERS = new Set(['authorization', 'token', 'cookie', 'x-api-key']);

/** The raw body text with the values of passwords, tokens and pins replaced. */
export function maskBody(text: string): string {
	return text.replace(IN_BODY, '$1"***"');
}

/** The path with query, with secret query values replaced. */
export function maskUrl(url: string): string {
	return url.replace(IN_QUERY, '$1***');
}

/** The headers without secret values; of `authorization` the scheme is kept. */
export function maskHeaders(headers: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, HEADERS.has(name) ? maskValue(String(value)) : value]),
	);
}

function maskValue(value: string): string {
	const space = value.indexOf(' ');
	return space > 0 ? `${value.slice(0, space)} ***` : '***';
}

/** Names of query keys that never may be in a URL (sagi.ru.txt, security recommendations: no token in a URL). */
export function secretQueryKey(url: string): string | undefined {
	return new RegExp(`[?&](${FIELDS}|authorization)=`, 'i').exec(url)?.[1];
}
