import type { Account } from '../providers/types';
import type { SessionManager } from '../session/manager';
import type { Session } from '../session/session';
import { maskLogin } from './redact';

/** A time in ISO 8601; `null` where nobody told one. */
export const isoTime = (time: number | undefined) =>
	time !== undefined && Number.isFinite(time) && time <= 8.64e15 ? new Date(time).toISOString() : null;

/**
 * When a session expires and is renewed.
 * Shape: `{expires_at, seconds_left, renews_at, refresh_expires_at}`, times in ISO 8601, `null` where nobody told.
 */
export function sessionTimes(sessions: SessionManager, session: Session, renewBeforeMs: number) {
	const expiry = sessions.expiryOf(session);
	return {
		expires_at: isoTime(expiry),
		seconds_left: expiry === undefined ? null : Math.max(0, Math.floor((expiry - Date.now()) / 1000)),
		renews_at: isoTime(sessions.shouldRenewAt(session, renewBeforeMs)),
		refresh_expires_at: isoTime(session.refreshExpiresAt),
	};
}

/** Shape: `{logged_in, account, due, …times}`. `due` says that the next request renews the session first. */
export function sessionStatus(
	sessions: SessionManager,
	session: Session | undefined,
	{ login, renewBeforeMs }: Pick<Account, 'login' | 'renewBeforeMs'>,
) {
	const account = maskLogin(login);
	if (!session) return { logged_in: false, account, due: true, seconds_left: 0, expires_at: null };
	return {
		logged_in: sessions.isAlive(session),
		account,
		due: Date.now() >= sessions.shouldRenewAt(session, renewBeforeMs),
		...sessionTimes(sessions, session, renewBeforeMs),
	};
}
