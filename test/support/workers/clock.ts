/** Lets everything run that waits for promises alone. */
const settled = async () => await new Promise((resolve) => setImmediate(resolve));

interface Timer {
	at: number;
	order: number;
	fire: () => void;
}

/** Virtual time, shared by all workers of a world, ms. It jumps from one thing that somebody waits for to the next. */
export class VirtualClock {
	private readonly timers: Timer[] = [];
	private orders = 0;

	/** @param now where time begins, Unix ms */
	constructor(public now = 0) {}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((fire) => {
			this.timers.push({ at: this.now + Math.max(0, ms), order: this.orders++, fire });
		});
	}

	/** Runs what happens up to this moment, Unix ms; `Infinity`: until nobody waits any more. */
	async runUntil(moment: number): Promise<void> {
		await settled();
		for (let next = this.takeNext(moment); next; next = this.takeNext(moment)) {
			this.now = next.at;
			next.fire();
			await settled();
		}
		if (moment !== Infinity) this.now = Math.max(this.now, moment);
	}

	/** The timer that is due first, if it is due by this moment. */
	private takeNext(moment: number): Timer | undefined {
		let first = 0;
		for (let index = 1; index < this.timers.length; index++) {
			const [one, other] = [this.timers[index] as Timer, this.timers[first] as Timer];
			if (one.at < other.at || (one.at === other.at && one.order < other.order)) first = index;
		}
		const timer = this.timers[first];
		if (!timer || timer.at > moment) return undefined;
		this.timers.splice(first, 1);
		return timer;
	}
}
