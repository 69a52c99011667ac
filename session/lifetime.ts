import type { Session } from './session';

/** A session is not used in its last moments, ms; fewer where its margin is short: a request takes a while to arrive. */
const EXPIRY_SKEW_MS = 5_000;

/** What the moments of a session depend on besides the session itself. */
export interface LifetimeUse {
	/** How long before its expiry a session should be renewed, ms. */
	renewBeforeMs: number;
	/** When it was last sent by this process, Unix ms. Other processes' use is not known here. */
	lastUsedAt?: number;
}

/** How long before its expiry a session should be renewed, ms: the provider's margin, at most a fifth of the lifetime. */
const marginOf = ({ issuedAt, expiresAt = Infinity }: Session, renewBeforeMs: number) =>
	Math.min(renewBeforeMs, (expiresAt - issuedAt) / 5);

/**
 * When a session expires, Unix ms; `undefined` where that is not known. One that ends for lack of use ends that long after its last
 * use.
 */
export function expiryOf({ idleMs, expiresAt }: Session, lastUsedAt?: number): number | undefined {
	return idleMs !== undefined && lastUsedAt !== undefined ? lastUsedAt + idleMs : expiresAt;
}

/**
 * The moment from which a session should be renewed, Unix ms; `Infinity` where no expiry is known. One that lives on by being used
 * needs no renewal ahead, and one whose token the service repeats gains nothing by it.
 */
export function shouldRenewAt(session: Session, use: LifetimeUse): number {
	if (session.idleMs !== undefined || session.isRepeated) return mustRenewAt(session, use);
	return (session.expiresAt ?? Infinity) - marginOf(session, use.renewBeforeMs);
}

/** The moment from which no request goes out with a session any more, Unix ms. */
export function mustRenewAt(session: Session, { renewBeforeMs, lastUsedAt }: LifetimeUse): number {
	const expiry = expiryOf(session, lastUsedAt) ?? Infinity;
	if (session.isRepeated) return expiry;
	return expiry - Math.min(marginOf(session, renewBeforeMs) / 4, EXPIRY_SKEW_MS);
}
