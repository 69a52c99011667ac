import { InputError, type Account, type CredentialFields, type Provider } from '../providers/types';
import { fingerprintOf, readSession, type Session } from '../session/session';

/** A credential as it was read: its fields, and what they say, checked, hashed and parsed once. */
export interface CredentialSnapshot<A extends Account = Account> {
	fields: CredentialFields;
	account: A;
	/** Hash of the settings that a session depends on. */
	fingerprint: string;
	/** The session for these settings: the stored one, or the one carried since. */
	session?: Session;
}

/** @throws InputError naming the field that is wrong */
export function snapshotOf<A extends Account>(provider: Provider<A>, fields: CredentialFields): CredentialSnapshot<A> {
	const account = accountIn(provider, fields);
	const fingerprint = accountFingerprint(provider, account);
	return { fields, account, fingerprint, session: readSession(fields.session, fingerprint) };
}

function accountIn<A extends Account>(provider: Provider<A>, fields: CredentialFields): A {
	let problem: unknown;
	try {
		return provider.account(fields);
	} catch (error) {
		problem = error;
	}
	if (problem instanceof InputError) problem.isInCredential = true;
	throw problem;
}

/** The hash of what a session of this account depends on. */
export const accountFingerprint = (provider: Provider, account: Account): string =>
	fingerprintOf([provider.name, ...account.identity]);
