/** Lets so many things go on at the same time; the number may change meanwhile. Those that wait go in the order in which they came. */
export class Slots {
	private taken = 0;
	private readonly waiting: Array<() => void> = [];

	/** @param most how many may go on now */
	constructor(private readonly most: () => number) {}

	/** How many go on. */
	get inUse(): number {
		return this.taken;
	}

	/** Does something as soon as there is room. */
	async run<T>(action: () => Promise<T>): Promise<T> {
		if (this.waiting.length === 0 && this.taken < this.most()) this.taken++;
		else await this.turn();
		try {
			return await action();
		} finally {
			this.taken--;
			this.fill();
		}
	}

	private async turn(): Promise<void> {
		const turn = new Promise<void>((resolve) => this.waiting.push(resolve));
		this.fill();
		await turn;
	}

	private fill(): void {
		while (this.waiting.length > 0 && this.taken < this.most()) {
			this.taken++;
			this.waiting.shift()?.();
		}
	}
}
