import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import type { N8nClient } from '../../../../playground/client';
import { errorOf } from '../../../../playground/execution';
import type { CommonSettings } from '../../../../sandbox';
import type { RemoteSandbox, RemoteService } from '../../../../sandbox/client';
import { createCredential, publishWebhook, runWorkflow, type PublishedWebhook } from '../n8n';
import { manual, node, type SavedCredential } from '../workflows';
import { callWorkflow } from './call';
import type { CredentialStore, StoredSession } from './credentialStore';
import type { Kit } from './kits';
import { senderNode, type Sender } from './senders';
import { NOTHING, total, type Tally } from './tally';

/** Where a situation takes place. */
export interface Grounds {
	client: N8nClient;
	sandbox: RemoteSandbox;
	store: CredentialStore;
	/** How many n8n processes run executions. */
	processes: number;
	/** After this many ms without an answer an execution is looked up. */
	answerWithinMs: number;
}

/** The sandbox of a kit's provider. */
export const serviceOf = ({ sandbox }: Grounds, { key }: Pick<Kit, 'key'>) =>
	sandbox[key] as unknown as RemoteService<CommonSettings>;

/** Login and password that no other situation uses. */
export type StormAccount = ReturnType<Kit['account']>;

/** What makes a storm's credential and workflow. */
export interface StormOptions {
	sender?: Sender;
	/** Items that fail are counted one by one instead of ending their execution. */
	goOn?: boolean;
	/** What differs in the credential, e.g. a wrong password. */
	fields?: object;
}

/** One credential of an account, and a workflow that uses it. */
export class Storm {
	private webhook?: Promise<PublishedWebhook>;
	private readonly last: INode;

	private constructor(
		readonly grounds: Grounds,
		readonly kit: Kit,
		readonly account: StormAccount,
		readonly credential: SavedCredential,
		{ sender, goOn = false }: StormOptions,
	) {
		this.last = senderNode(sender ?? 'node', `Send ${randomUUID()}`, { kit, credential, url: this.service.url });
		if (goOn) this.last.onError = 'continueRegularOutput';
	}

	/** Saves a credential for an account. */
	static async prepare(grounds: Grounds, kit: Kit, account: StormAccount, options: StormOptions = {}): Promise<Storm> {
		const fields = { ...kit.fields(grounds.sandbox[kit.key].url, account), ...options.fields };
		const credential = await createCredential(grounds.client, kit.provider.credentialType, fields);
		return new Storm(grounds, kit, account, credential, options);
	}

	/** The provider's sandbox. */
	get service(): RemoteService<CommonSettings> {
		return serviceOf(this.grounds, this.kit);
	}

	/** One execution with this many items. */
	async items(count: number): Promise<Tally> {
		return await this.call(count);
	}

	/** This many executions at once, with so many items each. */
	async executions(count: number, items = 1): Promise<Tally> {
		await this.published();
		return total(await Promise.all(Array.from({ length: count }, async () => await this.call(items))));
	}

	/** This many executions one after another. */
	async runs(count: number): Promise<Tally> {
		const tallies: Tally[] = [];
		for (let run = 0; run < count; run++) tallies.push(await this.call(1));
		return total(tallies);
	}

	/** The first session of a credential, by the run of a workflow. */
	async firstSession(): Promise<void> {
		const { enters } = this.kit;
		if (enters) {
			const { status, data } = await runWorkflow(this.grounds.client, manual(enters(this.credential, this.account)));
			if (status !== 'success') throw new Error(`There is no first session: ${data.resultData.error?.message}`);
			return;
		}
		const { errors } = await this.call(1);
		if (errors.length > 0) throw new Error(`There is no first session: ${errors[0]}`);
	}

	/** Ends the account's sessions at the provider, without telling n8n. */
	async revoke(kinds: Array<'access' | 'refresh'> = ['access']): Promise<void> {
		await this.service.revoke({ kinds, account: this.account.login });
	}

	/** The session that n8n keeps with the credential now. @throws Error when there is none */
	async session(): Promise<StoredSession> {
		return await this.grounds.store.session(this.credential.id);
	}

	/** What n8n shows of a run by hand that fails. @throws Error when it does not fail */
	async problem(): Promise<{ message: string; description?: string | null }> {
		const error = errorOf(await runWorkflow(this.grounds.client, manual(this.last)));
		if (!error) throw new Error('The run did not fail');
		return error as { message: string; description?: string | null };
	}

	/** Publishes its workflow where that is not done yet: what counts seconds should not wait for it. */
	async published(): Promise<PublishedWebhook> {
		const split = node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items' });
		// The promise is what is kept: executions at once share one workflow from the first on.
		return await (this.webhook ??= publishWebhook(this.grounds.client, split, this.last));
	}

	private async call(count: number): Promise<Tally> {
		const webhook = await this.published();
		const { client, answerWithinMs } = this.grounds;
		const asked = { ...NOTHING, asked: count };
		try {
			const body = { items: Array.from({ length: count }, (_, index) => index) };
			const { items, isLost } = await callWorkflow({ client, webhook, lastNode: this.last.name, answerWithinMs }, body);
			const errors = items.filter(({ error }) => error !== undefined).map((item) => JSON.stringify(item));
			return { ...asked, ok: items.length - errors.length, errors, lostAnswers: isLost ? 1 : 0 };
		} catch (error) {
			return { ...asked, errors: [(error as Error).message] };
		}
	}
}
