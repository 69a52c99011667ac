import { AccountService, type ServiceAnswer, type ServiceRules } from './accountService';
import type { VirtualClock } from './clock';
import type { StoredCredential } from './credentialStore';
import type { Worker } from './worker';

/** One execution of a node. */
export interface Execution {
	/** Unix ms. */
	startedAt: number;
	/** How many requests it makes, where that is known. */
	items: number;
}

/** One call of n8n's request helper: an item's request, with the renewal and the write that it may cause. */
export interface HelperCall {
	worker: Worker;
	credential: StoredCredential;
	/** Whether it can read the store again before it renews: nodes of the package can, n8n's HTTP Request node can't. */
	canReadStore: boolean;
	/** Whether the person wants a log-in and nothing else. */
	isLogInWanted: boolean;
	/** The execution that it belongs to. */
	execution: Execution;
}

/** What goes to the service over HTTP. */
export interface Sending {
	call: HelperCall;
	kind: 'logIn' | 'refresh' | 'logOut' | 'request';
	path: string;
	/** Of a request: what it carries. Of a log-in or refresh: the session that it is to replace, if any. */
	accessToken?: string;
	refreshToken?: string;
	password?: string;
	login?: string;
}

/** What lies between the workers, the service and the database: how long things take, and what goes wrong. All ms. */
export interface Surroundings {
	/** There, and back. */
	networkMs(sending: Sending): [number, number];
	readMs(call: HelperCall): number;
	writeMs(call: HelperCall): number;
	/** Whether the database refuses a write now. */
	refusesWrites?(): boolean;
	/** Whether n8n's database can't be read just now. */
	refusesReads?(): boolean;
	/** `down`: answered with 503 and not done. `lost`: done, but the connection breaks. `refused`: answered with 400 and not done. */
	fault(sending: Sending): 'down' | 'lost' | 'refused' | undefined;
}

/** Who watches. A `granted` answer to a log-in or refresh comes with the new session's tokens. */
export interface Watcher {
	sent?(sending: Sending): void;
	/** @param answer `undefined`: the connection broke */
	answered?(sending: Sending, answer: ServiceAnswer | undefined): void;
	/** @param accessToken of the session that n8n has stored, `undefined` in place of one, `nothing` where it has left it as it was */
	stored?(call: HelperCall, accessToken: string | undefined): void;
	/** n8n has written a claim, or the end of one where it is empty or holds how it ended. */
	claimed?(call: HelperCall, claim: string): void;
	/** The database has refused to write this session. */
	notStored?(call: HelperCall, accessToken: string | undefined): void;
}

/** Everything that several workers share. */
export class World {
	readonly service: AccountService;

	constructor(
		readonly clock: VirtualClock,
		rules: ServiceRules,
		readonly surroundings: Surroundings,
		readonly watcher: Watcher,
	) {
		this.service = new AccountService(clock, rules);
	}

	/** Sends something to the service. @throws as n8n's helper does where the connection breaks */
	async exchange(sending: Sending): Promise<ServiceAnswer> {
		const { clock, surroundings, watcher } = this;
		watcher.sent?.(sending);
		const [there, back] = surroundings.networkMs(sending);
		await clock.sleep(there);
		const fault = surroundings.fault(sending);
		const done = fault === 'down' || fault === 'refused' ? undefined : this.answer(sending);
		await clock.sleep(back);
		const answer = fault === 'lost' ? undefined : (done ?? { status: fault === 'down' ? 503 : 400, body: {} });
		watcher.answered?.(sending, answer);
		if (!answer) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		return answer;
	}

	private answer({ kind, path, login = '', password = '', accessToken, refreshToken = '' }: Sending): ServiceAnswer {
		const { service } = this;
		if (kind === 'logIn') return service.logIn(login, password);
		if (kind === 'refresh') return service.refresh(refreshToken);
		if (kind === 'request') return service.request(accessToken, path);
		const { family } = service.issued.find((session) => session.accessToken === accessToken) ?? {};
		service.end((session) => session.family === family);
		return { status: 200, body: {} };
	}
}
