import { SessionError, type SessionErrorKind } from './errors';

/**
 * A mark in the credential: one process renews now. It is a JSON text in a hidden field, written and read by all workers.
 * (L. Lamport, "A Fast Mutual Exclusion Algorithm", 1987, names the rule Fischer's: write, wait longer than any write takes, read.)
 */
export interface Claim {
	/** Drawn anew for each claim. */
	id: string;
	/** The settings that the renewal is for, see {@link settingsOf}: after an edit of the credential nobody heeds it. */
	of: string;
	/** How long the renewal can take, ms, counted by each process from when it first sees the claim. */
	lastsMs: number;
	/** How the renewal ended, where it gave no session. */
	ended?: ClaimEnd;
}

/** How a renewal failed, so that other workers need not find out for themselves. */
export interface ClaimEnd {
	kind: SessionErrorKind;
	message: string;
	description?: string;
	/** HTTP status of the answer that refused. */
	answered?: number;
	/** When it ended, Unix ms of the clock of the worker that wrote it: one whose clock is behind that, or ahead by more than a cooldown, finds out for itself. */
	at: number;
	/** Whether the session before is valid still: then less was tried than for a caller that needs another. */
	triedLess?: true;
}

/** What stands in the field where no renewal is under way and none has failed. */
export const NO_CLAIM = '';

/** A short mark of the settings' fingerprint. */
export const settingsOf = (fingerprint: string): string => fingerprint.slice(0, 16);

/** The claim in a field's text; `undefined` where there is none, none that can be read, or one for other settings. */
export function readClaim(text: unknown, fingerprint: string): Claim | undefined {
	// Most often there is none, and an error that is caught costs more than the whole check of a session.
	if (typeof text !== 'string' || text === NO_CLAIM) return undefined;
	try {
		const claim = JSON.parse(text) as Claim;
		const isClaim = typeof claim.id === 'string' && claim.of === settingsOf(fingerprint) && claim.lastsMs > 0;
		return isClaim ? claim : undefined;
	} catch {
		return undefined;
	}
}

/** What a failed renewal leaves in the field. */
export function endedClaim(claim: Claim, error: SessionError, at: number, triedLess: boolean): Claim {
	const { kind, message, description, answered } = error;
	return { ...claim, ended: { kind, message, description, answered, at, ...(triedLess && { triedLess }) } };
}

/** The error with which another worker's renewal ended. */
export const errorOf = ({ kind, message, description, answered }: ClaimEnd): SessionError =>
	new SessionError(kind, message, description, answered);
