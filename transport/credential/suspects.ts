import { HOLD_MS } from '../../session/fates';
import { fingerprintOf, type Session } from '../../session/session';

/** A doubt that nobody has followed up by then is dropped, ms: a workflow that runs once a day still does. */
const KEPT_MS = 25 * 60 * 60 * 1000;

/** When sessions came into doubt, Unix ms, by a hash of their access token. */
const doubted = new Map<string, number>();

const keyOf = ({ accessToken }: Session) => fingerprintOf([accessToken]);

/**
 * Remembers that a request that may have acted failed in n8n's HTTP Request node, for whatever reason. Had it been the session, only
 * sending once more would tell; so the next request renews the session first. What was just issued is not doubted.
 */
export function doubt(session: Session | undefined): void {
	const now = Date.now();
	for (const [other, at] of doubted) if (Math.abs(now - at) > KEPT_MS) doubted.delete(other);
	if (session && now - session.issuedAt > HOLD_MS) doubted.set(keyOf(session), now);
}

/** Whether a session is in doubt; the question ends the doubt. */
export const takeDoubt = (session: Session | undefined): boolean =>
	session !== undefined && doubted.size > 0 && doubted.delete(keyOf(session));
