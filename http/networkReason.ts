import { AnswerError } from './answerBody';
import { TIMEOUT_MS } from './request';
import { CREDENTIAL } from '../providers/hostWords';

export const CERTIFICATE_ADVICE =
	'If its authority is a national one or your own, set the environment variable NODE_EXTRA_CA_CERTS to the file of the root certificate, and restart.';

const REFUSED = 'refused the connection';
const UNKNOWN_NAME = 'has no address: the host name is not known';
const NO_NAME_SERVER = 'has no address: the name server did not answer';
const NO_WAY = 'can not be reached';
const NOT_HTTP = 'answered with something that is not HTTP';
const NOT_UNPACKED = 'answered with a body that can not be unpacked';

const UNTRUSTED = 'showed a certificate that is not trusted here';
const EXPIRED = 'showed a certificate that has expired';
const REVOKED = 'showed a certificate that was revoked';
const NOT_YET_VALID = 'showed a certificate that is not valid yet';
const OTHER_NAME = 'showed a certificate of another host name';
const NO_TLS = 'does not speak https at this port';
const OLD_TLS = 'speaks a version of TLS that is too old';
const NO_HANDSHAKE = 'ended the TLS handshake';

const CLOCK_ADVICE = 'Tell the service, and check that the clock of this computer is right.';
/** What to do about the network, a certificate or TLS, by what is wrong with it. */
const ADVICE: Record<string, string> = {
	[NO_NAME_SERVER]: 'Try again later. If it stays, the network of this computer is at fault: ask its administrator.',
	[NO_WAY]: `Check the address in the ${CREDENTIAL}. If it is right, no way leads there: ask the administrator of this computer.`,
	[NOT_UNPACKED]: 'A proxy on the way may have broken it. Try again later; if it stays, tell the service.',
	[UNTRUSTED]: CERTIFICATE_ADVICE,
	[EXPIRED]: CLOCK_ADVICE,
	[NOT_YET_VALID]: CLOCK_ADVICE,
	[REVOKED]: 'Tell the service: its certificate was taken back.',
	[OTHER_NAME]: 'Enter the host name that the certificate was made for, or tell the service.',
	[NO_TLS]: 'Check the port in the address. A service of your own network may want an address that begins with http.',
	[OLD_TLS]: 'TLS 1.2 and newer are accepted. Tell the service, or put a proxy that speaks both before it.',
	[NO_HANDSHAKE]:
		'The service may want a client certificate, or a kind of encryption that is not supported here. Ask it.',
};

/** What to do where the address in the credential is not the first to check; `undefined` for other reasons. */
export const networkAdvice = (reason: string): string | undefined => ADVICE[reason];

/**
 * What a failed request says in words; n8n's and axios' texts can hold the address with its query, so that none is passed on.
 * @param timeoutMs how long was waited, ms
 */
export function networkReason(error: unknown, timeoutMs = TIMEOUT_MS): string {
	if (error instanceof AnswerError) return error.message;
	const code = networkCode(error);
	const reasons: Record<string, string> = {
		ECONNREFUSED: REFUSED,
		ECONNRESET: 'closed the connection without an answer',
		EPIPE: 'closed the connection without an answer',
		ECONNABORTED: `did not answer within ${timeoutMs / 1000} seconds`,
		ETIMEDOUT: `did not answer within ${timeoutMs / 1000} seconds`,
		ERR_CANCELED: 'was not waited for, because the execution was cancelled',
		ENOTFOUND: UNKNOWN_NAME,
		EAI_AGAIN: NO_NAME_SERVER,
		EHOSTUNREACH: NO_WAY,
		ENETUNREACH: NO_WAY,
	};
	if (code?.startsWith('HPE_')) return NOT_HTTP;
	if (code?.startsWith('Z_')) return NOT_UNPACKED;
	return reasons[code ?? ''] ?? tlsReason(code ?? '', error) ?? 'could not be reached';
}

/** What is wrong with a certificate or TLS, by OpenSSL's code, or by its words where Node gives all of them one code (EPROTO). */
function tlsReason(code: string, error: unknown): string | undefined {
	const told = `${code} ${wordsOf(error)}`;
	if (/CERT_HAS_EXPIRED/.test(code)) return EXPIRED;
	if (/CERT_NOT_YET_VALID/.test(code)) return NOT_YET_VALID;
	if (/CERT_REVOKED/.test(code)) return REVOKED;
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') return OTHER_NAME;
	if (/SELF_SIGNED|^(UNABLE_TO|CERT_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|DEPTH_ZERO|CRL_)/.test(code))
		return UNTRUSTED;
	if (!/^(EPROTO|ERR_SSL_|ERR_OSSL_|ERR_TLS_)/.test(code)) return undefined;
	if (/wrong[ _]version[ _]number|packet[ _]length[ _]too[ _]long|http[ _]request/i.test(told)) return NO_TLS;
	if (
		/protocol[ _]version|unsupported[ _]protocol|no[ _]protocols|version[ _]too[ _]low|inappropriate[ _]fallback/i.test(
			told,
		)
	)
		return OLD_TLS;
	return NO_HANDSHAKE;
}

function wordsOf(error: unknown): string {
	const words: string[] = [];
	let current = error as { message?: unknown; cause?: unknown } | undefined;
	for (let depth = 0; depth < 5 && current; depth++) {
		words.push(String(current.message ?? ''));
		current = current.cause as typeof current;
	}
	return words.join(' ');
}

/** Whether a message made of such a reason says that the request never reached the provider: there was no connection to send it on. */
export const isUnsent = (message: string): boolean =>
	/(^| )(refused the connection|has no address: |can not be reached$|showed a certificate |does not speak https |speaks a version of TLS )/.test(
		message,
	);

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
