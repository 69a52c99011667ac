/** One-time codes sent by calling a phone: how many each phone was sent and has not used. */
export class PhoneCodes {
	private readonly unused = new Map<string, number>();

	/** A call was made. */
	sent(phone: string): void {
		this.unused.set(phone, (this.unused.get(phone) ?? 0) + 1);
	}

	/** Uses a code up; false when none was sent, which only matters with the setting `requireCall`. */
	use(phone: string): boolean {
		const left = this.unused.get(phone) ?? 0;
		this.unused.set(phone, Math.max(0, left - 1));
		return left > 0;
	}
}
