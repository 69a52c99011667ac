import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';

import { isAbsolute, joinUrl } from '../../providers/fields';
import type { Provider } from '../../providers/types';
import { NO_CLAIM, readClaim } from '../../session/claim';
import type { SessionError } from '../../session/errors';
import type { Session } from '../../session/session';
import type { StoreUpdate } from '../../session/source';
import { addressOf, refuseTokenIn } from '../../http/address';
import { isRead } from '../../http/request';
import { assertAllowed } from '../../http/allowedDomains';
import { snapshotOf } from '../../http/credentialSnapshot';
import { processEngine } from './engine';
import { requestContextOf, type HostRequest, type RequestContext } from './requestContext';
import { fieldsBody, originalOptions, withAuth, type SendOptions } from './requestOptions';
import { sessionSource } from '../../http/sessionSource';

/**
 * The hidden fields of a credential that keep its session. n8n runs `preAuthentication` before every request because the expirable
 * field is always empty, and stores what it returns. n8n shows neither session nor claim.
 */
export const SESSION_FIELDS: INodeProperties[] = [
	{ displayName: 'Session Check', name: 'sessionCheck', type: 'hidden', typeOptions: { expirable: true }, default: '' },
	{ displayName: 'Session', name: 'session', type: 'hidden', typeOptions: { password: true }, default: '' },
	{ displayName: 'Session Claim', name: 'sessionClaim', type: 'hidden', typeOptions: { password: true }, default: '' },
];

/** The address of a request that is never sent: it exists so that n8n writes into the credential. */
const NOTHING_TO_SEND = 'keyring:session';

/**
 * n8n's HTTP Request node follows redirects to any host, and most of its versions take the session along. Its helpers have three
 * names for not doing so.
 */
const NO_REDIRECTS = { disableFollowRedirect: true, followRedirect: false, followAllRedirects: false };

/** Ends such a request once n8n has written. */
export class RequestNotSent extends Error {}

export const UPDATE_ONLY_REQUEST: IHttpRequestOptions = { method: 'GET', url: NOTHING_TO_SEND };

/** What n8n is to write for a session, the end of any claim with it, or for a claim. */
export function storedFields({ session, claim }: StoreUpdate): IDataObject {
	return {
		...(session && { session: JSON.stringify(session) }),
		sessionClaim: claim ? JSON.stringify(claim) : NO_CLAIM,
	};
}

/**
 * A credential's `preAuthentication`. For the package's nodes: writes what they want written. For n8n's own: should or must the
 * session be renewed? Then renew it, once for all requests of this process.
 * @returns what n8n writes into the credential; nothing where it is empty
 * @throws UserError with what happened and what to do
 */
export function keepSession(provider: Provider, engine = processEngine) {
	return async function (this: IHttpRequestHelper, fields: ICredentialDataDecryptedObject): Promise<IDataObject> {
		return await withUserErrors(fields, provider, async (context) => {
			if (context.kind === 'update') return { sessionCheck: '', ...context.fields };
			if (context.kind === 'node') return {};
			return await beforeHostRequest(context, fields, this.helpers);
		});
	};

	async function beforeHostRequest(
		request: HostRequest,
		fields: ICredentialDataDecryptedObject,
		http: IHttpRequestHelper['helpers'],
	): Promise<IDataObject> {
		const { snapshot, wasAsked, session: before } = request;
		request.wasAsked = true;
		if (request.mayHaveActed) {
			if (before) engine.sessions.evidence.suspect(before);
			return {};
		}
		if (!before && !provider.needsSession(snapshot.account)) return {};
		const isSuspect = before !== undefined && engine.sessions.evidence.takeSuspicion(before);
		const source = sessionSource(provider, snapshot, { http }, engine);
		const claim = readClaim(fields.sessionClaim, snapshot.fingerprint);
		const reason = wasAsked || isSuspect ? 'afterError' : 'send';
		const result = await engine.sessions.sessionForHook(before, source, reason, claim);
		request.session = result.session;
		if (result.update) return toBeWritten(request, result.session, result.update);
		// Two credentials of one account may be led to the same first session: it is stored in one of them alone.
		const isOther = result.session.accessToken !== before?.accessToken;
		if (!wasAsked || !isOther || !snapshot.session) return {};
		// n8n's HTTP Request node repeats a request only when it has something to store. It writes the whole credential: older n8n
		// this very object, newer ones what they have just read, which may be the session before as long as this one is being stored.
		fields.session = JSON.stringify(result.session);
		const isStored = engine.sessions.records.peek(result.session).saving.state === 'saved';
		return { sessionCheck: '', ...(!isStored && { session: fields.session }) };
	}

	/** What n8n writes before it sends the request, and what is noted once it has. */
	function toBeWritten(request: HostRequest, session: Session, update: StoreUpdate): IDataObject {
		const { session: saved, claim } = update;
		request.onWritten = () => {
			const { sessions } = engine;
			if (saved) sessions.saver.wasSaved(saved, true);
			if (claim && !claim.ended) sessions.records.apply(session, { type: 'claimNoted', id: claim.id, isOwn: true });
		};
		return { sessionCheck: '', ...storedFields(update) };
	}
}

/** A credential's `authenticate`: adds what the provider wants, for addresses of the provider alone. */
export function authorize(provider: Provider, engine = processEngine) {
	return async (fields: ICredentialDataDecryptedObject, authorized: SendOptions): Promise<IHttpRequestOptions> =>
		await withUserErrors(fields, provider, async (context) => {
			// n8n has written what it was given before it comes here.
			if (context.kind === 'update') throw new RequestNotSent();
			if (context.kind === 'host') {
				context.onWritten?.();
				context.onWritten = undefined;
			}
			const { account } = context.snapshot;
			const { session } = context;
			const options = originalOptions(authorized);
			const { method = 'GET', baseURL = '' } = options;
			const target = options.url ?? options.uri ?? '';
			const isWhole = isAbsolute(target) || baseURL === '' || target === '';
			const path = isWhole ? target || baseURL : joinUrl(baseURL, target);
			const headers = options.headers as Record<string, string> | undefined;
			const body = fieldsBody(options);
			const prepared = provider.authorizeRequest(account, { method: method as 'GET', path, headers, body }, session);
			const url = addressOf(provider, account, prepared.path);
			refuseTokenIn(url, options.qs, session?.accessToken, session?.refreshToken);
			assertAllowed(fields, url);
			if (session) engine.sessions.evidence.sent(session);
			// n8n's HTTP Request node repeats after any error, a 500 too.
			if (context.kind === 'host') context.mayHaveActed = options.uri !== undefined && !isRead(method);
			return Object.assign(withAuth(options, prepared, url.href), NO_REDIRECTS);
		});
}

/** Whatever ends a hook is kept for the request helper, and shown by n8n with message and description as they are. */
async function withUserErrors<T>(
	fields: ICredentialDataDecryptedObject,
	provider: Provider,
	act: (context: RequestContext) => Promise<T>,
): Promise<T> {
	let context: RequestContext | undefined;
	try {
		context = requestContextOf(fields, () => {
			const snapshot = snapshotOf(provider, fields);
			return { kind: 'host', snapshot, session: snapshot.session, wasAsked: false, mayHaveActed: false };
		});
		return await act(context);
	} catch (error) {
		if (context) context.problem = error;
		const { message, description } = error as SessionError;
		throw Object.assign(new UserError(message, { cause: error }), { description });
	}
}
