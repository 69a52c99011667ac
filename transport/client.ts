import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
} from 'n8n-workflow';

import type { Account, Provider, ProviderAnswer, ProviderRequest } from '../providers/types';
import { SessionError } from '../session/errors';
import {
	announceSession,
	forgetSession,
	renewalDidNotHelp,
	renewalHelped,
	renewalMayHelp,
	type Demand,
} from '../session/renewal';
import type { Session } from '../session/session';
import { CredentialReader } from './credentialReader';
import { answerError, requestError, type ErrorPlace } from './errors';
import { addressOf, refuseTokenIn, toAnswer, toHttpOptions, type FullResponse } from './http';
import { obtainSession } from './obtainSession';
import { secretsIn } from './redact';
import { accountFingerprint, problemOf, SESSION_ONLY, SessionReady, setOrder, type KeepOrder } from './sessionKeeper';

/** One request's turns at most: each brings another session, or the end. */
const MAX_TURNS = 6;
/** A session refused this soon after its issue may have been ended by another worker's log-in, ms. */
const RIVAL_MS = 10_000;

/** What one turn gave: an answer, or a session whose refresh was refused. */
interface Turn {
	answer?: ProviderAnswer;
	session?: Session;
}

type AnsweredTurn = Turn & { answer: ProviderAnswer };

/** Sends a provider's requests for one execution of a node, through n8n, with the credential's session. */
export class ProviderClient {
	private readonly credential: CredentialReader;
	private freshLogIn?: Promise<Session>;
	private freshRefresh?: Promise<Session>;

	constructor(
		readonly context: IExecuteFunctions | ILoadOptionsFunctions,
		readonly provider: Provider,
	) {
		this.credential = new CredentialReader(context, provider);
	}

	/** The account that the credential describes. @throws NodeOperationError naming the field that is wrong */
	async account(itemIndex?: number): Promise<Account> {
		return await this.guard(itemIndex, async () => this.credential.accountIn(await this.credential.read()));
	}

	/** The session that the credential keeps, without a request; `undefined` when there is none. */
	async session(itemIndex?: number): Promise<Session | undefined> {
		return await this.guard(itemIndex, async () => this.credential.sessionIn(await this.credential.read()));
	}

	/**
	 * Sends a request with the credential's session, renewed where needed, and reads the answer without loss.
	 * @param whateverComes gives a refusal as an answer, too
	 * @throws NodeApiError with the provider's words, status and field, and what to do
	 */
	async request(request: ProviderRequest, itemIndex?: number, whateverComes = false): Promise<ProviderAnswer> {
		return await this.guard(itemIndex, async () => {
			const { answer, session } = await this.sendUntilAccepted(request);
			if (whateverComes) return answer;
			const place = { ...this.place(itemIndex), ofCredential: true };
			return this.success(answer, place, [...secretsIn(request.body), session?.accessToken, session?.refreshToken]);
		});
	}

	/**
	 * Sends a request without the credential's session: with one that the item brings, or with none, e.g. to ask for a code.
	 * @param whateverComes gives a refusal as an answer, too
	 * @throws as {@link request}; nothing is renewed
	 */
	async requestAs(
		session: Session | undefined,
		request: ProviderRequest,
		itemIndex?: number,
		whateverComes = false,
	): Promise<ProviderAnswer> {
		return await this.guard(itemIndex, async () => {
			const account = this.credential.accountIn(await this.credential.read());
			const prepared = this.provider.prepare(account, request, session);
			const options = toHttpOptions(prepared);
			const url = addressOf(this.provider, account, options.url);
			refuseTokenIn(url, session?.accessToken);
			const answer = await this.sendPlain({ ...options, url: url.href });
			if (whateverComes) return answer;
			const secrets = [...secretsIn(request.body), session?.accessToken, session?.refreshToken];
			return this.success(answer, this.place(itemIndex), secrets);
		});
	}

	/** Brings the credential's session up to date through n8n, which stores it; nothing else is sent. */
	async renew(reason: 'send' | 'refresh' | 'logIn', itemIndex?: number): Promise<Session> {
		return await this.guard(itemIndex, async () => {
			const { session } = await this.send(SESSION_ONLY, { reason });
			if (!session) throw new SessionError('personNeeded', 'There is no session', this.provider.logInAdvice);
			return session;
		});
	}

	/** Logs in with the credential, once for all items of the execution. */
	async logIn(itemIndex?: number): Promise<Session> {
		return await (this.freshLogIn ??= this.renew('logIn', itemIndex));
	}

	/** Refreshes the credential's session, once for all items of the execution. */
	async refresh(itemIndex?: number): Promise<Session> {
		return await (this.freshRefresh ??= this.renew('refresh', itemIndex));
	}

	/**
	 * Lets n8n store a session that was got otherwise, e.g. with a changed password, or none after a log-out.
	 * @param fields fields of the credential that changed with it
	 */
	async keep(session: Session | undefined, fields: IDataObject = {}, itemIndex?: number): Promise<void> {
		await this.guard(itemIndex, async () => {
			const present = await this.credential.readAgain();
			const account = this.credential.accountIn({ ...present, ...fields } as never);
			const fingerprint = accountFingerprint(this.provider, account);
			forgetSession(accountFingerprint(this.provider, this.credential.accountIn(present)));
			if (session) announceSession({ ...session, fingerprint });
			await this.send(SESSION_ONLY, { reason: 'keep', session: session && { ...session, fingerprint }, fields });
			await this.credential.readAgain();
		});
	}

	/**
	 * Logs in or refreshes for an account that is not the credential's: the session is given back and kept nowhere.
	 * @param fields what differs from the credential's fields
	 */
	async obtain(fields: IDataObject, previous: Session | undefined, itemIndex?: number): Promise<Session> {
		return await this.guard(itemIndex, async () => {
			const account = this.credential.accountIn({ ...(await this.credential.read()), ...fields } as never);
			const request = previous ? this.provider.refresh(account, previous) : this.provider.logIn(account);
			if (!request)
				throw new SessionError('personNeeded', 'There is nothing to log in with', this.provider.logInAdvice);
			const fingerprint = accountFingerprint(this.provider, account);
			const operation = previous ? 'refresh' : 'log in';
			return await obtainSession(this.context.helpers, this.provider, account, {
				operation,
				request,
				fingerprint,
				previous,
			});
		});
	}

	private async sendUntilAccepted(request: ProviderRequest): Promise<AnsweredTurn> {
		addressOf(this.provider, this.credential.accountIn(await this.credential.read()), request.path);
		const options = toHttpOptions(request);
		let demand: Demand = { reason: 'send' };
		let renewed = false;
		let refused: AnsweredTurn | undefined;
		for (let turn = 1; ; turn++) {
			const order = { ...demand, canReread: turn < MAX_TURNS };
			const { answer, session }: Turn = await this.send(options, order).catch((error: unknown) => {
				// Where only a person could log in, the provider's own refusal says more than that.
				if (refused && error instanceof SessionError && error.kind === 'personNeeded') return {};
				throw error;
			});
			if (!answer && !session && refused) return refused;
			if (answer && !this.isRejected(answer, session)) {
				if (session && refused) renewalHelped(session.fingerprint);
				return { answer, session };
			}
			if (answer) refused = { answer, session };
			// Told before the wait for rivals: requests that are refused meanwhile would renew once more.
			if (answer && session && renewed) renewalDidNotHelp(session.fingerprint);
			const next = turn < MAX_TURNS ? await this.nextDemand({ answer, session }, renewed, refused) : undefined;
			if (refused && !next) return refused;
			demand = next ?? { reason: 'send' };
			renewed ||= demand.reason !== 'send';
		}
	}

	/** What to try when a session is no good: one that another process has stored, else our own renewal, once. */
	private async nextDemand(
		{ answer, session }: Turn,
		renewed: boolean,
		refused: AnsweredTurn | undefined,
	): Promise<Demand | undefined> {
		const hasRival = !answer || renewed || (session && Date.now() - session.issuedAt < RIVAL_MS);
		if (hasRival) await sleep(100 + Math.random() * 400);
		const stored = this.credential.sessionIn(await this.credential.readAgain());
		if (stored && stored.accessToken !== session?.accessToken) return { reason: 'send' };
		const accessToken = refused?.session?.accessToken;
		if (!answer) return { reason: 'lost', accessToken };
		if (renewed || !session || !renewalMayHelp(session.fingerprint)) return undefined;
		return { reason: 'rejected', accessToken };
	}

	/** One send through n8n's helper, on a copy of the credential of its own. */
	private async send(options: IHttpRequestOptions, order: Demand | KeepOrder): Promise<Turn> {
		const type = this.provider.credentialType;
		const fields = await this.credential.copyForRequest();
		setOrder(fields, order);
		const response: Promise<FullResponse | undefined> = this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			type,
			{ ...options },
			{ credentialsDecrypted: { id: '', name: '', type, data: fields } },
		);
		const received = await response.catch((error: unknown) => {
			const problem = problemOf(fields, error);
			const isRefreshRefused = problem instanceof SessionError && problem.kind === 'refreshRefused';
			if (!(problem instanceof SessionReady) && !isRefreshRefused) throw problem;
			return undefined;
		});
		await this.credential.keep(fields);
		return { answer: received && toAnswer(received), session: this.credential.sessionIn(fields) };
	}

	private async sendPlain(options: IHttpRequestOptions): Promise<ProviderAnswer> {
		return toAnswer((await this.context.helpers.httpRequest(options)) as FullResponse);
	}

	private isRejected(answer: ProviderAnswer, session: Session | undefined): boolean {
		return session !== undefined && this.provider.readFault(answer)?.kind === 'session';
	}

	private success(answer: ProviderAnswer, place: ErrorPlace, secrets: unknown[]): ProviderAnswer {
		const fault = this.provider.readFault(answer);
		if (!fault) return { ...answer, body: this.provider.unwrap(answer.body) };
		throw answerError(place, answer, fault, secrets);
	}

	private place(itemIndex: number | undefined): ErrorPlace {
		return { node: this.context.getNode(), provider: this.provider, itemIndex };
	}

	/** Whatever goes wrong becomes one clear error of the node. */
	private async guard<T>(itemIndex: number | undefined, action: () => Promise<T>): Promise<T> {
		try {
			return await action();
		} catch (error) {
			throw requestError(this.place(itemIndex), error);
		}
	}
}
