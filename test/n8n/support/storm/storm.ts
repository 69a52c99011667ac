import { randomUUID } from 'node:crypto';
import axios from 'axios';
import type { INode } from 'n8n-workflow';
import type { N8nClient } from '../../../../playground/client';
import { errorOf } from '../../../../playground/execution';
import type { CommonSettings } from '../../../../sandbox';
import type { RemoteSandbox, RemoteService } from '../../../../sandbox/client';
import { sessionFrom } from '../../../../session/session';
import { readBody } from '../../../../transport/json';
import { accountFingerprint } from '../../../../transport/reading';
import { createCredential, publishWebhook, runWorkflow, type PublishedWebhook } from '../n8n';
import { httpRequest, keyringNode, manual, node, type SavedCredential } from '../workflows';
import type { Kit } from './kits';

/** Where a situation takes place. */
export interface Grounds {
	client: N8nClient;
	sandbox: RemoteSandbox;
}

/** The sandbox of a kit's provider. */
export const serviceOf = ({ sandbox }: Grounds, { key }: Kit) =>
	sandbox[key] as unknown as RemoteService<CommonSettings>;

/** Which node sends the requests: the package's own, or n8n's with the predefined credential. */
export type Sender = 'node' | 'HTTP Request';

/** How a storm ended. */
export interface Tally {
	asked: number;
	ok: number;
	/** What n8n says of those that did not end well. */
	errors: string[];
}

/** An account that no other situation uses. */
export type StormAccount = ReturnType<Kit['account']>;

/** One credential of an account of its own, and a workflow that uses it. */
export class Storm {
	private webhook?: PublishedWebhook;

	private constructor(
		readonly grounds: Grounds,
		readonly kit: Kit,
		readonly account: StormAccount,
		readonly credential: SavedCredential,
		private readonly sender: Sender,
		private readonly goOn: boolean,
	) {}

	/** @param how `fields` is what differs in the credential, e.g. a wrong password */
	static async prepare(
		grounds: Grounds,
		kit: Kit,
		account: StormAccount,
		how: { sender?: Sender; goOn?: boolean; fields?: object } = {},
	): Promise<Storm> {
		const fields = { ...kit.fields(grounds.sandbox[kit.key].url, account), ...how.fields };
		const credential = await createCredential(grounds.client, kit.provider.credentialType, fields);
		return new Storm(grounds, kit, account, credential, how.sender ?? 'node', how.goOn ?? false);
	}

	/** The provider's sandbox. */
	get service(): RemoteService<CommonSettings> {
		return serviceOf(this.grounds, this.kit);
	}

	/** One execution with this many items. */
	async items(count: number): Promise<Tally> {
		return await this.call(count);
	}

	/** This many executions at once, an item each. */
	async executions(count: number): Promise<Tally> {
		await this.published();
		return total(await Promise.all(Array.from({ length: count }, async () => await this.call(1))));
	}

	/** This many executions one after another. */
	async runs(count: number): Promise<Tally> {
		const tallies: Tally[] = [];
		for (let run = 0; run < count; run++) tallies.push(await this.call(1));
		return total(tallies);
	}

	/** The first run of a credential: there is a session afterwards. */
	async firstSession(): Promise<void> {
		const { errors } = await this.call(1);
		if (errors.length > 0) throw new Error(`There is no first session: ${errors[0]}`);
	}

	/**
	 * Stores a session that the provider accepts, as if it had been issued some time ago.
	 * @param age hours since its issue
	 * @param left hours until it expires
	 */
	async plantSession({ age, left }: { age: number; left: number }): Promise<void> {
		const { provider } = this.kit;
		const account = provider.account(this.kit.fields(this.service.url, this.account));
		const request = provider.prepare(account, provider.logIn(account)!);
		const { data } = await axios.request<string>({
			method: request.method,
			url: URL.canParse(request.path) ? request.path : `${account.baseUrl}${request.path}`,
			headers: { 'Content-Type': 'application/json', ...request.headers },
			data: JSON.stringify(request.body),
			transformResponse: (text: string) => text,
		});
		const now = Date.now();
		const hours = (count: number) => count * 3_600_000;
		const session = {
			...sessionFrom(provider.readGrant({ status: 200, headers: {}, body: readBody(data) })!, undefined, accountFingerprint(provider, account), now, 0),
			issuedAt: now - hours(age),
			expiresAt: now + hours(left),
		};
		await this.grounds.client.updateCredential(this.credential.id, { session: JSON.stringify(session) });
	}

	/** Ends the account's sessions at the provider, without telling n8n. */
	async revoke(kinds: Array<'access' | 'refresh'> = ['access']): Promise<void> {
		await this.service.revoke({ kinds, account: this.account.login });
	}

	/** What n8n shows of a run by hand that fails. @throws Error when it does not fail */
	async problem(): Promise<{ message: string; description?: string | null }> {
		const error = errorOf(await runWorkflow(this.grounds.client, manual(this.senderNode())));
		if (!error) throw new Error('The run did not fail');
		return error as { message: string; description?: string | null };
	}

	private async call(count: number): Promise<Tally> {
		const { call } = await this.published();
		try {
			const items = Array.from({ length: count }, (_, index) => index);
			const answers = await call<Array<{ error?: unknown }>>({ items });
			const errors = answers.filter(({ error }) => error !== undefined).map((answer) => JSON.stringify(answer));
			return { asked: count, ok: answers.length - errors.length, errors };
		} catch (error) {
			return { asked: count, ok: 0, errors: [(error as Error).message] };
		}
	}

	private async published(): Promise<PublishedWebhook> {
		const split = node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items' });
		return (this.webhook ??= await publishWebhook(this.grounds.client, split, this.senderNode()));
	}

	/** With the whole answer, so that a list is one item as well. */
	private senderNode(): INode {
		const { kit, credential, service } = this;
		const name = `Send ${randomUUID()}`;
		const send = { resource: 'apiRequest', operation: 'send', path: kit.path, options: { fullAnswer: true } };
		const options = { response: { response: { fullResponse: true } } };
		const sender =
			this.sender === 'node'
				? keyringNode(name, kit.key, credential, send)
				: httpRequest(name, credential, { url: `${service.url}${kit.wholePath}`, options });
		return this.goOn ? { ...sender, onError: 'continueRegularOutput' } : sender;
	}
}

function total(tallies: Tally[]): Tally {
	const sum = (of: 'asked' | 'ok') => tallies.reduce((all, tally) => all + tally[of], 0);
	return { asked: sum('asked'), ok: sum('ok'), errors: tallies.flatMap(({ errors }) => errors) };
}
