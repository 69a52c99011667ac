import type { Kind } from './counters';

/** A misbehaviour on order. The first rule that matches and is not used up hits. */
export interface FaultRule {
	match?: {
		method?: string;
		/** A prefix of the path when it starts with `/`, otherwise a regular expression on path and query. */
		path?: string;
		/** A kind (`logIn`, `refresh`, `logOut`, `other`) or an operation name such as `SA2 refresh`. */
		operation?: Kind | (string & {});
	};
	/** How often it hits; without it, always. */
	times?: number;
	/** Waits before anything else, in ms of real time. Alone, the request is then served as usual. */
	delayMs?: number;
	/** Answers with this status, and with the provider's error body if `body` is not given. */
	status?: number;
	body?: unknown;
	contentType?: string;
	headers?: Record<string, string>;
	/** Answers with no body at all, 200 unless `status` says otherwise. */
	emptyBody?: boolean;
	/** Closes the connection without doing anything. */
	closeSocket?: boolean;
	/** Does what was asked, then closes the connection: the answer is lost. */
	closeAfterEffect?: boolean;
}

/** What a fault is matched against. */
export interface FaultSubject {
	method: string;
	path: string;
	operation: string | null;
	kind: Kind;
}

/** The fault rules of one provider, in the order they were added. */
export class Faults {
	private rules: Array<{ rule: FaultRule; id: number; left: number }> = [];
	private lastId = 0;

	add(rule: FaultRule): number {
		if (rule.match?.path && !rule.match.path.startsWith('/')) new RegExp(rule.match.path);
		this.rules.push({ rule, id: ++this.lastId, left: rule.times ?? Infinity });
		return this.lastId;
	}

	set(rules: FaultRule[]): void {
		this.clear();
		for (const rule of rules) this.add(rule);
	}

	clear(): void {
		this.rules = [];
		this.lastId = 0;
	}

	/** Rules that can still hit, `times` showing what is left. */
	list(): FaultRule[] {
		return this.rules
			.filter(({ left }) => left > 0)
			.map(({ rule, left }) => ({ ...rule, ...(Number.isFinite(left) ? { times: left } : {}) }));
	}

	/** Takes one hit from the first rule that matches. */
	take(subject: FaultSubject): { rule: FaultRule; name: string } | undefined {
		const found = this.rules.find(({ rule, left }) => left > 0 && matches(rule, subject));
		if (!found) return undefined;
		found.left--;
		return { rule: found.rule, name: describe(found.id, found.rule) };
	}
}

function matches({ match = {} }: FaultRule, subject: FaultSubject): boolean {
	const { method, path, operation } = match;
	if (method && method.toUpperCase() !== subject.method) return false;
	if (operation && operation !== subject.kind && operation !== subject.operation) return false;
	if (!path) return true;
	return path.startsWith('/') ? subject.path.startsWith(path) : new RegExp(path).test(subject.path);
}

function describe(id: number, rule: FaultRule): string {
	const parts = [
		rule.delayMs ? `delay ${rule.delayMs} ms` : '',
		rule.status ? `status ${rule.status}` : '',
		rule.body !== undefined ? 'body' : '',
		rule.emptyBody ? 'empty body' : '',
		rule.closeSocket ? 'socket closed' : '',
		rule.closeAfterEffect ? 'answer lost' : '',
	];
	return `#${id} ${parts.filter(Boolean).join(', ')}`.trim();
}
