import { AnswerError } from './answerBody';
import { LOOK_FIRST } from './faultAdvice';
import { isRead, TIMEOUT_MS } from './request';

/** Why a request has no answer, or none that can be read. */
export interface NoAnswer {
	/** What happened, after the service's name. n8n's and axios' texts can hold the address with its query, so that none is passed on. */
	reason: string;
	/** What the person can do. */
	advice: string;
	/** Whether that may be to correct the address in the credential: who knows it names it in place of the advice. */
	isAboutAddress?: boolean;
	/** Whether the request never reached the service: there was no connection to send it on. */
	isUnsent?: boolean;
	/** Whether it may have been carried out all the same: the connection broke, or time ran out. */
	isAnswerLost?: boolean;
}

export const CERTIFICATE_ADVICE =
	'If its authority is a national one or your own, set the environment variable NODE_EXTRA_CA_CERTS to the file of the root certificate, and restart.';
const CLOCK_ADVICE = 'Tell the service, and check that the clock of this computer is right.';
const TRY_LATER = 'Try again later. If it stays, ask the service.';

const unsent = (reason: string, advice: string): NoAnswer => ({ reason, advice, isUnsent: true });
const lost = (reason: string, advice: string): NoAnswer => ({ reason, advice, isAnswerLost: true });
const aboutAddress = (noAnswer: NoAnswer): NoAnswer => ({ ...noAnswer, isAboutAddress: true });

const UNKNOWN = aboutAddress({
	reason: 'could not be reached',
	advice: 'Check the address in the credential, or try again later.',
});
const REFUSED = aboutAddress(
	unsent('refused the connection', 'Nothing listens there: check the address in the credential, or try again later.'),
);
const NO_NAME = aboutAddress(
	unsent('has no address: the host name is not known', 'Check the host name of the address in the credential.'),
);
const NO_NAME_SERVER = unsent(
	'has no address: the name server did not answer',
	'Try again later. If it stays, the network of this computer is at fault: ask its administrator.',
);
const NO_WAY = unsent(
	'can not be reached',
	'Check the address in the credential. If it is right, no way leads there: ask the administrator of this computer.',
);
const CLOSED = aboutAddress(lost('closed the connection without an answer', TRY_LATER));
const OTHER_SERVER = 'Another kind of server listens there: check host and port of the address in the credential.';
const NOT_HTTP = aboutAddress(lost('answered with something that is not HTTP', OTHER_SERVER));
const NOT_UNPACKED = lost(
	'answered with a body that can not be unpacked',
	'A proxy on the way may have broken it. Try again later; if it stays, tell the service.',
);
const timedOut = (afterMs: number): NoAnswer => {
	const time = afterMs === 1_000 ? '1 second' : `${afterMs / 1_000} seconds`;
	return aboutAddress(lost(`did not answer within ${time}`, 'The service is slow, or out of reach: try again later.'));
};

const UNTRUSTED = unsent('showed a certificate that is not trusted here', CERTIFICATE_ADVICE);
const EXPIRED = unsent('showed a certificate that has expired', CLOCK_ADVICE);
const NOT_YET_VALID = unsent('showed a certificate that is not valid yet', CLOCK_ADVICE);
const REVOKED = unsent('showed a certificate that was revoked', 'Tell the service: its certificate was taken back.');
const OTHER_NAME = unsent(
	'showed a certificate of another host name',
	'Enter the host name that the certificate was made for, or tell the service.',
);
const NO_TLS = unsent(
	'does not speak https at this port',
	'Check the port in the address. A service of your own network may want an address that begins with http.',
);
const OLD_TLS = unsent(
	'speaks a version of TLS that is too old',
	'TLS 1.2 and newer are accepted. Tell the service, or put a proxy that speaks both before it.',
);
const NO_HANDSHAKE: NoAnswer = {
	reason: 'ended the TLS handshake',
	advice: 'The service may want a client certificate, or a kind of encryption that is not supported here. Ask it.',
};

/** By the code of the socket or the HTTP client. */
const BY_CODE: Record<string, NoAnswer> = {
	ECONNREFUSED: REFUSED,
	ECONNRESET: CLOSED,
	EPIPE: CLOSED,
	ERR_CANCELED: { ...UNKNOWN, reason: 'was not waited for, because the execution was cancelled' },
	ENOTFOUND: NO_NAME,
	EAI_AGAIN: NO_NAME_SERVER,
	EHOSTUNREACH: NO_WAY,
	ENETUNREACH: NO_WAY,
	CERT_HAS_EXPIRED: EXPIRED,
	CERT_NOT_YET_VALID: NOT_YET_VALID,
	CERT_REVOKED: REVOKED,
	ERR_TLS_CERT_ALTNAME_INVALID: OTHER_NAME,
	HOSTNAME_MISMATCH: OTHER_NAME,
};

/**
 * Why a request failed.
 * @param timeoutMs how long was waited, ms
 */
export function noAnswerOf(error: unknown, timeoutMs = TIMEOUT_MS): NoAnswer {
	if (error instanceof AnswerError) return aboutAddress(lost(error.message, error.advice ?? TRY_LATER));
	const code = networkCode(error) ?? '';
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') return timedOut(timeoutMs);
	if (code.startsWith('HPE_')) return NOT_HTTP;
	if (code.startsWith('Z_')) return NOT_UNPACKED;
	return BY_CODE[code] ?? tlsFault(code, error) ?? UNKNOWN;
}

/** What is wrong with a certificate or TLS, by OpenSSL's code, or by its words where Node gives all of them one code (EPROTO). */
function tlsFault(code: string, error: unknown): NoAnswer | undefined {
	if (/SELF_SIGNED|^(UNABLE_TO|CERT_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|DEPTH_ZERO|CRL_)/.test(code))
		return UNTRUSTED;
	if (!/^(EPROTO|ERR_SSL_|ERR_OSSL_|ERR_TLS_)/.test(code)) return undefined;
	const told = `${code} ${wordsOf(error)}`;
	if (/wrong[ _]version[ _]number|packet[ _]length[ _]too[ _]long|http[ _]request/i.test(told)) return NO_TLS;
	const isOld =
		/protocol[ _]version|unsupported[ _]protocol|no[ _]protocols|version[ _]too[ _]low|inappropriate[ _]fallback/i;
	return isOld.test(told) ? OLD_TLS : NO_HANDSHAKE;
}

/** An error and those that n8n or the HTTP client has wrapped in it. */
function chainOf(error: unknown): Array<{ code?: unknown; message?: unknown }> {
	const chain: Array<{ code?: unknown; message?: unknown }> = [];
	let current = error as { code?: unknown; message?: unknown; cause?: unknown } | undefined;
	for (let depth = 0; depth < 5 && current; depth++) {
		chain.push(current);
		current = current.cause as typeof current;
	}
	return chain;
}

const wordsOf = (error: unknown): string =>
	chainOf(error)
		.map(({ message }) => String(message ?? ''))
		.join(' ');

/** The error code of the socket or the HTTP client, from inside n8n's wrapping. */
export const networkCode = (error: unknown): string | undefined =>
	chainOf(error)
		.map(({ code }) => code)
		.find((code) => typeof code === 'string');

/**
 * What the person can do about it, and whether to look first what became of the request.
 * @param method of the request, where it is known
 */
export const noAnswerAdvice = ({ advice, isUnsent }: NoAnswer, method = 'GET'): string =>
	isRead(method) || isUnsent ? advice : `${advice} ${LOOK_FIRST}`;
