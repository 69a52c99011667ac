/**
 * Why there is no session: the provider refused the log-in, a passing fault, a log-in that only a person can do, or a refresh
 * token that is no good any more, maybe because another process has just used it.
 */
export type SessionErrorKind = 'refused' | 'passing' | 'personNeeded' | 'refreshRefused';

/**
 * There is no session to send a request with. The message says what happened, the description what to do; neither holds a secret.
 *
 * No property is called `status`, `code` or `response`: n8n would read it and replace the message or log in once more.
 */
export class SessionError extends Error {
	constructor(
		readonly kind: SessionErrorKind,
		message: string,
		readonly description?: string,
		/** HTTP status of the answer that refused, where there was an answer. */
		readonly answered?: number,
	) {
		super(message);
		this.name = 'SessionError';
	}
}
