import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { ENDED_SESSION } from '../../../session/session';

/** One credential in n8n's database, which all workers share. */
export class StoredCredential {
	/** Every session that was stored in it, the newest last; `undefined` where it was taken out. */
	readonly history: Array<{ at: number; accessToken?: string }> = [];

	/** When anything else in it was changed last, Unix ms. */
	editedAt = -1;

	constructor(
		readonly name: string,
		private fields: ICredentialDataDecryptedObject,
	) {}

	/** What stands in it at this moment. */
	read(): ICredentialDataDecryptedObject {
		return { sessionCheck: '', session: '', sessionClaim: '', ...this.fields };
	}

	/** @param at Unix ms */
	write(changes: ICredentialDataDecryptedObject, at: number): void {
		const before = this.accessToken;
		this.fields = { ...this.fields, ...changes };
		if (changes.sessionCheck === undefined) this.editedAt = at;
		else if (this.accessToken !== before || this.history.length === 0)
			this.history.push({ at, accessToken: this.accessToken });
	}

	/** The access token of the session in it. */
	get accessToken(): string | undefined {
		return sessionIn(this.fields.session);
	}
}

/** The access token of a session as it is stored. */
export const sessionIn = (session: unknown): string | undefined =>
	session && session !== ENDED_SESSION
		? (JSON.parse(String(session)) as { accessToken: string }).accessToken
		: undefined;
