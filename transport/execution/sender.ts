import { LoggerProxy, sleep, type IHttpRequestOptions, type INode } from 'n8n-workflow';

import type { Account, Provider, ProviderAnswer, ProviderRequest } from '../../providers/types';
import { SessionError } from '../../session/errors';
import { isNews, wasAliveAt, wasStored } from '../../session/fates';
import { futileRenewals, mayRenew, renewalDidNotHelp, sessionAccepted } from '../../session/futileRenewals';
import { anotherSession, isFine, type Demand } from '../../session/keeper';
import type { Session } from '../../session/session';
import { assertNotCancelled, untilCancelled } from './cancellation';
import type { NodeContext } from './context';
import type { Pace } from './pace';
import { RENEW_ONLY_REQUEST, RequestNotSent } from '../credential/credentialHooks';
import { CredentialReader } from '../credential/credentialReader';
import {
	NotStoredError,
	notStored,
	setRequestContext,
	type RequestContext,
	type CredentialUpdate,
} from '../credential/requestContext';
import type { Tried } from '../http/errors';
import { addressOf } from '../http/address';
import { toAnswer, toHttpOptions, type FullResponse } from '../http/request';
import type { CredentialSnapshot } from '../credential/credentialSnapshot';

/** One request's turns at most: each brings another session, or the end. */
const MAX_TURNS = 24;
/** A session rejected this soon after its issue may have been ended by another worker's log-in, ms. */
const RIVAL_MS = 10_000;

/** An answer, the account and the session that it was got with, and what was tried before it. */
export interface Sent<A extends Account = Account> {
	answer: ProviderAnswer;
	account: A;
	session?: Session;
	tried: Tried;
}

type Rejected<A extends Account> = Sent<A> & { session: Session };
/** What came of one send. */
type Outcome = { answer: ProviderAnswer; problem?: undefined } | { answer?: undefined; problem: unknown };

/**
 * How many renewals a request gets: more than one where the renewed session may have been ended by another worker's, since nothing
 * that was sent later was accepted with it, or since others' sessions were met on the way.
 */
function mostRenewals(session: Session, { hasRival }: Tried, rejectedAt: number): number {
	if (hasRival) return 3;
	return wasAliveAt(session, rejectedAt) ? 1 : 2;
}

/** Sends the requests of one execution with the credential's session, and decides about sending again. */
export class Sender<A extends Account> {
	readonly reader: CredentialReader<A>;
	readonly node: INode;
	private readonly credentialId: string | undefined;
	private readonly done = new Map<string, Promise<unknown>>();

	constructor(
		readonly context: NodeContext,
		readonly provider: Provider<A>,
		readonly pace?: Pace,
	) {
		this.node = context.getNode();
		this.credentialId = this.node.credentials?.[provider.credentialType]?.id ?? undefined;
		this.reader = new CredentialReader(context, provider, this.credentialId);
	}

	/** Does something once, whatever the number of items. */
	async oncePerExecution<T>(what: string, action: () => Promise<T>): Promise<T> {
		const done = (this.done.get(what) as Promise<T> | undefined) ?? action();
		this.done.set(what, done);
		return await done;
	}

	/** Does things one after another that would end or replace each other's session side by side. */
	async serialized<T>(action: () => Promise<T>): Promise<T> {
		const before = this.done.get('in turn') ?? Promise.resolve();
		const turn = before.then(action, action);
		this.done.set('in turn', turn);
		return await turn;
	}

	/** The session to go on with, without a request where it is fine. @throws SessionError when there is none */
	async currentSession(): Promise<Session> {
		const { session, account } = await this.reader.readForRequest();
		return session && isFine(session, account.renewBeforeMs) ? session : await this.renew('send');
	}

	/** Brings the session up to date through n8n, which stores it; nothing else is sent. @throws SessionError */
	async renew(demand: Demand): Promise<Session> {
		const errand = this.errand(await this.reader.readForRequest(), demand);
		await this.sendNothing(errand);
		if (!errand.carried)
			throw new SessionError('interactionRequired', 'There is no session', this.provider.logInAdvice);
		return errand.carried;
	}

	/** Lets n8n store a session that was got otherwise, or none, and fields that changed with it. */
	async store(keep: CredentialUpdate): Promise<void> {
		await this.sendNothing({ ...this.errand(await this.reader.read(), 'send'), keep });
	}

	/**
	 * Sends a request until it is accepted: with another session that was stored meanwhile, else with a renewed one, once.
	 * @returns also a rejection, where there is nothing more to try
	 * @throws SessionError, or what n8n's helper throws, where there is no answer at all
	 */
	async sendWithRetry(request: ProviderRequest): Promise<Sent<A>> {
		const reading = await this.reader.readForRequest();
		const stored = reading.session;
		// The hook that sends checks every address: this is so that nobody logs in for one that is refused.
		if (!stored || !isFine(stored, reading.account.renewBeforeMs))
			addressOf(this.provider, reading.account, request.path);
		const options = toHttpOptions(request);
		const name = `${request.method} ${request.path.split('?')[0]}`;
		let errand = this.errand(reading, 'send');
		let rejected: Rejected<A> | undefined;
		for (let turn = 1; ; turn++) {
			assertNotCancelled(this.context);
			const { demand } = errand;
			const sentAt = Date.now();
			const { answer, problem } = await this.send(options, errand);
			const isInteractionRequired = !answer && (await this.withoutSession(problem, errand, rejected, turn));
			const session = errand.carried;
			const account = errand.reading.account as A;
			if (rejected && isInteractionRequired) return { ...rejected, tried: { isInteractionRequired } };
			if (answer && (!session || this.provider.parseError(answer, account)?.kind !== 'session')) {
				if (session) sessionAccepted(session, name, { sentAt, wasRejected: rejected !== undefined });
				return { answer, account, session, tried: {} };
			}
			if (answer && session) {
				const tried = { ...rejected?.tried };
				if (demand === 'rejected' && errand.isRenewed) {
					tried.renewedAt = Date.now();
					tried.renewals = (tried.renewals ?? 0) + 1;
				}
				rejected = { answer, account, session, tried };
				const next = turn < MAX_TURNS ? await this.nextErrand(errand.reading, rejected, name) : undefined;
				if (!next) return rejected;
				errand = next;
			} else errand = this.errand(await this.reader.read(), 'send');
		}
	}

	/**
	 * There is no session to send with. Goes on where the settings or the session are others meanwhile.
	 * @returns whether only a person could get another in place of the one that was rejected
	 * @throws the error otherwise
	 */
	private async withoutSession(error: unknown, of: RequestContext, rejected: Rejected<A> | undefined, turn: number) {
		if (!(error instanceof SessionError)) throw error;
		const { fingerprint, session } = await this.reader.readAgain();
		const isEdited = fingerprint !== of.reading.fingerprint;
		const isOther = turn < MAX_TURNS && (isEdited || isNews(session, of.carried, Date.now()));
		// Where only a person could log in, the provider's own rejection says more than that.
		const isInteractionRequired = rejected !== undefined && error.kind === 'interactionRequired';
		if (!isOther && !isInteractionRequired) throw error;
		return !isOther;
	}

	/** What to try after a rejection: what is stored now, a renewal, or what a rival is about to store; `undefined`: nothing. */
	private async nextErrand(of: Pick<CredentialSnapshot, 'fingerprint'>, { session, tried }: Rejected<A>, name: string) {
		const rejectedAt = Date.now();
		const reading = await this.reader.readAgain();
		const isOther = reading.fingerprint !== of.fingerprint || isNews(reading.session, session, Date.now());
		if (isOther) tried.hasRival = true;
		if (isOther) return this.errand(reading, 'send');
		const mayBegin = () => tried.renewedAt === undefined && mayRenew(session, name);
		if (mayBegin()) return this.errand(reading, 'rejected', session);
		const isSettled = futileRenewals(session)?.accessToken === session.accessToken;
		const mayHaveRival = !isSettled && Date.now() - session.issuedAt < RIVAL_MS;
		const store = { readStored: this.storedFor(reading), sleep };
		const other = mayHaveRival ? await untilCancelled(this.context, anotherSession(session, store)) : undefined;
		if (other) tried.hasRival = true;
		if (other) return this.errand(reading, 'send', other);
		// It had to wait for the look that others had begun.
		if (mayHaveRival && mayBegin()) return this.errand(reading, 'rejected', session);
		if (tried.renewals && tried.renewals < mostRenewals(session, tried, rejectedAt))
			return this.errand(reading, 'rejected', session);
		if (tried.renewedAt !== undefined) renewalDidNotHelp(session, name);
		tried.futile = futileRenewals(session);
		return undefined;
	}

	private errand(reading: CredentialSnapshot<A>, demand: Demand, carried = reading.session): RequestContext {
		const { credentialId } = this;
		return { reading, demand, carried, credentialId, readStored: this.storedFor(reading) };
	}

	/** The session that n8n stores now for these settings. */
	private storedFor({ fingerprint }: CredentialSnapshot<A>): () => Promise<Session | undefined> {
		return async () => {
			const now = await this.reader.readStored();
			return now.fingerprint === fingerprint ? now.session : undefined;
		};
	}

	private async sendNothing(errand: RequestContext): Promise<void> {
		const { problem } = await this.send(RENEW_ONLY_REQUEST, errand);
		if (problem !== undefined && !(problem instanceof RequestNotSent)) throw problem;
	}

	/** One send. Where n8n can't store a renewed session, the request goes out with it all the same, and a later one stores it. */
	private async send(options: IHttpRequestOptions, errand: RequestContext): Promise<Outcome> {
		const outcome = await this.sendOnce(options, errand);
		if (!(outcome.problem instanceof NotStoredError)) return outcome;
		LoggerProxy.warn(`Keyring: ${outcome.problem.message}`);
		const isRenewal = errand.keep === undefined;
		if (isRenewal && errand.carried) wasStored(errand.carried, false);
		errand.isGiven = false;
		return await this.sendOnce(options, errand, isRenewal);
	}

	/**
	 * One send through n8n's helper, on a copy of the credential of its own, since n8n writes a renewed session into it.
	 * @param isSure whether the session needs no question
	 * @returns the answer, or what came in its place
	 */
	private async sendOnce(
		options: IHttpRequestOptions,
		errand: RequestContext,
		isSure = this.isSure(errand),
	): Promise<Outcome> {
		const type = this.provider.credentialType;
		const { reading } = errand;
		const data = { ...reading.fields };
		// n8n asks `preAuthentication` where this is empty.
		if (isSure) data.sessionCheck = 'fine';
		setRequestContext(data, errand);
		const response: Promise<FullResponse> = this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			type,
			{ ...options },
			{ credentialsDecrypted: { id: '', name: '', type, data } },
		);
		const outcome = await response.then(toAnswer).then(
			(answer): Outcome => ({ answer }),
			(error: unknown): Outcome => ({
				problem: errand.isGiven ? notStored(error) : (errand.problem ?? error),
			}),
		);
		if (errand.carried && errand.carried !== reading.session) await this.reader.carry(errand.carried);
		return outcome;
	}

	private isSure({ demand, keep, carried, reading }: RequestContext): boolean {
		return demand === 'send' && !keep && carried !== undefined && isFine(carried, reading.account.renewBeforeMs);
	}
}
