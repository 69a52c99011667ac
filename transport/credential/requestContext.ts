import type { IDataObject } from 'n8n-workflow';

import type { Demand, SessionSource } from '../../session/keeper';
import type { Session } from '../../session/session';
import type { CredentialSnapshot } from './credentialSnapshot';

/** What n8n is to store without any renewal: a session got otherwise, or none after a log-out, and fields that changed with it. */
export interface CredentialUpdate {
	session: Session | undefined;
	fields: IDataObject;
}

/** What one request wants of its copy of the credential, and what came of it. n8n hands that copy to both of its hooks. */
export interface RequestContext {
	reading: CredentialSnapshot;
	demand: Demand;
	/** The session that the request goes out with. */
	carried?: Session;
	/** Whether that was got because of this very request, or found: then it may have ended as well. */
	isRenewed?: boolean;
	keep?: CredentialUpdate;
	/** Whether it went out through n8n's HTTP Request node and may have acted, so that sending it once more would act twice. */
	mayHaveActed?: boolean;
	credentialId?: string;
	readStored?: SessionSource['readStored'];
	/** Whether n8n was given something to store, and has not gone on yet. */
	isGiven?: boolean;
	/** What ended the request: older n8n loses the cause of an error when it wraps it. */
	problem?: unknown;
}

/** n8n could not store what it was given with a request; that was not sent. */
export class NotStoredError extends Error {}

/** What n8n's helper threw, in its place. */
export const notStored = (error: unknown): NotStoredError =>
	new NotStoredError(`n8n could not store the session: ${wordsOf(error)}`);

/** What n8n's database says is the innermost of the errors that n8n has wrapped around it. */
function wordsOf(error: unknown): string {
	let inner = error as Error | undefined;
	for (let depth = 0; depth < 5 && inner?.cause instanceof Error; depth++) inner = inner.cause;
	return inner?.message || 'it did not say why';
}

const ERRAND = Symbol('errand');

/** Says what the request is about that this copy of the credential is used for. Other copies do not have it: it is not enumerable. */
export function setRequestContext(fields: object, errand: RequestContext): void {
	Object.defineProperty(fields, ERRAND, { value: errand, configurable: true });
}

/** What the request is about; for requests of n8n's own nodes it is `fresh`, made at first sight. */
export function requestContextOf(fields: { [ERRAND]?: RequestContext }, fresh: () => RequestContext): RequestContext {
	const known = fields[ERRAND];
	if (known) return known;
	const errand = fresh();
	setRequestContext(fields, errand);
	return errand;
}
