import type { IDataObject } from 'n8n-workflow';

import type { Session } from '../../session/session';
import type { CredentialSnapshot } from '../../http/credentialSnapshot';

interface Common {
	snapshot: CredentialSnapshot;
	/** What ended the request: older n8n loses the cause of an error when it wraps it. */
	problem?: unknown;
}

/** A request of the package's nodes: it goes out with this session, and nothing is renewed on the way. */
export interface NodeRequest extends Common {
	kind: 'node';
	session?: Session;
}

/** No request: n8n is to write these fields into the credential. */
export interface CredentialUpdate extends Common {
	kind: 'update';
	fields: IDataObject;
}

/** A request of n8n's own nodes, which the two hooks see alone. */
export interface HostRequest extends Common {
	kind: 'host';
	session?: Session;
	/** Whether `preAuthentication` was asked before: then n8n sends the request again after some error. */
	wasAsked: boolean;
	/** Whether it went out and may have acted, so that sending it once more would act twice. */
	mayHaveActed: boolean;
	/** To be called once n8n has written what it was given. */
	onWritten?: () => void;
}

/** What one request carries through n8n's two hooks. n8n hands one copy of the credential to both. */
export type RequestContext = NodeRequest | CredentialUpdate | HostRequest;

const CONTEXT = Symbol('request context');

/** Says what the request is about that this copy of the credential is used for. Other copies do not have it: it is not enumerable. */
export function setRequestContext(fields: object, context: RequestContext): void {
	Object.defineProperty(fields, CONTEXT, { value: context, configurable: true });
}

/** What the request is about; for requests of n8n's own nodes it is `fresh`, made at first sight. */
export function requestContextOf(fields: { [CONTEXT]?: RequestContext }, fresh: () => RequestContext): RequestContext {
	const known = fields[CONTEXT];
	if (known) return known;
	const context = fresh();
	setRequestContext(fields, context);
	return context;
}

/** The session of the request that this copy of the credential is used for, once `preAuthentication` has seen it. */
export function sessionCarried(fields: { [CONTEXT]?: RequestContext }): Session | undefined {
	const context = fields[CONTEXT];
	return context && context.kind !== 'update' ? context.session : undefined;
}
