import { AnswerError } from './answerBody';
import { TIMEOUT_MS } from './request';

export const CERTIFICATE_ADVICE =
	'If the provider uses a certificate of a national authority, give n8n its root through NODE_EXTRA_CA_CERTS.';

/** What a failed request says in words; n8n's and axios' texts can hold the address with its query, so that none is passed on. */
export function networkReason(error: unknown): string {
	if (error instanceof AnswerError) return error.message;
	const code = networkCode(error);
	const reasons: Record<string, string> = {
		ECONNREFUSED: 'refused the connection',
		ECONNRESET: 'closed the connection without an answer',
		EPIPE: 'closed the connection without an answer',
		ECONNABORTED: `did not answer within ${TIMEOUT_MS / 1000} seconds`,
		ETIMEDOUT: `did not answer within ${TIMEOUT_MS / 1000} seconds`,
		ERR_CANCELED: 'was not waited for, because the execution was cancelled',
		ENOTFOUND: 'has no address: the host name is not known',
		EAI_AGAIN: 'has no address: the name server did not answer',
		EHOSTUNREACH: 'can not be reached',
		ENETUNREACH: 'can not be reached',
		DEPTH_ZERO_SELF_SIGNED_CERT: 'showed a certificate that this n8n does not trust',
		SELF_SIGNED_CERT_IN_CHAIN: 'showed a certificate that this n8n does not trust',
		UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'showed a certificate that this n8n does not trust',
		UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'showed a certificate that this n8n does not trust',
		CERT_HAS_EXPIRED: 'showed a certificate that has expired',
	};
	if (code?.startsWith('HPE_')) return 'answered with something that is not HTTP';
	if (code?.startsWith('Z_')) return 'answered with a body that can not be unpacked';
	return reasons[code ?? ''] ?? 'could not be reached';
}

/** Whether the certificate is what was wrong. */
export const isCertificateReason = (reason: string): boolean => reason.includes('certificate');

/** The error code of the socket or the HTTP client, from inside n8n's wrapping. */
export function networkCode(error: unknown): string | undefined {
	let current = error as { code?: unknown; cause?: unknown } | undefined;
	for (let depth = 0; depth < 5 && current; depth++) {
		if (typeof current.code === 'string') return current.code;
		current = current.cause as typeof current;
	}
	return undefined;
}

/** Whether a request without an answer may have been carried out all the same: the connection broke, or time ran out. */
export const mayHaveArrived = (error: unknown): boolean =>
	error instanceof AnswerError ||
	['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT'].includes(networkCode(error) ?? '') ||
	/^(HPE_|Z_)/.test(networkCode(error) ?? '');
