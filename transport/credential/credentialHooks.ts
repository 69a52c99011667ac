import {
	sleep,
	UserError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';

import { isAbsolute, joinUrl } from '../../providers/fields';
import type { Account, Provider } from '../../providers/types';
import { SessionError } from '../../session/errors';
import { isStored, sessionUsed, wasStored } from '../../session/fates';
import { sessionFor, type SessionSource } from '../../session/keeper';
import { sessionFrom, type Session } from '../../session/session';
import { assertAllowed } from './allowedDomains';
import { originalOptions, withAuth, fieldsBody, type SendOptions } from './requestOptions';
import { doubt, takeDoubt } from './suspects';
import { requestContextOf, type RequestContext } from './requestContext';
import { addressOf, refuseTokenIn } from '../http/address';
import { isRead } from '../http/request';
import { createSession } from './createSession';
import { snapshotOf } from './credentialSnapshot';

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

/**
 * n8n's HTTP Request node follows redirects to any host, and most of its versions take the session along. Its helpers have three
 * names for not doing so.
 */
const NO_REDIRECTS = { disableFollowRedirect: true, followRedirect: false, followAllRedirects: false };

/** Ends such a request once the session is there. */
export class RequestNotSent extends Error {}

export const RENEW_ONLY_REQUEST: IHttpRequestOptions = { method: 'GET', url: NOTHING_TO_SEND };

/**
 * A credential's `preAuthentication`: is the session due, or rejected? Then renew it, once, for everyone waiting.
 * @returns what n8n stores: a session, where this very request has renewed it, else nothing
 * @throws UserError with what happened and what to do
 */
export function keepSession(provider: Provider) {
	return async function (this: IHttpRequestHelper, fields: ICredentialDataDecryptedObject): Promise<IDataObject> {
		return await explained(fields, provider, async (errand) => {
			if (errand.keep) {
				errand.isGiven = true;
				return { ...errand.keep.fields, ...stored(errand.keep.session) };
			}
			const { reading, demand } = errand;
			// n8n uses one object a request: seen a second time, it repeats the request after some error.
			errand.demand = 'repeat';
			if (errand.mayHaveActed) {
				doubt(errand.carried);
				return {};
			}
			if (!errand.carried && !provider.needsSession(reading.account) && demand !== 'logIn') return {};
			const source = sourceOf(provider, errand, this.helpers);
			const isDoubted = !errand.readStored && takeDoubt(errand.carried);
			const { session, toStore, isRenewed } = await sessionFor(errand.carried, source, isDoubted ? 'repeat' : demand);
			const isOther = session.accessToken !== errand.carried?.accessToken;
			errand.carried = session;
			errand.isRenewed = isRenewed;
			errand.isGiven = toStore;
			if (toStore) return stored(session);
			// Two credentials of one account may be led to the same first session: it is stored in one of them alone.
			if (demand !== 'repeat' || !isOther || !reading.session) return {};
			// n8n's HTTP Request node repeats a request only when it has something to store. It writes the whole credential: older n8n
			// this very object, newer ones what they have just read, which may be the session before as long as this one is being stored.
			fields.session = JSON.stringify(session);
			return isStored(session) ? { sessionCheck: '' } : stored(session);
		});
	};
}

/** What n8n is to write into the credential. */
const stored = (session: Session | undefined): IDataObject => ({
	sessionCheck: '',
	session: session ? JSON.stringify(session) : '',
});

/** A credential's `authenticate`: adds what the provider wants, for addresses of the provider alone. */
export function authorize(provider: Provider) {
	return async (fields: ICredentialDataDecryptedObject, authorized: SendOptions): Promise<IHttpRequestOptions> =>
		await explained(fields, provider, async (errand) => {
			const { account } = errand.reading;
			const { carried: session } = errand;
			// n8n has stored what it was given before it comes here.
			if (errand.isGiven && session) wasStored(session, true);
			errand.isGiven = false;
			if (authorized.url === NOTHING_TO_SEND) throw new RequestNotSent();
			const options = originalOptions(authorized);
			const { method = 'GET', baseURL = '' } = options;
			const target = options.url ?? options.uri ?? '';
			const path = isAbsolute(target) || baseURL === '' || target === '' ? target || baseURL : joinUrl(baseURL, target);
			const headers = options.headers as Record<string, string> | undefined;
			const body = fieldsBody(options);
			const prepared = provider.authorizeRequest(account, { method: method as 'GET', path, headers, body }, session);
			const url = addressOf(provider, account, prepared.path);
			refuseTokenIn(url, options.qs, session?.accessToken, session?.refreshToken);
			assertAllowed(fields, url);
			if (session) sessionUsed(session);
			// n8n's HTTP Request node repeats after any error, a 500 too.
			errand.mayHaveActed = options.uri !== undefined && !isRead(method);
			return Object.assign(withAuth(options, prepared, url.href), NO_REDIRECTS);
		});
}

/** Whatever ends a hook is kept for the request helper, and shown by n8n with message and description as they are. */
async function explained<T>(
	fields: ICredentialDataDecryptedObject,
	provider: Provider,
	act: (errand: RequestContext) => Promise<T>,
): Promise<T> {
	let errand: RequestContext | undefined;
	try {
		errand = requestContextOf(fields, () => {
			const reading = snapshotOf(provider, fields);
			return { reading, demand: 'send', carried: reading.session };
		});
		return await act(errand);
	} catch (error) {
		if (errand) errand.problem = error;
		const { message, description } = error as SessionError;
		throw Object.assign(new UserError(message, { cause: error }), { description });
	}
}

function sourceOf(
	provider: Provider,
	{ reading: { account, fields, fingerprint }, credentialId, readStored }: RequestContext,
	http: IHttpRequestHelper['helpers'],
): SessionSource {
	const obtain = { http, provider, account, fields, fingerprint };
	return {
		fingerprint,
		credentialId,
		renewBeforeMs: account.renewBeforeMs,
		readStored,
		sleep,
		async logIn(ended) {
			const entered = ended ? undefined : provider.staticGrant?.(account);
			if (entered) return sessionFrom(entered, undefined, fingerprint, Date.now(), 0);
			const request = provider.logIn(account, ended);
			if (!request) throw interactionRequired(provider);
			return await createSession({ ...obtain, operation: 'log-in', request, isHeld: true });
		},
		refresh(previous) {
			const request = provider.refresh(account, previous);
			return request && createSession({ ...obtain, operation: 'refresh', request, previous });
		},
	};
}

/** Only a person could log in now. */
export const interactionRequired = <A extends Account>(provider: Provider<A>): SessionError =>
	new SessionError('interactionRequired', `${provider.name} needs a person to log in again`, provider.logInAdvice);
