import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';

import type { Account, Provider } from '../providers/types';
import { SessionError } from '../session/errors';
import { currentSession, type Demand } from '../session/renewal';
import { fingerprintOf, readSession, sessionFrom, type Session } from '../session/session';
import { addressOf, isAbsolute, refuseTokenIn } from './http';
import { obtainSession } from './obtainSession';

/**
 * The two hidden fields of a credential that keep its session. n8n runs `preAuthentication` before every request because the
 * expirable field is always empty, and stores what it returns; the session itself is one field that n8n never shows.
 */
export const SESSION_FIELDS: INodeProperties[] = [
	{ displayName: 'Session Check', name: 'sessionCheck', type: 'hidden', typeOptions: { expirable: true }, default: '' },
	{ displayName: 'Session', name: 'session', type: 'hidden', typeOptions: { password: true }, default: '' },
];

/** The address of a request that is never sent: it exists so that n8n renews and stores the session. */
const NOTHING_TO_SEND = 'keyring:session';

/** Ends such a request once the session is there. */
export class SessionReady extends Error {}

export const SESSION_ONLY: IHttpRequestOptions = { method: 'GET', url: NOTHING_TO_SEND };

/** What n8n is to store without any renewal: a session got otherwise, or none after a log-out, and fields that changed with it. */
export interface KeepOrder {
	reason: 'keep';
	session: Session | undefined;
	fields: IDataObject;
}

/** What went wrong with a copy of the credential: older n8n loses the cause of an error when it wraps it. */
const problems = new WeakMap<object, unknown>();

/** The error that ended the request of this copy, or the one that n8n made of it. */
export const problemOf = (credential: object, error: unknown): unknown => problems.get(credential) ?? error;

const orders = new WeakMap<object, Demand | KeepOrder>();
const seen = new WeakSet<object>();

/** Says why a session is wanted for the request that this copy of the credential is used for. */
export const setOrder = (credential: object, order: Demand | KeepOrder): void => void orders.set(credential, order);

/** n8n uses one object a request: seen a second time, it repeats the request after some error. */
function takeOrder(credential: object): Demand | KeepOrder {
	const order = orders.get(credential) ?? { reason: seen.has(credential) ? 'repeat' : 'send' };
	orders.delete(credential);
	seen.add(credential);
	return order;
}

/** The session that a credential keeps for its present settings. */
export function storedSession(provider: Provider, account: Account, fields: IDataObject): Session | undefined {
	return readSession(fields.session, accountFingerprint(provider, account));
}

export const accountFingerprint = (provider: Provider, account: Account): string =>
	fingerprintOf([provider.name, ...account.identity]);

/**
 * A credential's `preAuthentication`: is the session due, or rejected? Then renew it, once, for everyone waiting.
 * @returns what n8n stores: the new session, or nothing when the stored one will do
 * @throws UserError with what happened and what to do
 */
export function keepSession(provider: Provider) {
	return async function (this: IHttpRequestHelper, fields: ICredentialDataDecryptedObject): Promise<IDataObject> {
		const order = takeOrder(fields);
		if (order.reason === 'keep') return stored(order.session, order.fields);
		try {
			const account = provider.account(fields);
			const kept = storedSession(provider, account, fields);
			if (!kept && !provider.needsSession(account) && order.reason !== 'logIn') return {};
			const session = await currentSession(kept, sourceOf(provider, account, this.helpers), order);
			return session.accessToken === kept?.accessToken ? {} : stored(session);
		} catch (error) {
			problems.set(fields, error);
			throw toUserError(error);
		}
	};
}

/** What n8n is to write into the credential. */
const stored = (session: Session | undefined, fields: IDataObject = {}): IDataObject => ({
	...fields,
	sessionCheck: '',
	session: session ? JSON.stringify(session) : '',
});

/** A credential's `authenticate`: adds what the provider wants, for addresses of the provider alone. */
export function authorize(provider: Provider) {
	return async function (
		fields: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions & { uri?: string },
	): Promise<IHttpRequestOptions> {
		try {
			if (options.url === NOTHING_TO_SEND) throw new SessionReady();
			const account = provider.account(fields);
			const session = storedSession(provider, account, fields);
			const { method = 'GET', baseURL = '' } = options;
			const target = options.url ?? options.uri ?? '';
			const path = isAbsolute(target) ? target : `${baseURL.replace(/\/+$/, '')}${target}`;
			const headers = options.headers as Record<string, string> | undefined;
			const prepared = provider.prepare(account, { method: method as 'GET', path, headers }, session);
			const url = addressOf(provider, account, prepared.path);
			refuseTokenIn(url, session?.accessToken);
			const { href } = url;
			options.url = href;
			if ('uri' in options) options.uri = href;
			delete options.baseURL;
			options.headers = prepared.headers;
			return options;
		} catch (error) {
			problems.set(fields, error);
			throw toUserError(error);
		}
	};
}

function sourceOf(provider: Provider, account: Account, http: IHttpRequestHelper['helpers']) {
	const fingerprint = accountFingerprint(provider, account);
	return {
		fingerprint,
		renewBeforeMs: account.renewBeforeMs,
		async logIn(ended: Session | undefined) {
			const entered = ended ? undefined : provider.enteredGrant?.(account);
			if (entered) return sessionFrom(entered, undefined, fingerprint, Date.now(), 0);
			const request = provider.logIn(account, ended);
			if (!request) {
				throw new SessionError('personNeeded', `${provider.name} needs a person to log in again`, provider.logInAdvice);
			}
			return await obtainSession(http, provider, account, { operation: 'log in', request, fingerprint, isHeld: true });
		},
		refresh(previous: Session) {
			const request = provider.refresh(account, previous);
			return (
				request && obtainSession(http, provider, account, { operation: 'refresh', request, fingerprint, previous })
			);
		},
	};
}

/** n8n shows message and description of its own errors as they are. The cause stays readable for the request helper. */
function toUserError(error: unknown): UserError {
	const { message, description } = error as SessionError;
	const shown = new UserError(message, { cause: error });
	return Object.assign(shown, { description });
}
