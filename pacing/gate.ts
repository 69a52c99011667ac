import { adapt, beginning, type AdaptiveLimit, type Bounds } from './adaptiveLimit';
import { Slots } from './slots';

/** Time, as the host gives it. */
export interface Clock {
	/** Unix ms, with fractions where the host has them. */
	now(): number;
	/** @throws what the host throws once whoever waits was cancelled */
	sleep(ms: number): Promise<void>;
}

/** What came of one request: an answer, or something else in its place. */
export interface Outcome {
	answer?: { status: number; headers: Record<string, unknown> };
}

/** Answers by which a service says: not so many. */
const isRefused = ({ answer }: Outcome): boolean => answer?.status === 429 || answer?.status === 503;

/**
 * What the requests of one execution to one service pass: how many may be in flight, found out while they are sent, and until when
 * none is sent because the service asked for a pause.
 */
export class Gate {
	private state: AdaptiveLimit;
	private inFlight = 0;
	private pausedUntil = -Infinity;
	private usedAt: number;
	private refusing: number | undefined;
	/** For the items that are begun: more of them than requests in flight would only wait. */
	readonly items = new Slots(() => this.limit);
	private readonly requests = new Slots(() => this.limit);

	/** @param bounds of how many are in flight, where they are not the usual ones */
	constructor(
		private readonly clock: Pick<Clock, 'now'>,
		bounds?: Bounds,
	) {
		this.state = beginning(bounds);
		this.usedAt = clock.now();
	}

	/** How many requests may be in flight now. */
	get limit(): number {
		return this.state.limit;
	}

	/** Since when the service has answered nothing but 429 and 503, Unix ms. */
	get refusingSince(): number | undefined {
		return this.refusing;
	}

	/** Whether nothing has gone on for so long, ms. */
	isIdleFor(ms: number): boolean {
		const isQuiet = this.items.inUse + this.requests.inUse === 0;
		return isQuiet && this.clock.now() >= Math.max(this.usedAt, this.pausedUntil) + ms;
	}

	/** Sends one request as soon as it may go, and learns from its answer. */
	async adaptively<T extends Outcome>(attempt: () => Promise<T>, clock: Clock): Promise<T> {
		return await this.requests.run(async () => {
			await this.opened(clock);
			const [sentAt, before] = [this.clock.now(), ++this.inFlight];
			let after = before;
			const outcome = await attempt().finally(() => (after = this.inFlight--));
			// The first of many that were sent together can be the one that is refused.
			const inFlight = isRefused(outcome) ? Math.max(before, after) : before;
			const answered = { sentAt, answeredAt: this.clock.now(), inFlight, isRefusal: isRefused(outcome) };
			if (outcome.answer) this.state = adapt(this.state, answered);
			return this.noted(outcome);
		});
	}

	/** Sends one request where somebody else keeps to a fixed number: it waits for a pause alone. */
	async atFixedNumber<T extends Outcome>(attempt: () => Promise<T>, clock: Clock): Promise<T> {
		await this.opened(clock);
		return this.noted(await attempt());
	}

	/** Lets no request out for so long, ms. A longer pause stays. */
	pause(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + ms);
	}

	private async opened(clock: Clock): Promise<void> {
		for (;;) {
			const left = this.pausedUntil - this.clock.now();
			if (left <= 0) return;
			await clock.sleep(Math.ceil(left));
		}
	}

	private noted<T extends Outcome>(outcome: T): T {
		this.usedAt = this.clock.now();
		if (isRefused(outcome)) this.refusing ??= this.clock.now();
		else if (outcome.answer) this.refusing = undefined;
		return outcome;
	}
}
