import type { IDataObject } from 'n8n-workflow';

import type { Account, Provider } from '../../providers/types';
import type { Session } from '../../session/session';
import { processEngine } from '../../transport/credential/engine';
import { maskLogin } from '../../http/redact';

/** A time in ISO 8601; `null` where nobody told one. */
export const isoTime = (time: number | undefined) =>
	time !== undefined && Number.isFinite(time) && time <= 8.64e15 ? new Date(time).toISOString() : null;

/**
 * When a session expires and is renewed.
 * Shape: `{expires_at, seconds_left, renews_at, refresh_expires_at}`, times in ISO 8601, `null` where nobody told.
 */
export function sessionTimes(session: Session, renewBeforeMs: number): IDataObject {
	const { sessions } = processEngine;
	const expiry = sessions.expiryOf(session);
	const left = expiry === undefined ? null : Math.max(0, Math.floor((expiry - Date.now()) / 1000));
	return {
		expires_at: isoTime(expiry),
		seconds_left: left,
		renews_at: isoTime(sessions.shouldRenewAt(session, renewBeforeMs)),
		refresh_expires_at: isoTime(session.refreshExpiresAt),
	};
}

/** What of a session's profile may be shown. */
export const shownOf = <A extends Account>(provider: Provider<A>, { profile }: Session): Session['profile'] =>
	provider.shownProfile?.(profile) ?? profile;

/** What an operation that logs in or refreshes gives: what the provider told of the account, the times, tokens on request. */
export function sessionOutput<A extends Account>(
	provider: Provider<A>,
	session: Session,
	renewBeforeMs: number,
	withTokens: boolean,
): IDataObject {
	return {
		...(shownOf(provider, session) as IDataObject),
		...sessionTimes(session, renewBeforeMs),
		...(withTokens && {
			[provider.tokenField]: session.accessToken,
			...(session.refreshToken !== undefined && { refresh_token: session.refreshToken }),
		}),
	};
}

/** Shape: `{logged_in, account, due, …times}`. `due` says that the next request renews the session first. */
export function statusOutput(session: Session | undefined, login: string, renewBeforeMs: number): IDataObject {
	const { sessions } = processEngine;
	if (!session) return { logged_in: false, account: maskLogin(login), due: true, seconds_left: 0, expires_at: null };
	return {
		logged_in: sessions.isAlive(session),
		account: maskLogin(login),
		due: Date.now() >= sessions.shouldRenewAt(session, renewBeforeMs),
		...sessionTimes(session, renewBeforeMs),
	};
}
