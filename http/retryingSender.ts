import type { Outcome } from '../pacing/gate';
import type { Waited } from '../pacing/sendAgain';
import type { Account, Provider, ProviderAnswer, ProviderFault, ProviderRequest } from '../providers/types';
import { SessionError } from '../session/errors';
import type { SessionResult } from '../session/manager';
import { nextStep, type Facts, type History } from '../session/nextStep';
import type { RenewalReason } from '../session/record';
import type { Session } from '../session/session';
import type { SessionSource } from '../session/source';
import { addressOf } from './address';
import type { CredentialSnapshot } from './credentialSnapshot';
import type { HttpEngine } from './engine';
import type { Tried } from './faultAdvice';
import { dropFile } from './fileAnswer';
import { isRead } from './request';

/** So often a request is begun anew at most, because settings or sessions were others each time. */
const MOST_TURNS = 8;

/** An answer, the account and the session that it was got with, and what was tried before it. */
export interface Sent<A extends Account = Account> {
	answer: ProviderAnswer;
	/** What the answer tells of an error, if it does. */
	fault?: ProviderFault;
	account: A;
	session?: Session;
	tried: Tried;
}

/** One send of a request: with which session, and why that was asked for. */
interface Turn<A extends Account> {
	snapshot: CredentialSnapshot<A>;
	/** The session to begin with; it is renewed first where it should or must be. */
	held: Session | undefined;
	reason: RenewalReason;
}

/** The credential of the requests that a host sends, read as seldom as can be. */
export interface SnapshotReader<A extends Account> {
	/** As it was read first, with the session carried since. */
	read(): Promise<CredentialSnapshot<A>>;
	/** {@link read} for a request that is about to go out. */
	readForRequest(): Promise<CredentialSnapshot<A>>;
	/** As the host stores it now. */
	readAgain(): Promise<CredentialSnapshot<A>>;
	/** The session that a request goes out with is used by those that follow, unless they have a newer one. */
	carry(session: Session): Promise<void>;
}

/** Sends requests with the credential's session, and sends again where {@link nextStep} says so. */
export abstract class RetryingSender<A extends Account> {
	abstract readonly reader: SnapshotReader<A>;

	constructor(
		readonly provider: Provider<A>,
		readonly engine: HttpEngine,
	) {}

	/** Sends one request in its turn, and again while the service asks to wait. */
	abstract paced<T extends Outcome>(once: () => Promise<T>, reads: boolean): Promise<{ outcome: T; waited?: Waited }>;

	/** Keeps what would be sent next from being sent, where the host can cancel. @throws where whoever asked does not wait for it any more */
	protected assertNotCancelled?(): void;

	/** How the session of this credential is got and kept. */
	protected abstract source(snapshot: CredentialSnapshot<A>): SessionSource;

	/** One send with a session, or none. @throws what ended it without an answer */
	protected abstract send(
		request: ProviderRequest,
		snapshot: CredentialSnapshot<A>,
		session: Session | undefined,
	): Promise<ProviderAnswer>;

	/** Brings the session up to date and saves it; nothing else is sent, and nothing at all where it is fine. @throws SessionError */
	async renew(reason: RenewalReason): Promise<Session> {
		const snapshot = await this.reader.readForRequest();
		return (await this.readySession({ snapshot, held: snapshot.session, reason })).session;
	}

	/**
	 * Sends a request until it is accepted: with another session that was stored meanwhile, else with a renewed one, once.
	 * @returns also a rejection, where there is nothing more to try
	 * @throws SessionError, or what the host's HTTP client throws, where there is no answer at all
	 */
	async sendWithRetry(request: ProviderRequest): Promise<Sent<A>> {
		const snapshot = await this.reader.readForRequest();
		// The hook that sends checks every address: this is so that no log-in is sent for one that is refused.
		if (!this.isFine(snapshot)) addressOf(this.provider, snapshot.account, request.path);
		const name = `${request.method} ${request.path.split('?')[0]}`;
		const { sessions, runtime } = this.engine;
		const history: History = { sends: 0 };
		let turn: Turn<A> = { snapshot, held: snapshot.session, reason: 'send' };
		let rejected: Sent<A> | undefined;
		for (let turns = 1; ; turns++) {
			this.assertNotCancelled?.();
			const { session, isRenewed, other } = await this.sessionToSend(turn, rejected, turns < MOST_TURNS);
			if (other) {
				turn = other;
				continue;
			}
			if (rejected && !session) return { ...rejected, tried: { ...rejected.tried, isInteractionRequired: true } };
			if (turn.reason === 'rejected' && isRenewed) history.renewedAt = runtime.clock.now();
			history.sends++;
			const { snapshot: sentWith } = turn;
			const once = async () => ({ answer: await this.send(request, sentWith, session) });
			const { outcome, waited } = await this.paced(once, isRead(request.method));
			const { answer } = outcome;
			const { account } = sentWith;
			const fault = this.provider.parseError(answer, account);
			const sent: Sent<A> = { answer, fault, account, session, tried: { waited } };
			if (!session || fault?.kind !== 'session') {
				if (session) sessions.evidence.accepted(session, name, rejected !== undefined);
				return sent;
			}
			dropFile(answer);
			rejected = sent;
			const next = await this.afterRejection(session, sentWith, name, history);
			if ('tried' in next) return { ...rejected, tried: { ...rejected.tried, ...next.tried } };
			turn = next;
		}
	}

	/** What to try after a rejection, or what was tried where there is nothing more. */
	private async afterRejection(
		session: Session,
		{ fingerprint }: CredentialSnapshot<A>,
		name: string,
		history: History,
	): Promise<Turn<A> | { tried: Tried }> {
		const { sessions } = this.engine;
		let snapshot = await this.reader.read();
		let stored: Facts['stored'] = 'notRead';
		const isWorthRenewing = sessions.evidence.isWorthRenewing(session, name);
		for (;;) {
			const isSuperseded = sessions.records.supersededBy(session) !== undefined;
			const next = nextStep(history, { isSuperseded, stored, isWorthRenewing });
			if (next === 'look') {
				snapshot = await this.reader.readAgain();
				const isEdited = snapshot.fingerprint !== fingerprint;
				const isOther = snapshot.session && sessions.records.isNews(snapshot.session, session);
				const isBetter = isOther && snapshot.session?.accessToken !== session.accessToken;
				stored = isEdited ? 'edited' : isBetter ? 'another' : 'same';
			} else if (next === 'send') {
				return { snapshot, held: isSuperseded && stored !== 'edited' ? session : snapshot.session, reason: 'send' };
			} else if (next === 'renew') {
				sessions.evidence.rejected(session, name);
				return { snapshot, held: session, reason: 'rejected' };
			} else {
				sessions.evidence.gaveUp(session, name, history.renewedAt !== undefined);
				return { tried: { renewedAt: history.renewedAt, backoff: sessions.evidence.backoffOf(session) } };
			}
		}
	}

	/**
	 * The session of a turn, renewed where needed. Where there is none, goes on where settings or session are others meanwhile.
	 * @returns neither where only a person could get another in place of the one that was rejected
	 * @throws SessionError otherwise
	 */
	private async sessionToSend(
		turn: Turn<A>,
		rejected: Sent<A> | undefined,
		mayFollow: boolean,
	): Promise<{ session?: Session; isRenewed?: boolean; other?: Turn<A> }> {
		if (!turn.held && !this.provider.needsSession(turn.snapshot.account)) return {};
		return await this.readySession(turn).catch(async (error: unknown) => {
			if (!(error instanceof SessionError)) throw error;
			const snapshot = await this.reader.readAgain();
			const isEdited = snapshot.fingerprint !== turn.snapshot.fingerprint;
			const isOther = isEdited || this.engine.sessions.records.isNews(snapshot.session, turn.held);
			if (isOther && mayFollow) return { other: { snapshot, held: snapshot.session, reason: 'send' as const } };
			// Where only a person could log in, the provider's own rejection says more than that.
			if (rejected && error.kind === 'interactionRequired') return {};
			throw error;
		});
	}

	/** The session of a turn, renewed where that is needed or asked for. @throws SessionError */
	private async readySession({ snapshot, held, reason }: Turn<A>): Promise<SessionResult> {
		if (held && reason === 'send' && this.isFine({ ...snapshot, session: held }))
			return { session: held, isRenewed: false };
		const result = await this.engine.sessions.sessionFor(held, this.source(snapshot), reason);
		await this.reader.carry(result.session);
		return result;
	}

	private isFine({ session, account }: CredentialSnapshot<A>): boolean {
		return session !== undefined && this.engine.sessions.isFine(session, account.renewBeforeMs);
	}
}
