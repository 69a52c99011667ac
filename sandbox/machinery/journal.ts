import type { Clock } from './clock';
import type { TokenState } from './tokens';

/** One request as the sandbox saw it. `at`: ISO time of the sandbox's clock; `status`: null when no answer was sent. */
export interface JournalEntry {
	seq: number;
	at: string;
	method: string;
	/** Path with query. */
	path: string;
	/** For example `SA1 logIn`; null for a path or method that does not exist. */
	operation: string | null;
	status: number | null;
	tokenState: TokenState;
	/** Which fault rule hit, in words; or what went wrong in the sandbox itself. */
	fault: string | null;
	/** Why the provider's document does not allow this request, in words. */
	refusedByDocument: string | null;
	headers: Record<string, unknown>;
	/** The raw text. Secrets are masked here and above unless the setting `journalSecrets` is on. */
	body: string;
}

const KEPT = 5000;

/** The last 5,000 requests of one provider, in order of arrival. */
export class Journal {
	private entries: JournalEntry[] = [];
	private seq = 0;

	constructor(private readonly clock: Clock) {}

	open(method: string, path: string): JournalEntry {
		const entry: JournalEntry = {
			seq: ++this.seq,
			at: new Date(this.clock.now()).toISOString(),
			method,
			path,
			operation: null,
			status: null,
			tokenState: 'none',
			fault: null,
			refusedByDocument: null,
			headers: {},
			body: '',
		};
		this.entries.push(entry);
		if (this.entries.length > KEPT * 2) this.entries = this.entries.slice(-KEPT);
		return entry;
	}

	/** Entries with a sequence number above `after`. */
	list(after = 0): JournalEntry[] {
		return structuredClone(this.entries.slice(-KEPT).filter((entry) => entry.seq > after));
	}

	clear(): void {
		this.entries = [];
	}
}
