import type { Session } from '../../session/session';

/** So many tests are remembered; the older ones go. */
const MOST = 50;

/** Where a log-in's answer held what the description looks for, by the settings' fingerprint. No token. */
const found = new Map<string, LastTest>();

/** What the log-in of a credential's test found. */
export interface LastTest {
	/** Epoch ms. */
	at: number;
	/** What may be shown of the session's profile. */
	profile: Session['profile'];
	/** Epoch ms; `undefined` where nobody told. */
	expiresAt?: number;
}

/** Notes what a credential's test logged in to: n8n stores no session of a test, so that nothing else could tell. */
export function noteTest({ fingerprint, issuedAt, expiresAt }: Session, profile: Session['profile']): void {
	found.delete(fingerprint);
	found.set(fingerprint, { at: issuedAt, profile, expiresAt });
	if (found.size > MOST) found.delete([...found.keys()][0] ?? '');
}

/** What the latest test of a credential with these settings found, in this process. */
export const lastTest = (fingerprint: string): LastTest | undefined => found.get(fingerprint);
