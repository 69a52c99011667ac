import type { INode } from 'n8n-workflow';

import type { Outcome } from '../../pacing/gate';
import type { Waited } from '../../pacing/sendAgain';
import type { Account, Provider, ProviderAnswer, ProviderRequest } from '../../providers/types';
import type { Session } from '../../session/session';
import type { SessionSource } from '../../session/source';
import { nameOf } from '../../http/nameOf';
import type { CredentialSnapshot } from '../../http/credentialSnapshot';
import { toAnswer, toHttpOptions, type FullResponse } from '../../http/request';
import { RetryingSender } from '../../http/retryingSender';
import { sessionSource } from '../../http/sessionSource';
import { CredentialReader } from '../credential/credentialReader';
import { CredentialStore } from '../credential/credentialStore';
import { processEngine } from '../credential/engine';
import { setRequestContext, type NodeRequest } from '../credential/requestContext';
import { assertNotCancelled, cancelSignal } from './cancellation';
import type { NodeContext } from './context';
import type { Pace } from './pace';

/** Sends the requests of one execution with the credential's session. */
export class Sender<A extends Account> extends RetryingSender<A> {
	readonly reader: CredentialReader<A>;
	readonly store: CredentialStore<A>;
	readonly node: INode;
	private readonly credentialId: string | undefined;
	private readonly results = new Map<string, Promise<unknown>>();
	private lastTurn: Promise<unknown> = Promise.resolve();

	constructor(
		readonly context: NodeContext,
		provider: Provider<A>,
		override readonly engine = processEngine,
		private readonly pace?: Pace,
	) {
		super(provider, engine);
		this.node = context.getNode();
		this.credentialId = this.node.credentials?.[provider.credentialType]?.id ?? undefined;
		this.reader = new CredentialReader(context, provider, this.credentialId, engine);
		this.store = new CredentialStore(context, provider, this.reader, this.credentialId, engine.writes);
	}

	/** Whom messages name; `undefined` where the credential can't be read. */
	async serviceName(): Promise<string | undefined> {
		return await this.reader.read().then(
			({ account }) => nameOf({ provider: this.provider, account }),
			() => undefined,
		);
	}

	/** Does something once, whatever the number of items. */
	async oncePerExecution<T>(what: string, action: () => Promise<T>): Promise<T> {
		const result = (this.results.get(what) as Promise<T> | undefined) ?? action();
		this.results.set(what, result);
		return await result;
	}

	/** Does things one after another that would end or replace each other's session side by side. */
	async serialized<T>(action: () => Promise<T>): Promise<T> {
		const turn = this.lastTurn.then(action, action);
		this.lastTurn = turn;
		return await turn;
	}

	/** Sends one request as Request Options say: in its turn, and again while the service asks to wait. */
	async paced<T extends Outcome>(once: () => Promise<T>, reads: boolean): Promise<{ outcome: T; waited?: Waited }> {
		const whileNotCancelled = async (): Promise<T> => {
			assertNotCancelled(this.context);
			return await once();
		};
		return this.pace ? await this.pace.send(whileNotCancelled, reads) : { outcome: await whileNotCancelled() };
	}

	protected override assertNotCancelled(): void {
		assertNotCancelled(this.context);
	}

	protected source(snapshot: CredentialSnapshot<A>): SessionSource {
		const host = {
			http: this.context.helpers,
			credentialId: this.credentialId,
			store: this.store.of(snapshot),
			isCancelled: () => cancelSignal(this.context)?.aborted === true,
		};
		return sessionSource(this.provider, snapshot, host, this.engine);
	}

	/** One send through n8n's helper, on a copy of the credential of its own. @throws what ended it without an answer */
	protected async send(
		request: ProviderRequest,
		snapshot: CredentialSnapshot<A>,
		session: Session | undefined,
	): Promise<ProviderAnswer> {
		const type = this.provider.credentialType;
		// n8n asks `preAuthentication` only where this is empty.
		const data = { ...snapshot.fields, sessionCheck: 'fine' };
		const carried: NodeRequest = { kind: 'node', snapshot, session };
		setRequestContext(data, carried);
		const response: Promise<FullResponse> = this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			type,
			toHttpOptions(request),
			{ credentialsDecrypted: { id: '', name: '', type, data } },
		);
		const read = async (answered: FullResponse) => await toAnswer(answered, request);
		return await response.then(read, (error: unknown) => {
			throw carried.problem ?? error;
		});
	}
}
