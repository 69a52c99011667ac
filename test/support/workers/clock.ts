import { createClock } from '@sinonjs/fake-timers';

/** Lets everything run that waits for promises alone. */
const settled = async () => await new Promise((resolve) => setImmediate(resolve));

/** Virtual time, shared by all workers of a world, ms. It jumps from one thing that somebody waits for to the next. */
export class VirtualClock {
	private readonly timers = createClock(0, Infinity);

	/** Unix ms. */
	get now(): number {
		return this.timers.now;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.timers.setTimeout(() => resolve(), Math.max(0, ms)));
	}

	/** Runs what happens up to this moment, Unix ms; `Infinity`: until nobody waits any more. */
	async runUntil(moment: number): Promise<void> {
		let isReached = moment === Infinity;
		if (!isReached) this.timers.setTimeout(() => (isReached = true), Math.max(0, moment - this.now));
		await settled();
		while ((moment === Infinity || !isReached) && this.timers.countTimers() > 0) {
			this.timers.next();
			await settled();
		}
	}

	/** A `Date` whose clock is so many ms ahead of the true time; behind where negative. */
	dateOf(lead: () => number): DateConstructor {
		const now = () => this.now + lead();
		return class extends Date {
			constructor(...parts: unknown[]) {
				super(...((parts.length === 0 ? [now()] : parts) as [number]));
			}

			static override now(): number {
				return now();
			}
		} as DateConstructor;
	}
}
