import { snapshotOf, type CredentialSnapshot } from '../../http/credentialSnapshot';
import type { SnapshotReader } from '../../http/retryingSender';
import { Gate } from '../../pacing/gate';
import type { Account, CredentialFields, Provider } from '../../providers/types';
import type { Claim } from '../../session/claim';
import type { Session } from '../../session/session';
import type { SessionStore } from '../../session/source';
import { clientsThrough, type Clients } from './client';
import { ConnectionLimit, MOST_CONNECTIONS } from './connectionLimit';
import type { Proxies } from './proxies';
import type { SessionFile } from './sessionFile';

/** The account's connections alone are counted, until its service refuses. */
const IN_FLIGHT = { first: MOST_CONNECTIONS, least: MOST_CONNECTIONS, most: MOST_CONNECTIONS };

/** What keeps an account's session besides its file. */
export interface Keeping {
	/** Absent for an account that is only being tested. */
	file?: SessionFile;
	/** Node-RED's own credentials are given the session as well, so that a Deploy writes it. */
	give?(kept: CredentialFields): void;
	warn(what: string): void;
}

/** Sessions of accounts that were tested, and not deployed yet, by the hash of their settings: the last ones alone. */
const tested = new Map<string, Session>();
const MOST_TESTED = 20;

/**
 * One account of Node-RED, with the session that it carries: in memory, and in its file. It outlives Deploys, so that a renewal that is
 * under way is not begun twice.
 */
export class KeptAccount implements SnapshotReader<Account> {
	/** What the requests of this account pass, of all flows and Deploys. */
	readonly gate = new Gate({ now: () => Date.now() }, IN_FLIGHT);
	readonly connections = new ConnectionLimit();
	clients: Clients = clientsThrough();
	/** As the person has called it. */
	name = '';
	/** Of the service that was deployed last: nothing is asked of an account before. */
	provider!: Provider;
	private fields: CredentialFields = {};
	private sessionText = '';
	private claim?: Claim;
	private snapshot?: CredentialSnapshot;
	private ready: Promise<void> = Promise.resolve();

	constructor(
		readonly id: string,
		private readonly keeping: Keeping,
	) {}

	/** Keeps a session for the account that is deployed with the settings that it was got with. */
	static handOver(session: Session): void {
		tested.set(session.fingerprint, session);
		for (const oldest of [...tested.keys()].slice(0, -MOST_TESTED)) tested.delete(oldest);
	}

	/** Reads what the file keeps, once. @param given what Node-RED's credentials keep, for where there is no file */
	begin(given: unknown): void {
		this.ready = this.load(String(given ?? ''));
	}

	/** Takes over the fields that were deployed. @param proxies those of the environment by default */
	configure(provider: Provider, fields: CredentialFields, proxies?: Proxies): void {
		this.provider = provider;
		this.clients = clientsThrough(proxies);
		this.fields = fields;
		this.snapshot = undefined;
	}

	/** @throws InputError naming the field that is wrong */
	async read(): Promise<CredentialSnapshot> {
		await this.ready;
		if (this.snapshot) return this.snapshot;
		const snapshot = snapshotOf(this.provider, { ...this.fields, session: this.sessionText });
		this.snapshot = snapshot;
		const session = tested.get(snapshot.fingerprint);
		if (!session || snapshot.session || !this.keeping.file) return snapshot;
		tested.delete(snapshot.fingerprint);
		await this.keep(session).catch(() => undefined);
		return { ...snapshot, session };
	}

	readForRequest = async (): Promise<CredentialSnapshot> => await this.read();
	readAgain = async (): Promise<CredentialSnapshot> => await this.read();
	/** What was saved is in memory already. */
	carry = async (): Promise<void> => undefined;

	/** The sessions and claims of these settings. A claim holds for this process alone. */
	storeOf({ fingerprint }: CredentialSnapshot): SessionStore {
		return {
			read: async () => {
				const now = await this.read();
				return now.fingerprint === fingerprint ? { session: now.session, claim: this.claim } : { isVoid: true };
			},
			write: async ({ session, claim }) => {
				this.claim = claim;
				// A claim that is no end of one is written before the service is asked.
				if (!session) this.keeping.file?.[claim && !claim.ended ? 'prepare' : 'release']();
				// After an edit the session of the settings before is nobody's.
				if (session && (await this.read()).fingerprint === fingerprint) await this.keep(session);
			},
		};
	}

	/** Keeps a session, or none. It is used from now on, also where the file can't be written. @throws what the file system throws */
	async keep(session: Session | undefined): Promise<void> {
		this.sessionText = session ? JSON.stringify(session) : '';
		this.snapshot = undefined;
		this.keeping.give?.({ session: this.sessionText });
		await this.keeping.file?.write(this.sessionText).catch((error: Error) => {
			this.keeping.warn(`The session could not be written to its file: ${error.message}. It is tried again.`);
			throw error;
		});
	}

	/** The session was ended on purpose: a code that the account holds was used up by it, and is not tried again. */
	async end(): Promise<void> {
		const { field } = this.provider.codeLogIn ?? {};
		if (field && this.fields[field]) {
			this.fields = { ...this.fields, [field]: '' };
			this.keeping.give?.({ [field]: '' });
		}
		await this.keep(undefined);
	}

	/** The account was deleted. */
	async forget(): Promise<void> {
		await this.keeping.file?.remove();
	}

	private async load(given: string): Promise<void> {
		const kept = await this.keeping.file?.read().catch((error: Error) => {
			this.keeping.warn(`The file of the session can't be read: ${error.message}`);
		});
		this.sessionText = kept ?? given;
		this.snapshot = undefined;
	}
}
