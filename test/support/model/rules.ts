import type { ServiceAnswer } from '../workers/accountService';
import type { StoredCredential } from '../workers/credentialStore';
import type { Execution, HelperCall, Sending, Watcher, World } from '../workers/world';
import type { Weather } from './weather';

/**
 * A renewal is remembered for 30 s by the worker's clock, and so is its write: it forgets one in whose moments that clock jumps
 * further, and what is read meanwhile may be sent as long after, ms.
 */
const REMEMBERED_MS = 120_000;

/** A session of which nothing was heard is given to n8n once more after this, ms. */
const GIVEN_AGAIN_MS = 30_000;

/** From a worker's last look at the store to its request: the wait of a claim, and the second try of a log-in or refresh, ms. */
const CLAIMED_MS = 6_000;

/** What a worker reads may be old: a request may go out a second time with a session, hardly ever a third time. */
const MOST_SENDS = 3;

/** What is known of a session that was granted. */
interface Grant {
	to: HelperCall;
	/** The password that it depends on: with another one in the credential it is no session of these settings. */
	password: string | undefined;
	isStored: boolean;
	/** When it was stored last, Unix ms. */
	storedAt: number;
	/** Whether the database has refused to write it: then another request may store it later. */
	isRefused?: boolean;
}

/** Watches that the rules of DESIGN.md, "A session's rules", are kept, whatever happens. */
export class RuleWatcher implements Watcher {
	/** What happened, a line each. */
	readonly journal: string[] = [];
	readonly violations: string[] = [];
	/** Every access token that a log-in or refresh has given. */
	private readonly grants = new Map<string, Grant>();
	private readonly flights = new Map<string, number>();
	private readonly usedUp = new Set<string>();
	/** Credentials in which a session stands that was ended or replaced: a used token in it is asked about again. */
	private readonly stillStored = new Set<StoredCredential>();
	/** How often an execution has sent a request with which access token. */
	private readonly times = new Map<Execution, Map<string, number>>();
	/** Which worker has sent a request with which access token. */
	private readonly carried = new Set<string>();

	constructor(
		private readonly world: () => World,
		private readonly weather: Weather,
	) {}

	sent(sending: Sending): void {
		const { call, kind, path, accessToken } = sending;
		const about = accessToken === undefined ? '' : kind === 'request' ? ` with ${accessToken}` : ` for ${accessToken}`;
		this.note(call, `sends ${kind === 'request' ? path : kind}${about}`);
		if (kind === 'request') {
			this.watchWhose(sending);
			this.watchRepetition(sending);
			this.carried.add(`${call.worker.name} ${accessToken}`);
		}
		if (kind !== 'logIn' && kind !== 'refresh') return;
		const flight = flightOf(sending);
		const flights = (this.flights.get(flight) ?? 0) + 1;
		this.flights.set(flight, flights);
		if (flights > 1) this.violated(call, 'two flights for one session in one process');
		if (this.remembers(call) && this.usedUp.has(useOf(sending)) && !this.stillStored.has(call.credential))
			this.violated(call, `sends ${sending.refreshToken} that it has used up itself`);
		this.watchReading(sending);
	}

	answered(sending: Sending, answer: ServiceAnswer | undefined): void {
		const { call, kind } = sending;
		const { accessToken } = (answer?.body ?? {}) as { accessToken?: string };
		this.note(call, `has the answer ${answer?.status ?? 'lost'} to ${kind}${accessToken ? `: ${accessToken}` : ''}`);
		if (kind !== 'logIn' && kind !== 'refresh') return;
		const flight = flightOf(sending);
		this.flights.set(flight, (this.flights.get(flight) ?? 1) - 1);
		if (!accessToken) return;
		const password = sending.password ?? this.grants.get(sending.accessToken ?? '')?.password;
		this.grants.set(accessToken, { to: call, password, isStored: false, storedAt: -Infinity });
		if (kind === 'refresh' && this.world().service.rules.refresh === 'rotates') this.usedUp.add(useOf(sending));
	}

	stored(call: HelperCall, accessToken: string | undefined): void {
		this.note(call, `stores ${accessToken ?? 'no session'}`);
		if (accessToken === undefined) return;
		const grant = this.grants.get(accessToken);
		const [before, now] = call.credential.history.slice(-2).map((stored) => numberOf(stored.accessToken ?? ''));
		const goesBack = now !== undefined && before !== undefined && now < before;
		// Another worker's write that was on its way has put back what it had read before.
		const wasTakenBack = call.credential.history.at(-1)?.at === this.world().clock.now;
		// n8n's HTTP Request node repeats a request only where it has written: what it goes on with, or what n8n has just read.
		if (!call.canReadStore && grant?.to !== call) {
			if (goesBack) this.stillStored.add(call.credential);
			return;
		}
		if (grant?.to.credential !== call.credential)
			return this.violated(call, `${accessToken} is stored in another credential`);
		if (grant.isRefused || !this.remembers(call)) {
			// The write that the worker did not wait for any more may have come after that of the session that replaced this one.
			if (grant.isStored || goesBack) this.stillStored.add(call.credential);
		} else if (grant.to.worker !== call.worker)
			this.violated(call, `${accessToken} is stored by a worker that did not renew`);
		else if (this.world().clock.now - grant.storedAt < GIVEN_AGAIN_MS && !wasTakenBack)
			this.violated(call, `${accessToken} is stored twice`);
		grant.isStored = true;
		grant.storedAt = this.world().clock.now;
	}

	/** A claim that was on its way takes back what another worker has stored. Of n8n's HTTP Request node nobody gives that again. */
	claimed({ credential }: HelperCall): void {
		const [taken, at] = [credential.history.at(-2)?.accessToken, credential.history.at(-1)?.at];
		const isTakenBack = at === this.world().clock.now && taken !== undefined;
		if (isTakenBack && this.grants.get(taken)?.to.canReadStore === false) this.stillStored.add(credential);
	}

	notStored(call: HelperCall, accessToken: string | undefined): void {
		this.note(call, `can not store ${accessToken ?? 'no session'}`);
		const grant = this.grants.get(accessToken ?? '');
		if (grant) grant.isRefused = true;
		if (accessToken === undefined) this.stillStored.add(call.credential);
	}

	/** To be called when everything has settled. */
	settled(): void {
		for (const [accessToken, { to, isStored, isRefused }] of this.grants) {
			// Nobody may have asked again.
			if (!isStored && !isRefused) this.violated(to, `${accessToken} was granted and is stored nowhere`);
		}
	}

	note({ worker, credential }: Pick<HelperCall, 'worker' | 'credential'>, what: string): void {
		const seconds = (this.world().clock.now / 1000).toFixed(3);
		this.journal.push(`${seconds.padStart(10)} s  ${worker.name} ${credential.name} ${what}`);
	}

	violated(who: Pick<HelperCall, 'worker' | 'credential'>, what: string): void {
		this.note(who, `BREAKS THE RULES: ${what}`);
		this.violations.push(what);
	}

	/** Whether the worker can know what it did a moment ago. */
	private remembers({ worker }: HelperCall): boolean {
		return this.world().clock.now - worker.jumpedAt > REMEMBERED_MS;
	}

	/** A session of another credential goes out with this one, although it had its own before the execution began. */
	private watchWhose({ call, accessToken = '' }: Sending): void {
		const owner = this.grants.get(accessToken)?.to.credential;
		if (!owner || owner === call.credential) return;
		const own = this.storedSince(call.credential, call.credential.read().password, call.execution.startedAt);
		if (own !== undefined && this.remembers(call))
			this.violated(call, `sends ${accessToken} of ${owner.name}, although it has ${own}`);
	}

	/** A request goes out again and again with sessions that it was rejected with. */
	private watchRepetition({ call, accessToken = '' }: Sending): void {
		const { execution } = call;
		const times = this.times.get(execution) ?? new Map<string, number>();
		this.times.set(execution, times.set(accessToken, (times.get(accessToken) ?? 0) + 1));
		const isInCircles = (times.get(accessToken) ?? 0) > execution.items * MOST_SENDS;
		if (isInCircles) this.violated(call, `sends a request more than ${MOST_SENDS} times with ${accessToken}`);
	}

	/**
	 * A session is renewed that the store does not hold any more, longer than a look at it takes. By a clock that has just jumped what
	 * is stored has ended.
	 */
	private watchReading(sending: Sending): void {
		const { call, kind, accessToken = '' } = sending;
		if (!call.canReadStore || (kind === 'logIn' && call.isLogInWanted)) return;
		const password = sending.password ?? this.grants.get(accessToken)?.password;
		const stored = this.storedSince(
			call.credential,
			password,
			this.world().clock.now - this.weather.longestReadMs - CLAIMED_MS,
		);
		// What it has carried already it may know to be no good.
		const isNew = !this.carried.has(`${call.worker.name} ${stored}`);
		const newer = isNew && stored !== undefined && numberOf(stored) > numberOf(accessToken);
		if (newer && this.remembers(call))
			this.violated(call, `renews ${accessToken || 'no session'} although ${stored} has been stored for a while`);
	}

	/** The session that a credential has kept since then, if it is one of these settings. */
	private storedSince(credential: StoredCredential, password: unknown, since: number): string | undefined {
		const { at = Infinity, accessToken = '' } = credential.history.at(-1) ?? {};
		const isOfSettings = this.grants.get(accessToken)?.password === password && credential.read().password === password;
		return Math.max(at, credential.editedAt) < since && isOfSettings ? accessToken : undefined;
	}
}

/** Sessions are numbered in the order in which they were granted. */
const numberOf = (accessToken: string) => Number(accessToken.slice(1) || 0);

/** Which session is being renewed. n8n's HTTP Request node can't tell two credentials apart that have no session yet. */
const flightOf = ({ call: { worker, credential, canReadStore }, accessToken, login, password }: Sending) =>
	`${worker.name} ${accessToken ?? `${login} ${password} ${canReadStore ? credential.name : ''}`}`;

const useOf = ({ call: { worker }, refreshToken }: Sending) => `${worker.name} ${refreshToken}`;
