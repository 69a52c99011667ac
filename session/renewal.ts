import { SessionError } from './errors';
import { isAlive, renewsAt, type Session } from './session';

/** How a session is got. Both reject with a {@link SessionError}. */
export interface SessionSource {
	/** Hash of the settings; one renewal at a time for each. */
	fingerprint: string;
	/** How long before its expiry a session is due, ms. */
	renewBeforeMs: number;
	logIn(ended: Session | undefined): Promise<Session>;
	/** `undefined` when this session can't be refreshed at all. */
	refresh(session: Session): Promise<Session> | undefined;
}

/**
 * Why a session is asked for:
 * - `send`: a request is about to go out;
 * - `rejected`: the provider refused this access token;
 * - `lost`: a refresh of this session was refused, and no other process has stored a newer one;
 * - `repeat`: n8n repeats a request after an error of any kind, which may have nothing to do with the session;
 * - `refresh` and `logIn`: the person asked for just that.
 */
export interface Demand {
	reason: 'send' | 'rejected' | 'lost' | 'repeat' | 'refresh' | 'logIn';
	/** The access token that the provider refused, if it did. */
	accessToken?: string;
	/** The caller can read the stored session again: a refused refresh is told to it before any log-in. */
	canReread?: boolean;
}

/** A renewal is not tried again sooner than this where it was refused, did not help, or can wait, ms. */
export const HOLD_MS = 30_000;
/** Requests that fail together on a passing fault share one attempt; a retry a second later gets its own, ms. */
export const PASSING_HOLD_MS = 900;
/** How long those who have read the stored session before its renewal are handed the new one, ms. */
export const SETTLE_MS = 30_000;

// One module instance a process: all executions meet here. Keys are fingerprints.
const underway = new Map<string, Promise<Session>>();
const issued = new Map<string, Session>();
const failed = new Map<string, { at: number; error: SessionError }>();
const unhelpful = new Map<string, number>();
/** Access tokens of sessions whose refresh was refused: another refresh of them could end what a rival has just got. */
const spent = new Map<string, { at: number; accessToken: string }>();

const within = (since: number | undefined, span: number, now: number) =>
	since !== undefined && now - since >= 0 && now - since < span;

/**
 * The session to send a request with: the stored one, the one just issued to another request, or a new one.
 *
 * States of a session, as in Azure's token cycler: *fine* (used), *should renew* (due, but still valid: a failed renewal is
 * forgiven and not repeated for {@link HOLD_MS}), *must renew* (absent, expired or rejected: a failed renewal is an error).
 * @param stored the session that the credential keeps, as this request read it
 * @throws {@link SessionError} when there is no session and none can be had
 */
export async function currentSession(
	stored: Session | undefined,
	source: SessionSource,
	demand: Demand,
): Promise<Session> {
	const now = Date.now();
	const { fingerprint } = source;
	const session = newest(stored, fingerprint, now);
	const refused = demand.accessToken !== undefined && session?.accessToken === demand.accessToken;
	if (session && !refused && !isWanted(session, stored, demand, source, now)) return session;

	const asked = demand.reason === 'logIn' || demand.reason === 'refresh';
	const usable = session && !refused && !asked && isAlive(session, now) ? session : undefined;
	const failure = failed.get(fingerprint);
	const hold = usable || failure?.error.kind === 'refused' ? HOLD_MS : PASSING_HOLD_MS;
	if (failure && within(failure.at, hold, now)) {
		if (usable) return usable;
		throw failure.error;
	}
	const renewal = underway.get(fingerprint) ?? renew(session, source, demand, usable !== undefined);
	return await renewal.catch(async (error: SessionError) => {
		// One who can read the stored session again started this renewal; whoever can't, or has, goes on to the log-in.
		const isForAnother = error.kind === 'refreshRefused' && (!demand.canReread || demand.reason === 'lost');
		if (isForAnother) return await currentSession(stored, source, demand);
		if (usable && error.kind !== 'refreshRefused') return usable;
		throw error;
	});
}

/** A session that was just renewed is refused as well: for a while a refusal is about the request, not about the session. */
export const renewalDidNotHelp = (fingerprint: string): void => void unhelpful.set(fingerprint, Date.now());

/** A session is accepted again after a refusal. */
export const renewalHelped = (fingerprint: string): void => void unhelpful.delete(fingerprint);

/** Whether a renewal is worth trying after a refusal, see {@link renewalDidNotHelp}. */
export const renewalMayHelp = (fingerprint: string): boolean =>
	!within(unhelpful.get(fingerprint), HOLD_MS, Date.now());

/** Hands a session that was got otherwise to everyone who has read the stored one before, as after a renewal. */
export const announceSession = (session: Session): void => void issued.set(session.fingerprint, session);

/** Forgets a session that was ended on purpose, so that nobody is handed it any more. */
export const forgetSession = (fingerprint: string): void => void issued.delete(fingerprint);

/** The newer of the stored session and the one that was just issued in this process. */
function newest(stored: Session | undefined, fingerprint: string, now: number): Session | undefined {
	const recent = issued.get(fingerprint);
	if (recent && !within(recent.issuedAt, SETTLE_MS, now)) issued.delete(fingerprint);
	else if (recent && recent.issuedAt >= (stored?.issuedAt ?? 0)) return recent;
	return stored;
}

function isWanted(
	session: Session,
	stored: Session | undefined,
	{ reason }: Demand,
	{ renewBeforeMs }: SessionSource,
	now: number,
): boolean {
	if (reason === 'logIn' || reason === 'refresh') return true;
	if (now >= renewsAt(session, renewBeforeMs)) return true;
	return reason === 'repeat' && session.accessToken === stored?.accessToken && !within(session.issuedAt, HOLD_MS, now);
}

/** One renewal for everyone who waits. It is registered before anything is awaited, so that nobody starts a second one. */
function renew(session: Session | undefined, source: SessionSource, demand: Demand, valid: boolean): Promise<Session> {
	const { fingerprint } = source;
	const attempt = obtain(session, source, demand, valid)
		.then(
			(renewed) => {
				issued.set(fingerprint, renewed);
				failed.delete(fingerprint);
				spent.delete(fingerprint);
				return renewed;
			},
			(error: SessionError) => {
				if (error.kind !== 'refreshRefused') failed.set(fingerprint, { at: Date.now(), error });
				throw error;
			},
		)
		.finally(() => underway.delete(fingerprint));
	underway.set(fingerprint, attempt);
	return attempt;
}

/** Refresh where it can be, log-in where it can't or was refused. A passing fault waits while the old session is valid. */
async function obtain(
	session: Session | undefined,
	source: SessionSource,
	{ reason, canReread }: Demand,
	valid: boolean,
): Promise<Session> {
	const refusal = spent.get(source.fingerprint);
	const isSpent = refusal?.accessToken === session?.accessToken && within(refusal?.at, HOLD_MS, Date.now());
	if (isSpent && canReread && reason !== 'lost') throw refreshRefused();
	const isOver = isSpent || Date.now() >= (session?.refreshExpiresAt ?? Infinity);
	const mayRefresh = !isOver && reason !== 'logIn' && reason !== 'lost';
	const refreshed = session && mayRefresh ? source.refresh(session) : undefined;
	if (!refreshed) return await source.logIn(session);
	return await refreshed.catch(async (error: SessionError) => {
		const passing = error.kind === 'passing';
		if (passing && (valid || reason === 'refresh')) throw error;
		if (!passing) spent.set(source.fingerprint, { at: Date.now(), accessToken: session?.accessToken ?? '' });
		if (!passing && canReread) throw refreshRefused();
		return await source.logIn(session);
	});
}

const refreshRefused = () => new SessionError('refreshRefused', 'The provider refused to refresh the session');
