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
}

/** A refusal is held for this long, ms, and a little more. */
const HELD_MS = 31_000;
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
		private readonly weather: { hasRefusedWrites(since: number): boolean },
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

	/** Whether a task that failed could not have been done. */
	excuse({ worker, credential, what, startedAt }: Task): boolean {
		const { rules, endings } = this.world.service;
		const since = startedAt - (this.jumps > 0 ? MISLED_MS : HELD_MS);
		const isFaulty = this.faults.some(({ until }) => until >= since);
		const isPasswordWrong = !this.isGood(credential) || (this.badUntil.get(credential) ?? -1) >= since;
		const isEdited = credential.editedAt >= startedAt;
		const isMisled = (this.misledAt.get(worker) ?? -Infinity) >= startedAt - MISLED_MS;
		const isStoreDown = this.weather.hasRefusedWrites(since);
		// A request is sent again once for a session that has ended; n8n's HTTP Request node can't look for another one.
		const ended = (moment: number) => endings.filter((at) => at >= moment).length;
		const hasEnded = what === 'HTTP Request' ? ended(startedAt - MISLED_MS) >= 1 : ended(since) >= 2;
		return isFaulty || isPasswordWrong || isEdited || isMisled || isStoreDown || hasEnded || rules.isPasswordUsedUp;
	}

	private isGood(credential: StoredCredential): boolean {
		return this.world.service.isPassword(this.login, credential.read().password);
	}
}
