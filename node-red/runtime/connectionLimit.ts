import { Slots } from '../../pacing/slots';

/** A connection that nobody uses is closed after this, ms: many servers close it after 5 s, and a request would meet that. */
export const IDLE_MS = 4_000;
/** How many connections an account has at first, and at most. */
export const FIRST_CONNECTIONS = 128;
export const MOST_CONNECTIONS = 512;
/** How many more with each answer: a handshake costs as much as four requests, and pays once its connection is used again. */
const GROWTH = 1 / 4;

/** How many requests of an account are in flight: few enough that connections are opened little by little, as long as they are used. */
export class ConnectionLimit {
	private limit = FIRST_CONNECTIONS;
	private usedAt = -Infinity;
	private readonly slots = new Slots(() => this.limit);

	async run<T>(action: () => Promise<T>): Promise<T> {
		const isIdle = this.slots.inUse === 0 && performance.now() - this.usedAt > IDLE_MS;
		if (isIdle) this.limit = FIRST_CONNECTIONS;
		return await this.slots.run(action).finally(() => {
			this.usedAt = performance.now();
			this.limit = Math.min(MOST_CONNECTIONS, this.limit + GROWTH);
		});
	}
}
