import { authorizedRequest } from '../../http/authorizedRequest';
import type { CredentialSnapshot } from '../../http/credentialSnapshot';
import { nameOf } from '../../http/nameOf';
import { isRead, toAnswer, toRawAnswer, type RawAnswer } from '../../http/request';
import { RetryingSender, type Sent } from '../../http/retryingSender';
import { sessionSource } from '../../http/sessionSource';
import type { Outcome } from '../../pacing/gate';
import { sendAgain, type Waited } from '../../pacing/sendAgain';
import { Slots } from '../../pacing/slots';
import type { Account, ProviderAnswer, ProviderRequest } from '../../providers/types';
import type { Session } from '../../session/session';
import type { SessionSource } from '../../session/source';
import { engine } from './engine';
import type { KeptAccount } from './keptAccount';
import { answerError, toldError } from './told';

/** An answer to a request of a node, as it came as well where that was asked for. */
export interface Received extends ProviderAnswer, Partial<Pick<RawAnswer, 'bytes' | 'text'>> {
	/** The address that answered. */
	responseUrl: string;
}

/** Sends the requests of one node with an account's session. */
export class AccountSender extends RetryingSender<Account> {
	private readonly slots: Slots;

	/**
	 * @param atOnce how many requests are in flight; 0 lets the gate of the account find out
	 * @param isRaw whether an answer is wanted as it came
	 */
	constructor(
		readonly reader: KeptAccount,
		private readonly atOnce = 0,
		private readonly isRaw = false,
	) {
		super(reader.provider, engine);
		this.slots = new Slots(() => atOnce);
	}

	async paced<T extends Outcome>(once: () => Promise<T>, reads: boolean): Promise<{ outcome: T; waited?: Waited }> {
		const isAdaptive = this.atOnce <= 0;
		const how = { gate: this.reader.gate, clock: engine.runtime.clock, isRead: reads, isAdaptive, isSentAgain: true };
		const send = async () => await sendAgain(once, how);
		return await (isAdaptive ? this.reader.connections : this.slots).run(send);
	}

	/** The account's name, for errors. */
	get name(): string {
		return this.reader.name || this.provider.name;
	}

	/** Sends a request with a session, or none, as it is. @throws what ended it without an answer */
	async sendOnce(request: ProviderRequest, session?: Session): Promise<Sent> {
		const snapshot = await this.reader.read();
		const once = async () => ({ answer: await this.send(request, snapshot, session) });
		const { outcome, waited } = await this.paced(once, isRead(request.method));
		return { answer: outcome.answer, account: snapshot.account, session, tried: { waited } };
	}

	/** @throws ToldError where an answer tells of an error */
	assertAccepted(request: ProviderRequest, sent: Sent): void {
		const fault = this.provider.parseError(sent.answer, sent.account);
		if (fault) throw answerError(this.provider, this.name, request, sent, fault);
	}

	protected source(snapshot: CredentialSnapshot): SessionSource {
		const host = {
			http: this.reader.clients.onOwnConnection,
			credentialId: this.reader.id,
			store: this.reader.storeOf(snapshot),
		};
		return sessionSource(this.provider, snapshot, host, engine);
	}

	/** @throws ToldError where there is no answer, or none that can be read */
	protected async send(
		request: ProviderRequest,
		{ account }: CredentialSnapshot,
		session: Session | undefined,
	): Promise<Received> {
		try {
			const { options, asked } = authorizedRequest(this.provider, account, request, session);
			if (session) engine.sessions.evidence.sent(session);
			const response = await this.reader.clients.keptAlive.httpRequest(options);
			const answer = await (this.isRaw ? toRawAnswer : toAnswer)(response, request);
			return { ...answer, responseUrl: asked.href };
		} catch (error) {
			throw toldError(error, this.provider, this.name, request, nameOf({ provider: this.provider, account }));
		}
	}
}
