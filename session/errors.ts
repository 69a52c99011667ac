/**
 * Why there is no session: the provider refused the log-in or refresh, a fault that may be over in a moment, or a log-in that only a
 * person can do.
 */
export type SessionErrorKind = 'refused' | 'transient' | 'interactionRequired';

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
		/** Whether the request may have been carried out although no answer came: a refresh may have used its token up. */
		readonly isAnswerLost = false,
	) {
		super(message);
		this.name = 'SessionError';
	}
}
