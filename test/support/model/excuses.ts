import type { StoredCredential } from '../workers/credentialStore';
import type { Worker } from '../workers/worker';
import type { Sending, World } from '../workers/world';

export type Fault = 'down' | 'lost' | 'refused';

/** Something that a worker was to do with a credential. Times are Unix ms. */
export interface Task {
	worker: Worker;
	credential: StoredCredential;
	what: 'request' | 'HTTP Request' | 'refresh' | 'logIn';
	startedAt: number;
	/** Whether the credential had a session then that was no good any more. */
	hadEnded: boolean;
}

/** A refusal is held for this long, ms, and a little more. */
const HELD_MS = 31_000;
/** No request goes out with a session that is about to expire, ms. */
const LAST_MOMENTS_MS = 7_000;
/** A write that comes late, and the moments in which a session's successor is remembered, ms. */
const UNSETTLED_MS = 60_000;
/** For so long a worker may think of a rejection that renewing does not help, ms. */
const MISLED_MS = 3 * 60 * 60_000;

/** Everything that goes wrong outside the package, and whether it explains why somebody was not served. */
export class Excuses {
	private readonly faults: Array<{ fault: Fault; from: number; until: number }> = [];
	private readonly badUntil = new Map<StoredCredential, number>();
	private readonly misledAt = new Map<Worker, number>();

	constructor(
		private readonly world: World,
		private readonly login: string,
		private readonly weather: { longestReadMs: number; hasRefusedWrites(since: number): boolean },
	) {}

	private jumps = 0;

	/** A worker's clock has jumped. */
	jumped(): void {
		this.jumps++;
	}

	beginFault(fault: Fault, forMs: number): void {
		const { now } = this.world.clock;
		this.faults.push({ fault, from: now, until: now + forMs });
	}

	/** What becomes of something that arrives at the service now. A service that refuses, refuses refreshes alone. */
	faultAt(kind: Sending['kind']): Fault | undefined {
		const { now } = this.world.clock;
		const active = this.faults.filter(({ from, until }) => from <= now && now < until).map(({ fault }) => fault);
		return active.find((fault) => fault !== 'refused' || kind === 'refresh');
	}

	/** A worker met a request that was rejected with the renewed session as well: forbidden for good, or rejected by bad luck. */
	mislead(worker: Worker): void {
		this.misledAt.set(worker, this.world.clock.now);
	}

	/** To be called before and after every change of a password, at the service or in a credential. */
	passwordsChange(credentials: StoredCredential[]): void {
		for (const credential of credentials) {
			if (!this.isGood(credential)) this.badUntil.set(credential, this.world.clock.now);
		}
	}

	/** Whether somebody who was not served could not have been. */
	excuse({ worker, credential, what, startedAt, hadEnded }: Task): boolean {
		const { now } = this.world.clock;
		// What holds for seconds holds for hours where the clock has jumped back.
		const hasJumped = now - worker.jumpedAt < MISLED_MS;
		const heldSince = startedAt - (hasJumped ? MISLED_MS : HELD_MS);
		const { rules, endings } = this.world.service;
		// Only requests of the package's nodes look at the store once more. By a wrong clock a good session has expired.
		const seen = now - this.weather.longestReadMs;
		const isPersonNeeded =
			rules.isPasswordUsedUp && (what !== 'request' || !this.hasLivingSession(credential, this.jumps > 0, seen));
		const isHopeless = isPersonNeeded || !this.isGood(credential) || (this.badUntil.get(credential) ?? -1) >= heldSince;
		const isTornApart = what !== 'request' && credential.editedAt >= startedAt;
		const isFaulty = this.faults.some(({ from, until }) => from <= now && heldSince <= until);
		const remembered = hasJumped ? MISLED_MS : UNSETTLED_MS;
		const since = (moment: number) => endings.filter((at) => at >= moment).length;
		const ended = Math.max(since(startedAt - remembered), since(startedAt) + Number(hadEnded));
		const isMisled = (this.misledAt.get(worker) ?? -Infinity) >= startedAt - MISLED_MS;
		// A request is sent again once for a session that has ended. n8n's HTTP Request node can't look for another one.
		const isUnlucky = what === 'HTTP Request' ? rules.endsReplaced || worker.lead !== 0 || ended >= 1 : ended >= 2;
		// What n8n could not store, n8n's own node does not go on with.
		const isUnwritten = what === 'HTTP Request' && this.weather.hasRefusedWrites(startedAt);
		return isUnwritten || isHopeless || isTornApart || isFaulty || isMisled || isUnlucky;
	}

	/** Whether a credential has a session that is no good. */
	hasEnded({ accessToken }: StoredCredential): boolean {
		const { service } = this.world;
		return (
			accessToken !== undefined && !service.isGood(service.issued.find((issued) => issued.accessToken === accessToken))
		);
	}

	private isGood(credential: StoredCredential): boolean {
		return this.world.service.isPassword(this.login, credential.read().password);
	}

	/**
	 * @param mustRefresh whether a session that can be used, but not refreshed, is not enough
	 * @param storedAt whoever looks at the store after that sees what was stored before it, Unix ms
	 */
	private hasLivingSession(credential: StoredCredential, mustRefresh: boolean, storedAt: number): boolean {
		const { service } = this.world;
		const { password } = credential.read();
		const stored = credential.history.filter(({ at }) => at < storedAt).at(-1);
		const session = service.issued.find(
			(issued) => issued.accessToken === stored?.accessToken && issued.password === password,
		);
		const canBeRefreshed = session?.refreshToken !== undefined && session.refreshState === 'good';
		const lasts = session !== undefined && session.expiresAt - this.world.clock.now > LAST_MOMENTS_MS;
		return canBeRefreshed || (!mustRefresh && lasts && service.isGood(session));
	}
}
