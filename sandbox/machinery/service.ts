import type { Clock } from './clock';
import { Counts, type Counters } from './counters';
import { Faults, type FaultRule } from './faults';
import { Journal, type JournalEntry } from './journal';
import type { Entry, Provider } from './provider';
import { patched, type CommonSettings } from './settings';
import { Tokens, type RevokeOrder } from './tokens';

/** A running provider: what tests hold, and what the server and the handlers work on. */
export class Service<S extends CommonSettings = CommonSettings, D = unknown> {
	readonly tokens: Tokens;
	readonly journal: Journal;
	readonly faults = new Faults();
	/** Another after each reset. */
	counts = new Counts();
	/** The settings in force, not a copy: for handlers. */
	live: S;
	data: D;
	/** Base address without a trailing slash, for example `http://127.0.0.1:5601`. */
	url = '';
	/** The OpenAPI description, which is made from the schemas that requests are checked with. */
	openapi: () => unknown = () => ({});

	constructor(
		readonly provider: Provider<S, D>,
		readonly clock: Clock,
	) {
		this.tokens = new Tokens(clock);
		this.journal = new Journal(clock);
		this.live = provider.defaults();
		this.data = provider.data(this);
	}

	/** A copy of the settings. */
	get settings(): S {
		return structuredClone(this.live);
	}

	getSettings(): S {
		return this.settings;
	}

	/** Changes some settings; unknown names and values throw. Gives all settings back. */
	setSettings(patch: Partial<S>): S {
		this.live = patched(this.live, this.provider.defaults(), patch, this.provider.choices);
		return this.settings;
	}

	/** Adds a fault rule after those there are. */
	addFault(rule: FaultRule): void {
		this.faults.add(rule);
	}

	/** Replaces all fault rules. */
	setFaults(rules: FaultRule[]): void {
		this.faults.set(rules);
	}

	/** The rules that can still hit. */
	getFaults(): FaultRule[] {
		return this.faults.list();
	}

	clearFaults(): void {
		this.faults.clear();
	}

	/** What a person enters in a credential of this service, by the names of the dialog's fields. */
	entries(): Entry[] {
		return this.provider.entries(this.live, this.url);
	}

	counters(): Counters {
		return this.counts.copy();
	}

	resetCounters(): void {
		this.counts.reset();
	}

	/** The journal from after the given sequence number. */
	requests(after?: number): JournalEntry[] {
		return this.journal.list(after);
	}

	/** Revokes live tokens, all access tokens by itself, and says how many. */
	revoke(order: RevokeOrder = {}): number {
		return this.tokens.revoke(order);
	}

	/** Everything back to the defaults: settings, faults, counters, journal, sessions and data. A request that a fault still delays is dropped. */
	reset(): void {
		this.live = this.provider.defaults();
		this.faults.clear();
		this.counts = new Counts();
		this.journal.clear();
		this.tokens.clear();
		this.data = this.provider.data(this);
	}
}
