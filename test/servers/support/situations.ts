import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nClient } from '../../../playground/client';
import { createCredential, publishWebhook, type PublishedWebhook } from '../../n8n/support/n8n';
import type { CredentialStore, StoredSession } from '../../n8n/support/storm/credentialStore';
import { NOTHING, total, type Tally } from '../../n8n/support/storm/tally';
import { httpRequest, keyringNode, node, type SavedCredential } from '../../n8n/support/workflows';
import type { CountingProxy } from './countingProxy';
import { keepRow, type Row } from './table';
import type { RunningServer, ServerKit } from './server';

/** A server that runs, with its counting proxy before it. */
export interface Ground {
	kit: ServerKit;
	server: RunningServer;
	proxy: CountingProxy;
	version: string;
}

/** Who sends: our node, or n8n's own with the predefined credential. */
export type SenderName = 'Login Session' | 'HTTP Request';

/** How old a session is that is planted: n8n's HTTP Request node may have it renewed after a rejection, ms. */
const AN_HOUR_MS = 3_600_000;

/** A credential for the server, as a person fills it in with a preset. */
export async function enterCredential(
	client: N8nClient,
	{ kit }: Ground,
	baseUrl: string,
	fields: object = {},
): Promise<SavedCredential> {
	const values = Object.entries(kit.moreValues ?? {}).map(([name, secret]) => ({ name, secret }));
	return await createCredential(client, 'loginSessionApi', {
		service: kit.preset,
		baseUrl,
		username: kit.username,
		password: kit.password,
		...(kit.moreValues && { moreValues: { values } }),
		...kit.fields,
		...fields,
	});
}

/** The node that sends the server's request. Items that fail are counted one by one. */
export function sendingNode(sender: SenderName, { kit }: Ground, baseUrl: string, credential: SavedCredential) {
	const { method, path, body } = kit.request;
	const whole = { fullAnswer: true };
	const last =
		sender === 'Login Session'
			? keyringNode('Send', 'loginSession', credential, {
					...{ resource: 'apiRequest', operation: 'send', method, path, options: whole },
					...(body !== undefined && { body }),
				})
			: httpRequest('Send', credential, {
					method,
					url: `${baseUrl}${path}`,
					...(body !== undefined && { body: JSON.parse(body) as unknown }),
					options: { response: { response: { fullResponse: true } } },
				});
	return { ...last, onError: 'continueRegularOutput' as const };
}

/** One credential of a server's account, and a workflow that uses it. */
export class Player {
	private webhook?: PublishedWebhook;

	private constructor(
		private readonly client: N8nClient,
		private readonly store: CredentialStore,
		readonly ground: Ground,
		private readonly baseUrl: string,
		readonly credential: SavedCredential,
		private readonly sender: SenderName,
	) {}

	static async enter(
		{ client, store }: { client: N8nClient; store: CredentialStore },
		ground: Ground,
		{ sender = 'Login Session' as SenderName, fields = {} } = {},
	): Promise<Player> {
		const baseUrl = ground.proxy.address();
		return new Player(client, store, ground, baseUrl, await enterCredential(client, ground, baseUrl, fields), sender);
	}

	/** So many executions at once, with so many items each. */
	async storm(executions: number, items: number): Promise<Tally> {
		this.webhook ??= await publishWebhook(
			this.client,
			node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items' }),
			sendingNode(this.sender, this.ground, this.baseUrl, this.credential),
		);
		const body = { items: Array.from({ length: items }, (_, index) => index) };
		const call = async (): Promise<Tally> => {
			const answers = await this.webhook!.call(body);
			const errors = answers.filter(({ error }) => error !== undefined).map((answer) => JSON.stringify(answer));
			return { ...NOTHING, asked: items, ok: answers.length - errors.length, errors };
		};
		return total(await Promise.all(Array.from({ length: executions }, call)));
	}

	async session(): Promise<StoredSession> {
		return await this.store.session(this.credential.id);
	}

	/**
	 * Makes the stored session an old one, which ends now by what n8n knows of it. A token that holds the second of its issue is the
	 * same again within that second, so that one passes first.
	 */
	async endSession(): Promise<void> {
		await sleep(1_100);
		// One that lives on by being used would not end for this process, which has just used it.
		await this.plant({ expiresAt: Date.now(), idleMs: undefined });
	}

	/** Ends the session at the server; n8n knows of an old one that is still good. */
	async revoke(): Promise<void> {
		await this.plant({ expiresAt: Date.now() + AN_HOUR_MS });
		await this.ground.server.revoke(await this.session());
	}

	/** Does it, and keeps the row for the table. */
	async row(situation: string, act: () => Promise<Tally>): Promise<Row & { errors: string[] }> {
		const { kit, proxy, version } = this.ground;
		proxy.reset();
		const since = Date.now();
		const { asked, ok, errors } = await act();
		const writes = await this.store.writes([this.credential.id], since);
		const row: Row = { server: kit.name, from: kit.from, version, situation, asked, ok, ...proxy.counts, writes };
		keepRow(row);
		return { ...row, errors };
	}

	private async plant(rest: object): Promise<void> {
		const session = { ...(await this.session()), issuedAt: Date.now() - AN_HOUR_MS, ...rest };
		await this.client.updateCredential(this.credential.id, { session: JSON.stringify(session) });
	}
}
