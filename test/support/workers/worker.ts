import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { POLICY, type Policy } from '../../../session/runtime';
import { authorize, keepSession } from '../../../transport/credential/credentialHooks';
import { newEngine, type Engine } from '../../../transport/credential/engine';
import { ProviderClient } from '../../../transport/execution/client';
import { Sender } from '../../../transport/execution/sender';
import { accountProvider } from './accountProvider';
import { sessionIn, type StoredCredential } from './credentialStore';
import type { HelperCall, Sending, World } from './world';

const KINDS: Record<string, Sending['kind']> = { '/log-in': 'logIn', '/refresh': 'refresh', '/log-out': 'logOut' };

/** An answer with an error status, which n8n's HTTP Request node throws. */
class HttpError extends Error {}

/** One process of n8n with its own instances of the package's modules, and what n8n's helper does there. */
export class Worker {
	readonly engine: Engine;
	/** How far its clock is ahead, ms. */
	lead = 0;
	/** Whether the process is gone. */
	isDead = false;
	/** When that changed last, Unix ms of the true time. */
	jumpedAt = -Infinity;
	private readonly hooks;

	constructor(
		readonly name: string,
		private readonly world: World,
		policy: Policy = POLICY,
	) {
		let ids = 0;
		this.engine = newEngine({
			clock: { now: () => world.clock.now + this.lead, sleep: async (ms) => await world.clock.sleep(ms) },
			randomId: () => `${name} ${++ids}`,
			policy,
		});
		this.hooks = {
			preAuthentication: keepSession(accountProvider as never, this.engine),
			authenticate: authorize(accountProvider as never, this.engine),
		};
	}

	/** Its clock jumps, ms; timers do not. */
	jump(ms: number): void {
		this.lead += ms;
		this.jumpedAt = this.world.clock.now;
	}

	/** Starts one execution of a node: what it does for all its items goes through this. */
	execution(credential: StoredCredential, items = Infinity, isLogInWanted = false): Sender<never> {
		const call = { ...this.newCall(credential, items), canReadStore: true, isLogInWanted };
		const context = {
			getNode: () => ({ name: 'Node', credentials: { serviceApi: { id: credential.name, name: credential.name } } }),
			getCredentials: async () => await this.read(call),
			helpers: {
				httpRequest: async (options: IHttpRequestOptions) => await this.send({ ...call }, options),
				httpRequestWithAuthentication: async (
					_type: string,
					options: IHttpRequestOptions,
					{ credentialsDecrypted }: { credentialsDecrypted: { data: ICredentialDataDecryptedObject } },
				) => await this.authenticated({ ...call }, options, credentialsDecrypted.data),
			},
		};
		return new Sender(context as unknown as IExecuteFunctions, accountProvider as never, this.engine);
	}

	/** What an operation has at hand for one item of an execution. */
	client(execution: Sender<never>): ProviderClient<never> {
		return new ProviderClient(execution, 0);
	}

	/**
	 * A request of n8n's HTTP Request node: after any error, 404 included, it asks for a renewal, and sends once more where that
	 * gave something to store.
	 * @throws Error for an error status
	 */
	async httpRequestNode(credential: StoredCredential, path: string): Promise<void> {
		const call = this.newCall(credential, Infinity);
		const fields = await this.read(call);
		const send = async () => {
			const options: IHttpRequestOptions = { method: 'GET', url: `https://service.test${path}` };
			const { statusCode } = await this.send(call, await this.hooks.authenticate(fields, options));
			if (statusCode >= 400) throw new HttpError(`HTTP ${statusCode}`);
		};
		try {
			await this.prepare(call, fields);
			await send();
		} catch (error) {
			if (!(await this.prepare(call, fields, true))) throw error;
			await send();
		}
	}

	private newCall(credential: StoredCredential, items: number): HelperCall {
		const execution = { startedAt: this.world.clock.now, items };
		return { worker: this, credential, canReadStore: false, isLogInWanted: false, execution };
	}

	/** `httpRequestWithAuthentication` of n8n 2.41.1; its repetition after a 401 that is thrown does not come to pass here. */
	private async authenticated(call: HelperCall, options: IHttpRequestOptions, fields: ICredentialDataDecryptedObject) {
		await this.prepare(call, fields);
		return await this.send(call, await this.hooks.authenticate(fields, { ...options }));
	}

	/** Runs `preAuthentication` where the expirable field is empty, and stores what it gives. @returns whether it gave something */
	private async prepare(call: HelperCall, fields: ICredentialDataDecryptedObject, isExpired = false): Promise<boolean> {
		if (fields.sessionCheck !== '' && !isExpired) return false;
		const helpers = { httpRequest: async (request: IHttpRequestOptions) => await this.send(call, request) };
		const output = await this.hooks.preAuthentication.call({ helpers } as never, fields);
		if (output.sessionCheck === undefined) return false;
		await this.write(call, output);
		Object.assign(fields, output);
		return true;
	}

	/** What a reader gets was stored when the reading began. */
	private async read(call: HelperCall): Promise<ICredentialDataDecryptedObject> {
		const { clock, surroundings } = this.world;
		const fields = call.credential.read();
		await clock.sleep(surroundings.readMs(call));
		if (surroundings.refusesReads?.()) throw new Error('Connection terminated unexpectedly');
		return fields;
	}

	/** n8n reads the credential and writes it whole: what it was not given, it writes as it has read it. */
	private async write(call: HelperCall, output: IDataObject): Promise<void> {
		const { clock, surroundings, watcher } = this.world;
		const before = await this.read(call);
		await clock.sleep(surroundings.writeMs(call));
		if (surroundings.refusesWrites?.()) {
			watcher.notStored?.(call, output.session ? sessionIn(output.session) : undefined);
			throw new Error('SQLITE_BUSY: database is locked');
		}
		call.credential.write({ ...before, ...output } as ICredentialDataDecryptedObject, clock.now);
		if (output.session === undefined && output.sessionClaim !== undefined)
			watcher.claimed?.(call, String(output.sessionClaim));
		else watcher.stored?.(call, output.session === undefined ? 'nothing' : call.credential.accessToken);
	}

	private async send(call: HelperCall, { url, headers, body }: IHttpRequestOptions) {
		const path = new URL(url).pathname;
		const { instead, ...told } = JSON.parse(String(body ?? '{}')) as Partial<Record<string, string>>;
		const kind = KINDS[path] ?? 'request';
		const accessToken = kind === 'logIn' || kind === 'refresh' ? instead : String(headers?.Authorization ?? '');
		const answer = await this.world.exchange({ call, kind, path, accessToken: accessToken || undefined, ...told });
		const date = new Date(this.world.clock.now).toUTCString();
		return { statusCode: answer.status, headers: { date }, body: JSON.stringify(answer.body) };
	}
}
