import type { IDataObject, INode } from 'n8n-workflow';

import {
	InputError,
	type Account,
	type Provider,
	type ProviderAnswer,
	type ProviderRequest,
} from '../../providers/types';
import type { SessionManager } from '../../session/manager';
import { ENDED_SESSION, fingerprintOf, type Session } from '../../session/session';
import { assertAllowed } from '../../http/allowedDomains';
import { assertNotCancelled, cancelSignal } from './cancellation';
import { storedFields } from '../credential/credentialHooks';
import { interactionRequired } from '../../http/logInErrors';
import { nameOf } from '../../http/nameOf';
import { answerError, credentialName, requestError, type ErrorContext } from './errors';
import { authorizedRequest } from '../../http/authorizedRequest';
import { dropFile } from '../../http/fileAnswer';
import { isRead, toAnswer, type FullResponse } from '../../http/request';
import { createSession } from '../../http/createSession';
import type { Sent } from '../../http/retryingSender';
import { accountFingerprint } from '../../http/credentialSnapshot';
import { secretsOf } from '../../http/redact';
import type { Sender } from './sender';

/** What an operation calls: the provider's requests and the credential's session, for one item of an execution. */
export class ProviderClient<A extends Account = Account> {
	readonly provider: Provider<A>;
	readonly node: INode;

	/** @param typedSecrets what the panel holds of secrets for this item; looked at when a message is written */
	constructor(
		private readonly sender: Sender<A>,
		private readonly itemIndex?: number,
		private readonly typedSecrets: () => unknown[] = () => [],
	) {
		({ provider: this.provider, node: this.node } = sender);
	}

	/** What this process knows of sessions, for their moments. */
	get sessions(): SessionManager {
		return this.sender.engine.sessions;
	}

	/** The account that the credential describes. @throws NodeOperationError naming the field that is wrong */
	async account(): Promise<A> {
		return await this.guard(async () => (await this.sender.reader.read()).account);
	}

	/** The session that the credential keeps, without a request; `undefined` when there is none. */
	async session(): Promise<Session | undefined> {
		return await this.guard(async () => (await this.sender.reader.read()).session);
	}

	/** The credential's session, renewed or got where needed. */
	async currentSession(): Promise<Session> {
		return await this.guard(async () => await this.sender.renew('send'));
	}

	/** Logs in with the credential, or refreshes its session: once for all items of the execution. */
	async renew(how: 'logIn' | 'refresh'): Promise<Session> {
		return await this.guard(async () => await this.oncePerExecution(how, async () => await this.sender.renew(how)));
	}

	/** Does something once, whatever the number of items. */
	async oncePerExecution<T>(what: string, action: () => Promise<T>): Promise<T> {
		return await this.sender.oncePerExecution(what, action);
	}

	/** Does what ends or replaces the credential's session for one item after another. */
	async serialized<T>(action: () => Promise<T>): Promise<T> {
		return await this.sender.serialized(action);
	}

	/**
	 * Sends a request with the credential's session, renewed where needed, and reads the answer without loss.
	 * @param whateverComes gives a refusal as an answer, too
	 * @throws NodeApiError with the provider's words, status and field, and what to do
	 */
	async request(request: ProviderRequest, whateverComes = false): Promise<ProviderAnswer> {
		return await this.guard(async () => {
			const sent = await this.sender.sendWithRetry(request);
			const whose = sent.session && ('credential' as const);
			return this.outcome(request, sent, whose, whateverComes);
		}, request);
	}

	/**
	 * Sends a request without the credential's session: with one that the item brings, or with none, e.g. to ask for a code.
	 * @param whateverComes gives a refusal as an answer, too
	 * @throws as {@link request}; nothing is renewed
	 */
	async requestWithSession(
		session: Session | undefined,
		request: ProviderRequest,
		whateverComes = false,
	): Promise<ProviderAnswer> {
		return await this.guard(async () => {
			assertNotCancelled(this.sender.context);
			const { account, fields, session: own } = await this.sender.reader.read();
			const { options, url } = authorizedRequest(this.provider, account, request, session);
			assertAllowed(fields, url);
			const { context } = this.sender;
			const abortSignal = cancelSignal(context);
			const once = async () => {
				const response: FullResponse = await context.helpers.httpRequest({ ...options, abortSignal });
				return { answer: await toAnswer(response, request) };
			};
			const { outcome, waited } = await this.sender.paced(once, isRead(request.method));
			const { answer } = outcome;
			const fault = this.provider.parseError(answer, account);
			const whose = session && session.accessToken !== own?.accessToken ? 'item' : session && 'credential';
			const sent = { answer, fault, account, session, tried: { waited } };
			return this.outcome(request, sent, whose, whateverComes);
		}, request);
	}

	/**
	 * Logs in or refreshes for an account that is not the credential's: the session is given back and kept nowhere.
	 * @param fields what differs from the credential's fields
	 * @param previous the session to refresh, of whichever account
	 */
	async createSession(fields: IDataObject, previous?: Session): Promise<Session> {
		return await this.guard(async () => {
			const { provider, sender } = this;
			assertNotCancelled(sender.context);
			const known = (await sender.reader.read()).fields;
			const account = provider.account({ ...known, ...fields });
			const request = previous ? provider.refresh(account, previous) : provider.logIn(account);
			if (!request) throw interactionRequired(provider, account);
			const { helpers: http } = sender.context;
			const fingerprint = accountFingerprint(provider, account);
			// Whose session an item brings is not known.
			const named = previous ? { ...account, login: '' } : account;
			const operation = previous ? 'refresh' : 'log-in';
			// Items that bring the same account or token share one attempt: a refusal or a rotated token would meet all but the first.
			const key = fingerprintOf([operation, fingerprint, previous?.refreshToken ?? previous?.accessToken ?? '']);
			return await sender.oncePerExecution(
				key,
				async () =>
					await createSession({
						http,
						provider,
						account: named,
						fields: known,
						fingerprint,
						operation,
						request,
						previous,
						engine: sender.engine,
						isOfItem: true,
					}),
			);
		});
	}

	/**
	 * Lets n8n store a session that was got otherwise, e.g. with a changed password, or none after a log-out.
	 * @param fields fields of the credential that changed with it
	 * @returns the fields that n8n did not change, because they hold an expression or an external secret
	 * @throws NodeOperationError when the session could not be kept either
	 */
	async saveToCredential(session: Session | undefined, fields: IDataObject = {}): Promise<string[]> {
		return await this.guard(async () => {
			const { reader } = this.sender;
			const before = await reader.readAgain();
			const account = this.provider.account({ ...before.fields, ...fields });
			const fingerprint = accountFingerprint(this.provider, account);
			if (before.session) this.sender.engine.sessions.records.endedOnPurpose(before.session);
			await this.write(session && { ...session, fingerprint }, fields);

			let after = await reader.readStored();
			const notKept = Object.keys(fields).filter((name) => after.fields[name] !== fields[name]);
			if (session && after.fingerprint !== fingerprint) {
				await this.write({ ...session, fingerprint: after.fingerprint }, {});
				after = await reader.readStored();
			}
			await reader.readAgain();
			if (!session || after.session?.accessToken === session.accessToken) return notKept;
			throw new InputError(
				`n8n could not keep the session in "${credentialName(this.node, this.provider)}"`,
				notKept[0] ?? '',
				'Its fields hold expressions that give something else each time. Enter fixed values, or keep sessions elsewhere.',
			);
		});
	}

	/** Writes a session, or none in its place, with the end of any claim; twice where n8n's database does not take it at once. */
	private async write(session: Session | undefined, fields: IDataObject): Promise<void> {
		const { store } = this.sender;
		const update = { session: ENDED_SESSION, ...fields, ...storedFields({ session }) };
		await store.readStored();
		await store.write(update).catch(async () => await store.write(update));
	}

	/** @param whose session it was. @throws NodeApiError where the answer tells of an error, unless whatever comes is wanted */
	private outcome(
		request: ProviderRequest,
		{ answer, fault, account, session, tried }: Sent<A>,
		whose: ErrorContext['session'],
		whateverComes: boolean,
	): ProviderAnswer {
		if (!fault) return { ...answer, body: this.provider.unwrap(answer.body) };
		if (whateverComes) return answer;
		dropFile(answer);
		const secrets = [...secretsOf(this.provider, account, request, session), ...this.typedSecrets()];
		const name = nameOf({ provider: this.provider, account });
		const place = { ...this.place, account, name, method: request.method, session: whose, tried };
		throw answerError(place, answer, fault, secrets);
	}

	private get place(): ErrorContext {
		return { node: this.node, provider: this.provider, itemIndex: this.itemIndex };
	}

	/** Whatever goes wrong becomes one clear error of the node. @param request what was to be sent, where that is one */
	private async guard<T>(action: () => Promise<T>, request?: ProviderRequest): Promise<T> {
		try {
			return await action();
		} catch (error) {
			const { method, timeoutMs } = request ?? {};
			const name = await this.sender.serviceName();
			throw requestError({ ...this.place, method, timeoutMs, name, secrets: this.typedSecrets() }, error);
		}
	}
}
