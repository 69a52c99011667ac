import { hash } from 'crypto';

/** What a provider's answer to a log-in or refresh grants. Times are Unix ms of the provider's clock. */
export interface SessionGrant {
	accessToken: string;
	/** When the access token expires; `undefined` when the answer does not tell. */
	expiresAt?: number;
	/** The documented lifetime, ms, for when the answer does not tell. */
	lifetimeMs?: number;
	/** Whether the time counts from the last request instead of from the log-in: an idle time-out. */
	isIdleTimeout?: boolean;
	/** `undefined` keeps the refresh token in use. */
	refreshToken?: string;
	/** When the refresh token expires. */
	refreshExpiresAt?: number;
	/** How long after the log-in the session can be refreshed, ms. */
	refreshWindowMs?: number;
	/** What else the answer tells about the account and later requests need. */
	profile?: Record<string, unknown>;
}

/** One session as it is kept with the credential. Times are Unix ms of this machine's clock. */
export interface Session {
	accessToken: string;
	/** When it was issued. */
	issuedAt: number;
	/** When the access token expires; absent when nobody told, or when what was told can't be. */
	expiresAt?: number;
	/** How long it lives without being used, ms, where each request lengthens it. */
	idleMs?: number;
	/** Whether the service gave the same access token again when it was renewed: it will do so until the token ends. */
	isRepeated?: boolean;
	refreshToken?: string;
	/** After this a refresh is not worth asking for. */
	refreshExpiresAt?: number;
	/** Hash of the settings that it belongs to, see {@link fingerprintOf}. */
	fingerprint: string;
	/** What the log-in told about the account. */
	profile: Record<string, unknown>;
}

/** Whether two are one session: some services give the same token again, and then the moment of its issue tells them apart. */
export const isSame = (one: Session, other: Session | undefined): boolean =>
	one.accessToken === other?.accessToken && one.issuedAt === other.issuedAt;

/** A hash of the settings that a session depends on: where they differ, a session is another's. */
export const fingerprintOf = (identity: string[]): string => hash('sha256', JSON.stringify(identity));

/** What a credential keeps in place of a session that was ended on purpose: nothing brings that one back. */
export const ENDED_SESSION = 'ended';

/** The session that a credential keeps, or `undefined` where there is none or the settings have been edited since. */
export function readSession(kept: unknown, fingerprint: string): Session | undefined {
	try {
		const session = JSON.parse(String(kept)) as Session;
		return session.fingerprint === fingerprint && session.accessToken ? session : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Turns what an answer grants into the session to keep.
 *
 * @param previous the session that was refreshed; `undefined` after a log-in. What the answer is silent about, it keeps.
 * @param clockLeadMs how far the provider's clock is ahead of ours, so that a wrong clock does not shorten or stretch a session
 */
export function sessionFrom(
	grant: SessionGrant,
	previous: Session | undefined,
	fingerprint: string,
	now: number,
	clockLeadMs: number,
): Session {
	const local = (time: number | undefined) => (time === undefined ? undefined : time - clockLeadMs);
	// An expiry that is past can't be meant of what was just issued: the documented lifetime says more.
	const expiresAt = future(local(grant.expiresAt), now) ?? future(now + (grant.lifetimeMs ?? 0), now);
	const windowEnd = previous?.refreshExpiresAt ?? (grant.refreshWindowMs && now + grant.refreshWindowMs);
	const isNewRefreshToken = grant.refreshToken !== undefined && grant.refreshToken !== previous?.refreshToken;
	const refreshExpiry = local(grant.refreshExpiresAt) ?? (isNewRefreshToken ? undefined : windowEnd);
	return {
		accessToken: grant.accessToken,
		issuedAt: now,
		expiresAt,
		...(grant.isIdleTimeout && expiresAt !== undefined && { idleMs: expiresAt - now }),
		refreshToken: grant.refreshToken ?? previous?.refreshToken,
		refreshExpiresAt: future(refreshExpiry, now),
		fingerprint,
		profile: { ...previous?.profile, ...grant.profile },
	};
}

/** The last moment that a date can hold, Unix ms. */
const LAST_DATE = 8.64e15;

/** An expiry that is not in the future can't be meant of what was just issued; one after all dates says never. */
const future = (time: number | undefined, now: number) =>
	(time ?? 0) > now && (time ?? 0) <= LAST_DATE ? time : undefined;
